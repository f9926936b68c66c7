#include "gui/reply/composer.h"

#include "gui/bridge/desk_bridge.h"
#include "gui/reply/attachment_row.h"
#include "gui/reply/draft_keeper.h"
#include "gui/style/desk_style.h"
#include "gui/style/icons.h"
#include "gui/words/desk_words.h"
#include "quarterdeck/desk/triage.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace qd::gui {

ComposerBox::ComposerBox(DeskContext& context, QWidget* parent)
    : QWidget(parent)
    , m_desk(context)
    , m_drafts(new DraftKeeper(context.bridge, this))
{
    setObjectName(QStringLiteral("composer"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    buildHead(column);
    buildEditors(column);
    buildFoot(column);
    m_checkSoon.setSingleShot(true);
    m_checkSoon.setInterval(400);
    connect(&m_checkSoon, &QTimer::timeout, this, &ComposerBox::checkNow);
    connect(m_drafts, &DraftKeeper::failed, this, [this](const Error& error) {
        emit failed(DeskWords::error(error, tr("Your text is still here and will be saved again.")));
    });
    close();
}

ComposerBox::~ComposerBox() { m_drafts->flush(); }

void ComposerBox::open(ConversationId id, const QString& author)
{
    if (id == m_conversation) return;
    m_drafts->flush();
    m_conversation = id;
    m_author = author;
    reload();
}

void ComposerBox::reload()
{
    if (!m_conversation) return;
    const quint64 turn = ++m_turn;
    ++m_checkTurn;
    m_ready = false;
    m_target = {};
    m_guards.clear();
    m_filling = true;
    m_replyEdit->clear();
    m_noteEdit->clear();
    clearAttachments();
    m_touched[0] = m_touched[1] = false;
    m_filling = false;
    m_note = false;
    setEnabled(true);
    showMode();
    m_desk.bridge.ask<ComposerContext>(
        this,
        [this](Desk& desk, Reply<ComposerContext> reply) {
            desk.composer().open(m_conversation, std::move(reply));
        },
        [turn](ComposerBox& self, Result<ComposerContext> result) {
            if (turn != self.m_turn) return; // another conversation is open by now
            if (result) self.accept(*result);
            else emit self.failed(DeskWords::error(result.error()));
        });
}

void ComposerBox::close()
{
    m_drafts->flush();
    ++m_turn;
    m_conversation = {};
    m_ready = false;
    m_target = {};
    m_filling = true;
    m_replyEdit->clear();
    m_noteEdit->clear();
    clearAttachments();
    m_filling = false;
    m_note = false;
    m_guards.clear();
    setEnabled(false);
    showMode();
}

void ComposerBox::accept(const ComposerContext& context)
{
    m_target = context;
    m_ready = true;
    m_filling = true;
    const auto fill = [&](bool note, const std::optional<Draft>& stored) {
        if (m_touched[note]) return; // typed before the answer came: that text stands
        const std::optional<Draft> newer = m_drafts->unsaved(m_conversation, note);
        const std::optional<Draft>& draft = newer ? newer : stored;
        if (!draft) return;
        QPlainTextEdit* edit = note ? m_noteEdit : m_replyEdit;
        edit->setPlainText(QString::fromStdString(draft->text));
        edit->moveCursor(QTextCursor::End);
        if (note) return;
        m_target.visibility = draft->visibility;
        for (const Attachment& attachment : draft->media)
            addAttachment(attachment);
    };
    fill(false, context.draft);
    fill(true, context.noteDraft);
    m_visibility->clear();
    for (const Visibility choice : m_target.choices)
        m_visibility->addItem(DeskWords::of(choice), static_cast<int>(choice));
    m_visibility->setCurrentIndex(std::max(0, m_visibility->findData(static_cast<int>(m_target.visibility))));
    m_filling = false;
    if (!context.mayReply && m_noteEdit->document()->isEmpty() == false) m_note = true;
    fillTemplates();
    showMode();
    measure();
    if (!replyText().isEmpty()) m_checkSoon.start();
}

ComposerMode ComposerBox::mode() const
{
    if (m_note) return ComposerMode::Note;
    return visibility() == Visibility::Direct ? ComposerMode::Direct : ComposerMode::Public;
}

Visibility ComposerBox::visibility() const
{
    const QVariant picked = m_visibility->currentData();
    return picked.isValid() ? static_cast<Visibility>(picked.toInt()) : m_target.visibility;
}

QString ComposerBox::replyText() const { return m_replyEdit->toPlainText(); }
QString ComposerBox::noteText() const { return m_noteEdit->toPlainText(); }
bool ComposerBox::hasKeyboard() const { return m_replyEdit->hasFocus() || m_noteEdit->hasFocus(); }
void ComposerBox::flushDrafts() { m_drafts->flush(); }

void ComposerBox::setNote(bool note)
{
    m_note = note;
    showMode();
    measure();
}

void ComposerBox::startReply()
{
    if (!m_conversation) return;
    setNote(false);
    m_replyEdit->setFocus(Qt::ShortcutFocusReason);
}

void ComposerBox::startNote()
{
    if (!m_conversation) return;
    setNote(true);
    m_noteEdit->setFocus(Qt::ShortcutFocusReason);
}

void ComposerBox::textChanged(bool note)
{
    if (m_filling || !m_conversation) return;
    m_touched[note] = true;
    keepDraft(note);
    measure();
    if (!note) m_checkSoon.start();
}

void ComposerBox::keepDraft(bool note)
{
    Draft draft{.conversation = m_conversation,
                .note = note,
                .inReplyTo = m_target.target,
                .visibility = visibility(),
                .seen = m_target.seen};
    draft.text = (note ? noteText() : replyText()).toStdString();
    if (!note) draft.media = attachments();
    m_drafts->keep(std::move(draft));
}

ReplyRequest ComposerBox::request() const
{
    ReplyRequest request{
        .conversation = m_conversation, .to = m_target.target, .text = replyText().trimmed().toStdString()};
    if (!m_target.choices.empty()) request.visibility = visibility();
    request.media = attachments();
    request.seen = m_target.seen;
    return request;
}

void ComposerBox::checkNow()
{
    if (!m_ready || replyText().trimmed().isEmpty()) {
        ++m_checkTurn;
        showGuards({});
        return;
    }
    const quint64 turn = ++m_checkTurn;
    m_desk.bridge.ask<std::vector<GuardLine>>(
        this,
        [this](Desk& desk, Reply<std::vector<GuardLine>> reply) {
            desk.composer().check(request(), std::move(reply));
        },
        [turn](ComposerBox& self, Result<std::vector<GuardLine>> lines) {
            if (turn == self.m_checkTurn && lines) self.showGuards(*lines);
        });
}

void ComposerBox::send(bool resolveAfter)
{
    if (!m_conversation || !m_send->isEnabled()) return;
    if (m_note) saveNote();
    else sendReply(resolveAfter);
}

void ComposerBox::saveNote()
{
    const QString text = noteText().trimmed();
    if (text.isEmpty()) return;
    const ConversationId id = m_conversation;
    m_send->setEnabled(false);
    m_desk.bridge.ask<Triaged>(
        this,
        [&](Desk& desk, Reply<Triaged> reply) {
            desk.triage().apply({id}, AddNote{text.toStdString()}, std::move(reply));
        },
        [id](ComposerBox& self, Result<Triaged> result) {
            if (!result) {
                self.showMode();
                emit self.failed(DeskWords::error(result.error(), tr("Your note is kept.")));
                return;
            }
            Draft gone{.conversation = id, .note = true}; // an empty text removes the draft
            self.m_drafts->keep(std::move(gone));
            self.m_drafts->flush();
            if (self.m_conversation == id) {
                self.m_filling = true;
                self.m_noteEdit->clear();
                self.m_filling = false;
                self.setNote(false);
            }
            emit self.noted();
        });
}

void ComposerBox::sendReply(bool resolveAfter)
{
    if (!m_ready || !m_target.mayReply || (replyText().trimmed().isEmpty() && m_attachments.empty())) return;
    m_drafts->flush(); // should the send fail, the draft is safe
    ReplyRequest wanted = request();
    wanted.resolveAfter = resolveAfter;
    const ConversationId id = m_conversation;
    m_send->setEnabled(false);
    m_replyEdit->setReadOnly(true);
    m_desk.bridge.ask<OutboxItem>(
        this, [&](Desk& desk, Reply<OutboxItem> reply) { desk.composer().send(wanted, std::move(reply)); },
        [id, resolveAfter](ComposerBox& self, Result<OutboxItem> result) {
            if (self.m_conversation == id) {
                self.m_replyEdit->setReadOnly(false);
                self.m_send->setEnabled(true);
            }
            if (!result) {
                if (result.error().code == Errc::Conflict) emit self.refused(id.value, resolveAfter);
                else emit self.failed(DeskWords::error(result.error(), tr("Your draft is kept.")));
                return;
            }
            self.m_drafts->forget(id, false);
            if (self.m_conversation == id) {
                self.m_filling = true;
                self.m_replyEdit->clear();
                self.clearAttachments();
                self.m_filling = false;
                self.m_touched[0] = false;
                self.showGuards({});
                self.measure();
            }
            emit self.sent(*result, resolveAfter);
        });
}

bool ComposerBox::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && key->modifiers().testFlag(Qt::ControlModifier)) {
            send(key->modifiers().testFlag(Qt::ShiftModifier));
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            m_drafts->flush();
            emit leaveWanted();
            return true;
        }
    }
    if (event->type() == QEvent::FocusOut && !m_filling) m_drafts->flush();
    return QWidget::eventFilter(watched, event);
}

} // namespace qd::gui
