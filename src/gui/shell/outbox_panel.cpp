#include "gui/shell/outbox_panel.h"

#include "gui/bridge/desk_bridge.h"
#include "gui/style/desk_style.h"
#include "gui/words/desk_words.h"
#include "gui/words/time_words.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace qd::gui {

OutboxPanel::OutboxPanel(DeskContext& context, bool held, QWidget* parent)
    : QDialog(parent)
    , m_context(context)
    , m_held(held)
    , m_words(new QLabel(this))
    , m_hold(new QPushButton(this))
{
    setObjectName(QStringLiteral("outboxPanel"));
    setWindowTitle(tr("Outbox"));
    setAccessibleName(tr("Outbox"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    auto* head = new QHBoxLayout;
    auto* title = new QLabel(tr("Outbox"));
    title->setFont(DeskStyle::of(this).font(TextRole::Title));
    head->addWidget(title, 1);
    m_hold->setObjectName(QStringLiteral("holdAll"));
    head->addWidget(m_hold);
    column->addLayout(head);
    m_words->setObjectName(QStringLiteral("outboxWords"));
    m_words->setForegroundRole(QPalette::PlaceholderText);
    m_words->setWordWrap(true);
    column->addWidget(m_words);
    auto* area = new QScrollArea;
    area->setAccessibleName(tr("Answers on their way"));
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    auto* page = new QWidget;
    m_list = new QVBoxLayout(page);
    m_list->setContentsMargins(0, 0, 0, 0);
    m_list->setSpacing(12);
    m_list->addStretch(1);
    area->setWidget(page);
    column->addWidget(area, 1);
    auto* done = new QPushButton(tr("Close"));
    done->setObjectName(QStringLiteral("closeOutbox"));
    done->setAccessibleName(tr("Close the outbox"));
    connect(done, &QPushButton::clicked, this, &QDialog::accept);
    column->addWidget(done, 0, Qt::AlignRight);
    connect(m_hold, &QPushButton::clicked, this, &OutboxPanel::toggleHold);
    m_soon.setSingleShot(true);
    m_soon.setInterval(80);
    connect(&m_soon, &QTimer::timeout, this, &OutboxPanel::ask);
    connect(&context.bridge, &DeskBridge::outboxChanged, &m_soon, qOverload<>(&QTimer::start));
    setHeld(held);
    ask();
    resize(620, 560);
}

void OutboxPanel::setHeld(bool held)
{
    m_held = held;
    m_hold->setText(held ? tr("Allow sending again") : tr("Hold all sending"));
    m_hold->setAccessibleName(m_hold->text());
    m_hold->setVisible(m_context.bridge.mayI(Action::HoldSending));
}

void OutboxPanel::ask()
{
    using enum OutboxState;
    const quint64 turn = ++m_turn;
    m_context.bridge.ask<OutboxList>(
        this,
        [](Desk& desk, Reply<OutboxList> reply) {
            desk.sending().list({Failed, Unknown, NeedsReapproval, Paused, UndoHold, Queued, Sending,
                                 FailedRetry, Scheduled, AwaitingApproval},
                                {}, 200, std::move(reply));
        },
        [turn](OutboxPanel& self, Result<OutboxList> list) {
            if (turn != self.m_turn) return;
            if (list) self.fill(list->items);
            else self.m_words->setText(DeskWords::error(list.error()));
        });
}

void OutboxPanel::fill(const std::vector<OutboxItem>& items)
{
    while (m_list->count() > 1)
        delete m_list->takeAt(0)->widget();
    for (const OutboxItem& item : items)
        m_list->insertWidget(m_list->count() - 1, rowOf(item));
    if (m_held)
        m_words->setText(tr("All sending is held. Nothing goes out; after you allow it again, each answer "
                            "waits for its own release."));
    else
        m_words->setText(items.empty() ? tr("Nothing is on its way and nothing got stuck.")
                                       : tr("%n answers are on their way or got stuck.", nullptr,
                                            static_cast<int>(items.size())));
}

QWidget* OutboxPanel::rowOf(const OutboxItem& item)
{
    const DeskStyle& style = DeskStyle::of(this);
    auto* row = new QFrame;
    row->setObjectName(QStringLiteral("outboxRow"));
    auto* column = new QVBoxLayout(row);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    const QString who = QString::fromStdString(item.recipient);
    auto* head = new QLabel(
        tr("To @%1 · %2 · %3", "recipient, state, age")
            .arg(who, DeskWords::of(item.state), TimeWords::age(item.createdAt, m_context.clock.now())));
    head->setTextFormat(Qt::PlainText);
    head->setFont(style.font(TextRole::MetaBold));
    const bool trouble = item.state == OutboxState::Failed || item.state == OutboxState::Unknown;
    QPalette colours = head->palette();
    colours.setColor(QPalette::WindowText, trouble ? style.tokens().breach : style.tokens().second);
    head->setPalette(colours);
    auto* text = new QLabel(QString::fromStdString(item.text));
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    column->addWidget(head);
    column->addWidget(text);
    auto* buttons = new QHBoxLayout;
    const qint64 id = item.id.value;
    const auto add = [&](const QString& words, const char* verb, bool flag = false) {
        auto* button = new QPushButton(words);
        button->setAccessibleName(tr("%1, answer to %2").arg(words, who));
        const std::string what = verb;
        connect(button, &QPushButton::clicked, this, [this, id, what, flag] { act(id, what.c_str(), flag); });
        buttons->addWidget(button);
    };
    switch (item.state) {
    case OutboxState::Failed:
        add(tr("Send again"), "approve");
        add(tr("Take back"), "cancel");
        break;
    case OutboxState::Unknown:
        if (m_context.bridge.mayI(Action::SettleUnknown)) {
            add(tr("It stands there"), "settle", true);
            add(tr("It does not, send again"), "settle", false);
        }
        break;
    case OutboxState::Paused:
    case OutboxState::NeedsReapproval:
        if (!m_held) add(tr("Send it now"), "approve");
        add(tr("Take back"), "cancel");
        break;
    case OutboxState::Sending: break;
    default: add(tr("Take back"), "cancel");
    }
    auto* open = new QPushButton(tr("Open"));
    open->setAccessibleName(tr("Open the conversation with %1").arg(who));
    setButtonKind(open, ButtonKind::Quiet);
    const qint64 conversation = item.conversation.value;
    connect(open, &QPushButton::clicked, this, [this, conversation] {
        emit openWanted(conversation);
        accept();
    });
    buttons->addWidget(open);
    buttons->addStretch(1);
    column->addLayout(buttons);
    return row;
}

void OutboxPanel::act(qint64 id, const char* verb, bool flag)
{
    const std::string what = verb;
    m_context.bridge.ask<OutboxItem>(
        this,
        [&](Desk& desk, Reply<OutboxItem> reply) {
            if (what == "approve") desk.sending().approve({id}, std::move(reply));
            else if (what == "cancel") desk.sending().cancel({id}, std::move(reply));
            else desk.sending().settle({id}, flag, std::move(reply));
        },
        [](OutboxPanel& self, Result<OutboxItem> result) {
            if (!result) emit self.failed(DeskWords::error(result.error()));
            self.ask();
        });
}

void OutboxPanel::toggleHold()
{
    m_hold->setEnabled(false);
    const bool held = m_held;
    m_context.bridge.ask<int>(
        this,
        [held](Desk& desk, Reply<int> reply) {
            if (held) desk.sending().releaseAll(std::move(reply));
            else desk.sending().holdAll(std::move(reply));
        },
        [held](OutboxPanel& self, Result<int> count) {
            self.m_hold->setEnabled(true);
            if (count) self.setHeld(!held);
            else emit self.failed(DeskWords::error(count.error()));
            self.ask();
        });
}

} // namespace qd::gui
