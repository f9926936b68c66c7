#include "gui/conversation/entry_widget.h"

#include "gui/bridge/desk_bridge.h"
#include "gui/bridge/picture_loader.h"
#include "gui/conversation/media_tile.h"
#include "gui/conversation/safe_text.h"
#include "gui/queue/card_face.h"
#include "gui/queue/paint_parts.h"
#include "gui/style/desk_style.h"
#include "gui/style/icons.h"
#include "gui/words/desk_words.h"
#include "gui/words/time_words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace qd::gui {

namespace {
using EntryKind = ThreadEntry::Kind;
constexpr int kMeasure = 620;
constexpr int kAvatar = 32;
constexpr int kIndent = kAvatar + 12;
bool boxed(EntryKind kind)
{
    return kind == EntryKind::Own || kind == EntryKind::Outgoing || kind == EntryKind::Note;
}
} // namespace

EntryWidget::EntryWidget(DeskContext& context, const ThreadEntry& entry, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_entry(entry)
{
    setObjectName(QStringLiteral("entry"));
    build();
    connect(&context.pictures, &PictureLoader::ready, this, [this](const QString& url) {
        if (url == QString::fromStdString(m_entry.message.mention.author.avatar)) update();
    });
}

void EntryWidget::build()
{
    auto* row = new QHBoxLayout(this);
    const int pad = boxed(m_entry.kind) ? 12 : 0;
    row->setContentsMargins(kIndent + pad, pad, 0, pad);
    auto* column = new QVBoxLayout;
    column->setSpacing(4);
    auto* holder = new QWidget(this);
    holder->setMaximumWidth(kMeasure);
    holder->setLayout(column);
    column->setContentsMargins(0, 0, pad, 0);
    row->addWidget(holder, 1);
    row->addStretch(0);
    switch (m_entry.kind) {
    case EntryKind::Note:
        //: heading of an internal note
        addHead(column, m_entry.noteAuthor,
                tr("Note, only the team sees it") + QStringLiteral(" · ") +
                    TimeWords::age(m_entry.at, m_context.clock.now()),
                QStringLiteral("pencil"));
        addBody(column, QString::fromStdString(m_entry.note.text));
        setAccessibleName(tr("Note by %1").arg(m_entry.noteAuthor));
        break;
    case EntryKind::Outgoing: addOutgoing(column); break;
    default: addMessage(column);
    }
}

QLabel* EntryWidget::addLabel(QVBoxLayout* column, const QString& text, bool second)
{
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setFont(DeskStyle::of(this).font(TextRole::Meta));
    if (second) label->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(label);
    return label;
}

void EntryWidget::addHead(QVBoxLayout* column, const QString& who, const QString& rest,
                          const QString& iconName)
{
    const DeskStyle& style = DeskStyle::of(this);
    auto* line = new QHBoxLayout;
    line->setSpacing(6);
    if (!iconName.isEmpty()) {
        auto* mark = new QLabel;
        mark->setPixmap(
            iconPixmap(iconName, style.tokens().second, style.metrics().scaled(14), devicePixelRatioF()));
        line->addWidget(mark);
    }
    auto* name = new QLabel(who);
    name->setTextFormat(Qt::PlainText);
    name->setFont(
        style.font(m_entry.kind == EntryKind::Stranger ? TextRole::Interface : TextRole::InterfaceBold));
    name->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    line->addWidget(name);
    auto* meta = new QLabel(rest);
    meta->setTextFormat(Qt::PlainText);
    meta->setFont(style.font(TextRole::Meta));
    meta->setForegroundRole(QPalette::PlaceholderText);
    meta->setToolTip(TimeWords::full(m_entry.at));
    meta->setMinimumWidth(40);
    line->addWidget(meta, 1);
    column->addLayout(line);
}

void EntryWidget::addBody(QVBoxLayout* column, const QString& text)
{
    const bool links = holdsLink(text);
    auto* body = new QLabel(links ? safeRichText(text) : text);
    body->setObjectName(QStringLiteral("entryText"));
    body->setTextFormat(links ? Qt::RichText : Qt::PlainText);
    body->setWordWrap(true);
    body->setFont(DeskStyle::of(this).font(m_entry.kind == EntryKind::Stranger ? TextRole::Interface
                                                                               : TextRole::Reading));
    if (m_entry.kind == EntryKind::Stranger) body->setForegroundRole(QPalette::PlaceholderText);
    body->setTextInteractionFlags(links ? Qt::TextBrowserInteraction : Qt::TextSelectableByMouse);
    if (!links) body->setFocusPolicy(Qt::NoFocus);
    if (text.isRightToLeft()) body->setAlignment(Qt::AlignRight);
    connect(body, &QLabel::linkActivated, this, &EntryWidget::linkWanted);
    column->addWidget(body);
}

void EntryWidget::addMessage(QVBoxLayout* column)
{
    const Mention& m = m_entry.message.mention;
    const QString name = QString::fromStdString(m.author.name.empty() ? m.author.handle : m.author.name);
    QStringList rest{QStringLiteral("@") + QString::fromStdString(m.author.handle),
                     TimeWords::age(m.createdAt, m_context.clock.now())};
    if (m.author.handle.rfind("http", 0) == 0) rest.removeFirst();
    if (m_entry.kind == EntryKind::Stranger) rest << tr("in the same thread", "a message of somebody else");
    if (m.visibility == Visibility::Direct) rest << DeskWords::of(m.visibility);
    if (m.editedAt) rest << tr("edited");
    if (m.deleted) rest << tr("deleted by the author");
    if (m_entry.kind == EntryKind::Own && m_entry.message.outbox)
        rest << DeskWords::of(m_entry.message.outbox->state);
    else if (m_entry.kind == EntryKind::Own) rest << tr("sent", "our answer");
    addHead(column, name, rest.join(QStringLiteral(" · ")),
            m.visibility == Visibility::Direct ? QStringLiteral("lock") : QString());
    setAccessibleName(tr("Message of %1").arg(name));
    if (!m.title.empty()) addBody(column, QString::fromStdString(m.title));
    addBody(column,
            m.deleted && m.text.empty() ? tr("This message was deleted.") : QString::fromStdString(m.text));
    for (const Media& media : m.media)
        column->addWidget(new MediaTile(m_context, media, m.sensitive), 0, Qt::AlignLeft);
    addVersions(column);
}

void EntryWidget::addVersions(QVBoxLayout* column)
{
    const auto& versions = m_entry.message.versions;
    if (versions.empty()) return;
    auto* toggle = new QPushButton(tr("Show what it said before"));
    toggle->setObjectName(QStringLiteral("versions"));
    toggle->setAccessibleName(tr("Show earlier versions of this message"));
    toggle->setCheckable(true);
    setButtonKind(toggle, ButtonKind::Quiet);
    toggle->setIcon(icon(QStringLiteral("history"), IconTint::Second));
    column->addWidget(toggle, 0, Qt::AlignLeft);
    auto* old = new QWidget;
    auto* list = new QVBoxLayout(old);
    list->setContentsMargins(12, 0, 0, 0);
    for (const MentionVersion& version : versions) {
        addLabel(list, tr("Until %1").arg(TimeWords::dayAndTime(version.replacedAt, m_context.clock.now())),
                 true);
        addLabel(list, QString::fromStdString(version.text), true);
    }
    old->hide();
    column->addWidget(old);
    connect(toggle, &QPushButton::toggled, old, &QWidget::setVisible);
}

QPushButton* EntryWidget::addButton(QHBoxLayout* row, const QString& text, const QString& spoken)
{
    auto* button = new QPushButton(text);
    button->setAccessibleName(spoken);
    setButtonKind(button, ButtonKind::Outlined);
    row->addWidget(button);
    return button;
}

void EntryWidget::addOutgoing(QVBoxLayout* column)
{
    const OutboxItem& item = m_entry.outgoing;
    const bool trouble = item.state == OutboxState::Failed || item.state == OutboxState::Unknown;
    addHead(column, m_entry.account.isEmpty() ? tr("Our answer") : QStringLiteral("@") + m_entry.account,
            tr("to %1").arg(QString::fromStdString(item.recipient)),
            item.visibility == Visibility::Direct ? QStringLiteral("lock") : QStringLiteral("send"));
    addBody(column, QString::fromStdString(item.text));
    m_state = addLabel(column, {}, false);
    m_state->setObjectName(QStringLiteral("outgoingState"));
    QPalette colours = m_state->palette();
    const Tokens& t = DeskStyle::of(this).tokens();
    colours.setColor(QPalette::WindowText, trouble ? t.breach : t.second);
    m_state->setPalette(colours);
    setAccessibleName(tr("Answer on its way to %1").arg(QString::fromStdString(item.recipient)));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    if (DeskStyle::of(this).metrics().scale >= 1.5) buttons->setDirection(QBoxLayout::TopToBottom);
    const qint64 id = item.id.value;
    switch (item.state) {
    case OutboxState::UndoHold:
    case OutboxState::Queued:
    case OutboxState::Scheduled:
    case OutboxState::FailedRetry: {
        auto* undo = addButton(buttons, tr("Undo send"), tr("Undo send, back into the composer"));
        undo->setIcon(icon(QStringLiteral("undo")));
        connect(undo, &QPushButton::clicked, this, [this, id] { emit undoSendWanted(id); });
        break;
    }
    case OutboxState::Failed:
        connect(addButton(buttons, tr("Send again"), tr("Send this answer again")), &QPushButton::clicked,
                this, [this, id] { emit releaseWanted(id); });
        connect(addButton(buttons, tr("Edit"), tr("Take this answer back into the composer")),
                &QPushButton::clicked, this, [this, id] { emit editWanted(id); });
        break;
    case OutboxState::Unknown: {
        const QString url = QString::fromStdString(item.url);
        if (!url.isEmpty())
            connect(addButton(buttons, tr("Check on the site"),
                              tr("Check on the site whether the answer stands there")),
                    &QPushButton::clicked, this, [this, url] { emit linkWanted(url); });
        connect(addButton(buttons, tr("It stands there"), tr("Mark this answer as sent")),
                &QPushButton::clicked, this, [this, id] { emit settleWanted(id, true); });
        connect(
            addButton(buttons, tr("It does not, send again"), tr("The answer is not there: send it again")),
            &QPushButton::clicked, this, [this, id] { emit settleWanted(id, false); });
        break;
    }
    case OutboxState::Paused:
    case OutboxState::NeedsReapproval:
        connect(addButton(buttons, tr("Send it now"), tr("Release this answer")), &QPushButton::clicked, this,
                [this, id] { emit releaseWanted(id); });
        connect(addButton(buttons, tr("Edit"), tr("Take this answer back into the composer")),
                &QPushButton::clicked, this, [this, id] { emit editWanted(id); });
        break;
    default: break;
    }
    buttons->addStretch(1);
    column->addLayout(buttons);
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &EntryWidget::countDown);
    if (item.state == OutboxState::UndoHold) m_second.start();
    countDown();
}

