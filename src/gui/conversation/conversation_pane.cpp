#include "gui/conversation/conversation_pane.h"

#include "gui/bridge/desk_bridge.h"
#include "gui/conversation/thread_model.h"
#include "gui/conversation/thread_view.h"
#include "gui/reply/composer.h"
#include "gui/shell/action_registry.h"
#include "gui/shell/elided_label.h"
#include "gui/shell/empty_state.h"
#include "gui/style/desk_style.h"
#include "gui/style/icons.h"
#include "gui/words/desk_words.h"
#include "gui/words/time_words.h"

#include <QEvent>
#include <QLabel>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace qd::gui {

ConversationPane::ConversationPane(DeskContext& context, ActionRegistry& actions, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_actions(actions)
{
    setObjectName(QStringLiteral("conversation"));
    setMinimumWidth(420);
    m_stack = new QStackedLayout(this);
    m_empty = new EmptyState(this);
    m_page = new QWidget(this);
    auto* column = new QVBoxLayout(m_page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildHead();
    column->addWidget(m_head);
    m_model = new ThreadModel(this);
    m_thread = new ThreadView(context, *m_model, m_page);
    column->addWidget(m_thread, 1);
    m_composer = new ComposerBox(context, m_page);
    column->addWidget(m_composer);
    m_stack->addWidget(m_page);
    m_stack->addWidget(m_empty);
    m_stack->setCurrentWidget(m_empty);

    m_refreshSoon.setSingleShot(true);
    m_refreshSoon.setInterval(60);
    connect(&m_refreshSoon, &QTimer::timeout, this, [this] { ask(false); });
    connect(&context.bridge, &DeskBridge::conversationChanged, this, [this](qint64 id) {
        if (m_id && (id == 0 || id == m_id.value)) m_refreshSoon.start();
    });
    connect(&context.bridge, &DeskBridge::outboxChanged, this, [this] {
        if (m_id) m_refreshSoon.start();
    });
    m_tick.setInterval(15'000);
    connect(&m_tick, &QTimer::timeout, this, &ConversationPane::paintHead);
    m_tick.start();
    connect(m_composer, &ComposerBox::failed, this, &ConversationPane::failed);
    connect(m_composer, &ComposerBox::leaveWanted, this, [this] { m_thread->setFocus(); });
    connect(m_thread, &ThreadView::undoSendWanted, this, [this](qint64 id) { settleOutgoing(id, "cancel"); });
    connect(m_thread, &ThreadView::editWanted, this, [this](qint64 id) { settleOutgoing(id, "cancel"); });
    connect(m_thread, &ThreadView::releaseWanted, this, [this](qint64 id) { settleOutgoing(id, "approve"); });
    connect(m_thread, &ThreadView::settleWanted, this,
            [this](qint64 id, bool sent) { settleOutgoing(id, "settle", sent); });
    connect(m_empty, &EmptyState::pressed, this, &ConversationPane::emptyPressed);
}

QToolButton* ConversationPane::tool(const char* action, const char* iconName, const QString& spoken)
{
    auto* button = new QToolButton(m_head);
    button->setObjectName(QStringLiteral("do_") + QLatin1String(action));
    button->setAccessibleName(spoken);
    button->setIcon(icon(QLatin1String(iconName), IconTint::Second));
    button->setFocusPolicy(Qt::TabFocus);
    setButtonKind(button, ButtonKind::Quiet);
    const QString id = QLatin1String(action);
    if (const DeskAction* known = m_actions.find(id))
        button->setToolTip(tr("%1 (%2)", "action and its key").arg(spoken, known->key));
    connect(button, &QToolButton::clicked, this, [this, id] { m_actions.trigger(id); });
    return button;
}

void ConversationPane::buildHead()
{
    const DeskStyle& style = DeskStyle::of(this);
    m_head = new QWidget(m_page);
    auto* row = new QHBoxLayout(m_head);
    row->setContentsMargins(16, 12, 12, 8);
    row->setSpacing(2);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    auto* top = new QHBoxLayout;
    top->setSpacing(10);
    m_name = new ElidedLabel(m_head);
    m_name->setObjectName(QStringLiteral("who"));
    m_name->setTextFormat(Qt::PlainText);
    m_name->setFont(style.font(TextRole::ReadingBold));
    m_name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    top->addWidget(m_name, 1);
    words->addLayout(top);
    m_facts = new ElidedLabel(m_head);
    m_facts->setObjectName(QStringLiteral("facts"));
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setFont(style.font(TextRole::Meta));
    m_facts->setForegroundRole(QPalette::PlaceholderText);
    m_facts->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    words->addWidget(m_facts);
    row->addLayout(words, 1);
    m_clock = new QLabel(m_head);
    m_clock->setObjectName(QStringLiteral("clock"));
    m_clock->setFont(style.font(TextRole::Meta));
    top->addWidget(m_clock);
    row->addSpacing(12);
    row->addWidget(tool("assign", "user", tr("Assign")));
    row->addWidget(tool("label", "tag", tr("Labels")));
    row->addWidget(tool("snooze", "snooze", tr("Snooze")));
    row->addWidget(tool("star", "star", tr("Star")));
    row->addWidget(tool("resolve", "check", tr("Resolve")));
    row->addWidget(tool("palette", "more", tr("All actions")));
    row->addWidget(tool("profile", "info", tr("Show or hide the profile")));
}

void ConversationPane::open(const Card& card)
{
    m_card = card;
    if (card.id != m_id || m_stack->currentWidget() != m_page) {
        open(card.id);
    } else {
        paintHead();
    }
}

void ConversationPane::open(ConversationId id)
{
    if (m_card && m_card->id != id) m_card.reset();
    m_id = id;
    m_view.reset();
    m_started = false;
    m_model->clear();
    m_stack->setCurrentWidget(m_page);
    m_composer->open(id, m_card ? QString::fromStdString(m_card->author) : QString());
    paintHead();
    ask(false);
}

void ConversationPane::close(const QString& iconName, const QString& sentence, const QString& button)
{
    ++m_turn;
    m_id = {};
    m_view.reset();
    m_card.reset();
    m_model->clear();
    m_composer->close();
    m_empty->say(iconName, sentence, button);
    m_stack->setCurrentWidget(m_empty);
    emit closed();
}

void ConversationPane::refresh()
{
    if (m_id) m_refreshSoon.start();
}

void ConversationPane::fetchThread() { ask(true); }

void ConversationPane::ask(bool fetch)
{
    if (!m_id) return;
    const quint64 turn = ++m_turn;
    m_context.bridge.ask<ConversationView>(
        this,
        [this, fetch](Desk& desk, Reply<ConversationView> reply) {
            if (fetch) desk.inbox().refreshThread(m_id, std::move(reply));
            else desk.inbox().conversation(m_id, std::move(reply));
        },
        [turn](ConversationPane& self, Result<ConversationView> result) {
            self.accept(std::move(result), turn);
        });
}

void ConversationPane::accept(Result<ConversationView> result, quint64 turn)
{
    if (turn != m_turn) return; // a later question was asked, perhaps for another conversation
    if (!result) {
        emit failed(DeskWords::error(result.error()));
        return;
    }
    m_view = std::move(*result);
    if (std::exchange(m_started, true)) m_model->update(*m_view);
    else m_model->start(*m_view);
    paintHead();
    emit shown(*m_view);
}

void ConversationPane::paintHead()
{
    if (!m_id) return;
    const DeskStyle& style = DeskStyle::of(this);
    const Tokens& t = style.tokens();
    const UtcMillis now = m_context.clock.now();
    QString name, handle;
    QStringList facts;
    std::optional<UtcMillis> due, risk;
    if (m_view) {
        const Conversation& c = m_view->conversation;
        name = QString::fromStdString(m_view->contact.name.empty() ? m_view->contact.handle
                                                                   : m_view->contact.name);
        handle = QString::fromStdString(m_view->contact.handle);
        facts << DeskWords::platform(c.platform) << QString::fromStdString(m_view->queueName);
        if (c.snoozedUntil) facts << tr("snoozed until %1").arg(TimeWords::dayAndTime(*c.snoozedUntil, now));
        else facts << DeskWords::of(c.status);
        if (!m_view->assigneeName.empty())
            facts << tr("assigned to %1").arg(QString::fromStdString(m_view->assigneeName));
        if (c.priority != Priority::Normal) facts << tr("%1 priority").arg(DeskWords::of(c.priority));
        if (c.starred) facts << tr("starred");
        if (c.muted) facts << tr("muted");
        for (const std::string& label : m_view->labels)
            facts << QStringLiteral("#") + QString::fromStdString(label);
        due = c.nextDue;
        risk = c.riskAt;
    } else if (m_card) {
        name = QString::fromStdString(m_card->author);
        handle = QString::fromStdString(m_card->handle);
        facts << DeskWords::platform(m_card->platform) << QString::fromStdString(m_card->queueName);
        due = m_card->due;
        risk = m_card->riskAt;
    }
    m_name->setText(name);
    if (!handle.isEmpty() && handle != name && !handle.startsWith(QLatin1String("http")))
        facts.prepend(QStringLiteral("@") + handle);
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    m_facts->setToolTip(m_facts->text());
    const ClockReading reading = TimeWords::reading(due, risk, now);
    QPalette colours = m_clock->palette();
    colours.setColor(QPalette::WindowText, reading.face == ClockFace::Late   ? t.breach
                                           : reading.face == ClockFace::Risk ? t.risk
                                                                             : t.second);
    m_clock->setPalette(colours);
    m_clock->setText(reading.words);
}

void ConversationPane::settleOutgoing(qint64 id, const char* what, bool flag)
{
    const std::string verb = what;
    const ConversationId conversation = m_id;
    if (verb == "cancel") m_composer->flushDrafts();
    m_context.bridge.ask<OutboxItem>(
        this,
        [&](Desk& desk, Reply<OutboxItem> reply) {
            if (verb == "cancel") desk.sending().cancel({id}, std::move(reply));
            else if (verb == "approve") desk.sending().approve({id}, std::move(reply));
            else desk.sending().settle({id}, flag, std::move(reply));
        },
        [verb, conversation](ConversationPane& self, Result<OutboxItem> result) {
            if (!result)
                emit self.failed(result.error().code == Errc::Conflict
                                     ? tr("It is on its way already and cannot be taken back.")
                                     : DeskWords::error(result.error()));
            else if (verb == "cancel") emit self.outboxUndone(conversation.value);
            self.refresh();
        });
}

void ConversationPane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    // Where there is little room, the rarer acts stay under "All actions" and on their keys.
    const bool room = width() >= DeskStyle::of(this).metrics().scaled(400);
    for (const char* name : {"do_assign", "do_label", "do_snooze", "do_star"})
        if (auto* button = m_head->findChild<QToolButton*>(QLatin1String(name))) button->setVisible(room);
}

void ConversationPane::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if ((event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) && m_clock) {
        const DeskStyle& style = DeskStyle::of(this);
        m_name->setFont(style.font(TextRole::ReadingBold));
        m_facts->setFont(style.font(TextRole::Meta));
        m_clock->setFont(style.font(TextRole::Meta));
        paintHead();
    }
}

} // namespace qd::gui
