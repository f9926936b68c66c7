#pragma once

#include "quarterdeck/base/time.h"

#include <QElapsedTimer>
#include <QFrame>
#include <QTimer>

#include <functional>

class QLabel;
class QPushButton;

namespace qd::gui {

/// At the bottom, leading edge: what was just done, and a way back while the line thins out.
class UndoBar final : public QFrame {
    Q_OBJECT
public:
    explicit UndoBar(QWidget* parent);
    void offer(const QString& what, std::function<void()> undo,
               std::chrono::milliseconds time = std::chrono::seconds(8));
    bool isOpen() const { return m_undo != nullptr; }
    bool take(); ///< as if pressed; false where nothing is offered
    void withdraw();
    void place(); ///< after the window changed its size
    QString words() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QLabel* m_label;
    QPushButton* m_button;
    std::function<void()> m_undo;
    QTimer m_tick;
    QElapsedTimer m_since;
    std::chrono::milliseconds m_time{0};
};

} // namespace qd::gui
