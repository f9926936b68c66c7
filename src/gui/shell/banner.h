#pragma once

#include <QFrame>
#include <QTimer>

#include <functional>

class QLabel;
class QPushButton;

namespace qd::gui {

/// One line under the title bar: what went wrong or stands still, what is kept, what to do.
class Banner final : public QFrame {
    Q_OBJECT
public:
    explicit Banner(QWidget* parent = nullptr);
    void fault(const QString& sentence); ///< goes by itself after a while
    void stand(const QString& sentence, const QString& button,
               std::function<void()> act); ///< stays until cleared
    void clearStanding();
    QString sentence() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showCurrent();

    QLabel* m_icon;
    QLabel* m_label;
    QPushButton* m_button;
    QPushButton* m_close;
    QString m_fault, m_standing, m_standingButton;
    std::function<void()> m_act;
    QTimer m_gone;
};

} // namespace qd::gui