void EntryWidget::countDown()
{
    const OutboxItem& item = m_entry.outgoing;
    QString words = DeskWords::of(item.state);
    if (item.state == OutboxState::UndoHold) {
        const auto left =
            std::chrono::duration_cast<std::chrono::seconds>(item.notBefore - m_context.clock.now()).count();
        words = left > 0 ? tr("Goes out in %n s", nullptr, static_cast<int>(left)) : tr("Going out now…");
        if (left <= 0) m_second.stop();
    } else if (item.state == OutboxState::Failed && !item.error.empty()) {
        words = tr("Not sent: %1. The text is kept.")
                    .arg(QString::fromStdString(item.error).replace(QLatin1Char('_'), QLatin1Char(' ')));
    } else if (item.state == OutboxState::Unknown) {
        words = tr("The connection broke while sending. We looked and could not tell whether it stands "
                   "there; it is not sent again by itself.");
    }
    m_state->setText(words);
}

void EntryWidget::paintEvent(QPaintEvent*)
{
    const DeskStyle& style = DeskStyle::of(this);
    const Tokens& t = style.tokens();
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const QRect avatar = QStyle::visualRect(layoutDirection(), rect(),
                                            QRect(0, boxed(m_entry.kind) ? 8 : 2, kAvatar, kAvatar));
    if (boxed(m_entry.kind)) {
        const QRectF box =
            QRectF(
                QStyle::visualRect(layoutDirection(), rect(),
                                   QRect(kIndent, 0, std::min(width() - kIndent, kMeasure + 12), height())))
                .adjusted(0.5, 0.5, -0.5, -0.5);
        if (m_entry.kind == EntryKind::Note) {
            p.setBrush(t.note);
            p.setPen(QPen(t.noteBorder, 1, Qt::DashLine));
        } else {
            p.setBrush(m_entry.kind == EntryKind::Outgoing ? t.surface : t.selected);
            p.setPen(m_entry.kind == EntryKind::Outgoing ? QPen(mixed(t.border, t.second, 0.3), 1)
                                                         : QPen(Qt::NoPen));
        }
        p.drawRoundedRect(box, 10, 10);
    }
    const Author& author = m_entry.message.mention.author;
    const QString name = m_entry.kind == EntryKind::Note ? m_entry.noteAuthor
                         : m_entry.kind == EntryKind::Outgoing
                             ? m_entry.account
                             : QString::fromStdString(author.name.empty() ? author.handle : author.name);
    const QPixmap picture =
        m_entry.kind == EntryKind::Note
            ? QPixmap()
            : m_context.pictures.picture(QString::fromStdString(author.avatar), {128, 128});
    if (m_entry.kind == EntryKind::Stranger) p.setOpacity(0.6);
    paintAvatar(&p, avatar, picture, CardFace::initialsOf(name), name, style);
}

} // namespace qd::gui
