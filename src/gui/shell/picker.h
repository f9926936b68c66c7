#pragma once

#include <QDialog>
#include <QString>

#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;

namespace qd::gui {

struct PickerItem {
    QString key; ///< handed back
    QString text;
    QString hint; ///< at the trailing edge: a shortcut, a time
    QString icon;
    bool on{false}; ///< shown as set already
};

/// A short list to choose from by typing: people, labels, times, reasons, or every action there is.
class Picker final : public QDialog {
    Q_OBJECT
public:
    Picker(const QString& title, std::vector<PickerItem> items, QWidget* parent = nullptr);
    /// Whether what was typed may be taken though no item bears it ("new label: …").
    void allowNew(const QString& sentence) { m_newSentence = sentence; }

    /// A first typed letter that is an item's hint takes that item at once ("g" then "m").
    void takeHintsAsKeys() { m_hintsAreKeys = true; }

signals:
    void picked(const QString& key);
    void typedNew(const QString& text);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void filter();
    void take();

    std::vector<PickerItem> m_items;
    QString m_newSentence;
    bool m_hintsAreKeys{false};
    QLineEdit* m_line;
    QListWidget* m_list;
};

/// How well `pattern` fits `text` by its letters in order; 0 = not at all. Word starts and runs count more.
int fitOf(const QString& pattern, const QString& text);

} // namespace qd::gui
