#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace qd::gui {

/// A quiet panel where nothing is to be shown: an icon, one sentence, at most one button.
class EmptyState final : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(QWidget* parent = nullptr);
    void say(const QString& icon, const QString& sentence, const QString& button = {});
    QString sentence() const;

signals:
    void pressed();

private:
    void changeEvent(QEvent* event) override;
    void paintIcon();

    QLabel* m_icon;
    QLabel* m_sentence;
    QPushButton* m_button;
    QString m_iconName;
};

} // namespace qd::gui
