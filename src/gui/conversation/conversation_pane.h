#pragma once

#include "gui/bridge/desk_context.h"
#include "quarterdeck/desk/inbox.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QStackedLayout;
class QToolButton;

namespace qd::gui {

class ActionRegistry;
class ComposerBox;
class ElidedLabel;
class EmptyState;
class ThreadModel;
class ThreadView;

/// The open conversation: who and how it stands, the thread, and the composer under it.
class ConversationPane final : public QWidget {
    Q_OBJECT
public:
    ConversationPane(DeskContext& context, ActionRegistry& actions, QWidget* parent = nullptr);

    void open(const Card& card); ///< paints the head at once from the card
    void open(ConversationId id);
    void close(const QString& icon, const QString& sentence, const QString& button = {});
    void refresh();
    ConversationId current() const { return m_id; }
    const std::optional<ConversationView>& view() const { return m_view; }
    ComposerBox& composer() { return *m_composer; }
    ThreadView& thread() { return *m_thread; }
    ThreadModel& model() { return *m_model; }
    void fetchThread(); ///< ask the platform for what the thread holds now

signals:
    void shown(const qd::ConversationView& view);
    void closed();
    void failed(const QString& sentence);
    void outboxUndone(qint64 conversation);
    void emptyPressed();

private:
    void buildHead();
    void ask(bool fetch);
    void accept(Result<ConversationView> result, quint64 turn);
    void paintHead();
    void settleOutgoing(qint64 id, const char* what, bool flag = false);
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    QToolButton* tool(const char* action, const char* iconName, const QString& spoken);

    DeskContext& m_context;
    ActionRegistry& m_actions;
    ConversationId m_id{};
    std::optional<ConversationView> m_view;
    std::optional<Card> m_card;
    bool m_started{false};
    quint64 m_turn{0};
    QTimer m_refreshSoon;
    QTimer m_tick;

    QStackedLayout* m_stack{};
    EmptyState* m_empty{};
    QWidget* m_page{};
    QWidget* m_head{};
    ElidedLabel* m_name{};
    ElidedLabel* m_facts{};
    QLabel* m_clock{};
    ThreadModel* m_model{};
    ThreadView* m_thread{};
    ComposerBox* m_composer{};
};

} // namespace qd::gui
