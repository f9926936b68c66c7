#include "gui/conversation/profile_pane.h"

#include "gui/bridge/desk_bridge.h"
#include "gui/queue/card_face.h"
#include "gui/queue/paint_parts.h"
#include "gui/style/desk_style.h"
#include "gui/style/icons.h"
#include "gui/words/desk_words.h"
#include "gui/words/time_words.h"
#include "quarterdeck/domain/names.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace qd::gui {

ProfilePane::ProfilePane(DeskContext& context, QWidget* parent) : QScrollArea(parent), m_context(context)
{
    setObjectName(QStringLiteral("profile"));
    setAccessibleName(tr("Profile"));
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumWidth(240);
    setFocusPolicy(Qt::StrongFocus);
}

void ProfilePane::show(const ConversationView& view)
{
    m_view = view;
    build();
}

void ProfilePane::clear()
{
    m_view.reset();
    build();
}

void ProfilePane::build()
{
    m_building = true;
    auto* page = new QWidget;
    m_column = new QVBoxLayout(page);
    m_column->setContentsMargins(16, 16, 16, 16);
    m_column->setSpacing(4);
    if (m_view) {
        addWho();
        addClocks();
        addTrace();
        addHistory();
        addOthers();
    }
    m_column->addStretch(1);
    setWidget(page);
    m_building = false;
}

QVBoxLayout* ProfilePane::section(const QString& title, const QString& name, bool open)
{
    const bool shown = m_folded.value(name, open);
    auto* head = new QPushButton(title);
    head->setObjectName(QStringLiteral("section_") + name);
    //: a part of the profile that can be folded away
    head->setAccessibleName(tr("%1, section").arg(title));
    setButtonKind(head, ButtonKind::Quiet);
    head->setFont(DeskStyle::of(this).font(TextRole::MetaBold));
    head->setIcon(
        icon(shown ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"), IconTint::Second));
    m_column->addSpacing(12);
    head->setFlat(true);
    m_column->addWidget(head, 0, Qt::AlignLeft);
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(12, 0, 0, 0);
    column->setSpacing(4);
    body->setVisible(shown);
    m_column->addWidget(body);
    connect(head, &QPushButton::clicked, body, [this, body, head, name] {
        const bool on = body->isHidden();
        m_folded.insert(name, on);
        body->setVisible(on);
        head->setIcon(
            icon(on ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"), IconTint::Second));
    });
    return column;
}

void ProfilePane::line(QVBoxLayout* to, const QString& text, bool second, bool bold)
{
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setFont(DeskStyle::of(this).font(bold     ? TextRole::InterfaceBold
                                            : second ? TextRole::Meta
                                                     : TextRole::Interface));
    if (second) label->setForegroundRole(QPalette::PlaceholderText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setFocusPolicy(Qt::NoFocus);
    to->addWidget(label);
}

void ProfilePane::addWho()
{
    const Contact& who = m_view->contact;
    line(m_column, QString::fromStdString(who.name.empty() ? who.handle : who.name), false, true);
    if (!who.name.empty())
        line(m_column,
             (who.handle.rfind("http", 0) == 0 ? QString() : QStringLiteral("@")) +
                 QString::fromStdString(who.handle),
             true);
    QStringList facts;
    if (who.followers) facts << tr("%n followers", nullptr, static_cast<int>(*who.followers));
    if (who.bot) facts << tr("says it is a bot");
    facts << tr("known since %1").arg(TimeWords::age(who.firstSeen, m_context.clock.now()));
    line(m_column, facts.join(QStringLiteral(" · ")), true);
    if (!m_view->conversation.lang.empty())
        line(m_column, tr("Writes %1").arg(DeskWords::language(m_view->conversation.lang)), true);
}

void ProfilePane::addClocks()
{
    if (m_view->clocks.empty()) return;
    QVBoxLayout* box = section(tr("Clocks"), QStringLiteral("clocks"));
    const UtcMillis now = m_context.clock.now();
    for (const SlaClock& clock : m_view->clocks) {
        QString state = DeskWords::of(clock.phase);
        if (clock.phase == ClockPhase::Running && clock.due)
            state = TimeWords::reading(clock.due, std::nullopt, now).words;
        line(box, tr("%1: %2", "name of a clock and how it stands").arg(DeskWords::of(clock.metric), state));
        line(box,
             tr("%1 of %2 used", "lengths of time")
                 .arg(TimeWords::span(clock.used), TimeWords::span(clock.target)),
             true);
        for (const Pause& pause : clock.pauses)
            line(box,
                 tr("Paused %1: %2")
                     .arg(TimeWords::span(pause.span.to - pause.span.from), DeskWords::pause(pause.why)),
                 true);
    }
}

void ProfilePane::addTrace()
{
    if (m_view->trace.empty()) return;
    QVBoxLayout* box = section(tr("Why it is here"), QStringLiteral("trace"));
    line(box, tr("Queue: %1").arg(QString::fromStdString(m_view->queueName)));
    for (const TraceStep& step : m_view->trace) {
        const QString name =
            step.name.empty() ? tr("Everything else", "the default rule") : QString::fromStdString(step.name);
        line(box,
             step.fitted ? tr("✓ %1", "a rule that fitted").arg(name)
                         : tr("– %1", "a rule that did not fit").arg(name),
             !step.fitted);
        if (!step.because.empty()) line(box, QString::fromStdString(step.because), true);
        for (const RuleAction& action : step.did)
            line(box,
                 QStringLiteral("→ ") +
                     QString::fromUtf8(nameOf(action.kind).data(),
                                       static_cast<qsizetype>(nameOf(action.kind).size())) +
                     QLatin1Char(' ') + QString::fromStdString(action.value),
                 true);
    }
}

void ProfilePane::addHistory()
{
    if (m_view->events.empty()) return;
    QVBoxLayout* box = section(tr("What happened"), QStringLiteral("history"), false);
    const UtcMillis now = m_context.clock.now();
    for (std::size_t i = m_view->events.size(); i-- > 0;) {
        const Event& event = m_view->events[i];
        const QString actor =
            i < m_view->eventActors.size() ? QString::fromStdString(m_view->eventActors[i]) : QString();
        line(box,
             TimeWords::dayAndTime(event.at, now) + QStringLiteral("  ") + DeskWords::event(event, actor),
             true);
    }
}

void ProfilePane::addOthers()
{
    if (m_view->otherConversations.empty()) return;
    QVBoxLayout* box = section(tr("Earlier conversations"), QStringLiteral("others"));
    for (const Conversation& other : m_view->otherConversations) {
        const QString excerpt = QString::fromStdString(other.excerpt).simplified();
        auto* link = new QPushButton(fontMetrics().elidedText(excerpt, Qt::ElideRight, 220));
        setButtonKind(link, ButtonKind::Quiet);
        link->setAccessibleName(tr("Open the conversation: %1").arg(excerpt.left(60)));
        box->addWidget(link, 0, Qt::AlignLeft);
        line(box,
             DeskWords::of(other.status) + QStringLiteral(" · ") +
                 TimeWords::age(other.createdAt, m_context.clock.now()),
             true);
        const qint64 id = other.id.value;
        connect(link, &QPushButton::clicked, this, [this, id] { emit openWanted(id); });
    }
}

void ProfilePane::changeEvent(QEvent* event)
{
    QScrollArea::changeEvent(event);
    if ((event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) && m_view &&
        !m_building)
        QMetaObject::invokeMethod(
            this, [this] { build(); }, Qt::QueuedConnection);
}

} // namespace qd::gui
