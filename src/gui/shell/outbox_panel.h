#pragma once

#include "gui/bridge/desk_context.h"
#include "quarterdeck/desk/sending.h"

#include <QDialog>
#include <QHash>
#include <QTimer>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace qd::gui {

/// What is on its way out and what got stuck; holding and releasing of all sending.
class OutboxPanel final : public QDialog {
    Q_OBJECT
public:
    OutboxPanel(DeskContext& context, bool held, QWidget* parent = nullptr);
    void setHeld(bool held);

signals:
    void openWanted(qint64 conversation);
    void failed(const QString& sentence);

private:
    void ask();
    void fill(const std::vector<OutboxItem>& items);
    QWidget* rowOf(const OutboxItem& item);
    void act(qint64 id, const char* verb, bool flag = false);
    void toggleHold();

    DeskContext& m_context;
    bool m_held;
    QTimer m_soon;
    quint64 m_turn{0};
    QLabel* m_words;
    QPushButton* m_hold;
    QVBoxLayout* m_list{};
};

} // namespace qd::gui
