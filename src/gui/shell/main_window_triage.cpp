// Acts on conversations, and the way back from each.
#include "gui/conversation/conversation_pane.h"
#include "gui/conversation/thread_view.h"
#include "gui/queue/card_list_model.h"
#include "gui/queue/card_list_pane.h"
#include "gui/queue/card_list_view.h"
#include "gui/reply/collision_dialog.h"
#include "gui/reply/composer.h"
#include "gui/shell/main_window.h"
#include "gui/shell/picker.h"
#include "gui/shell/undo_bar.h"
#include "gui/words/desk_words.h"
#include "gui/words/time_words.h"

#include <QDateTime>
#include <QTimeZone>

namespace qd::gui {

using namespace std::chrono_literals;

void MainWindow::apply(TriageAct act, const QString& done, bool leaves)
{
    std::vector<ConversationId> ids = m_list->chosen();
    if (ids.empty() && m_conversation->current()) ids.push_back(m_conversation->current());
    if (ids.empty()) return;
    const bool bulk = ids.size() > 1;
    const bool onDesk = !m_conversation->composer().hasKeyboard();
    if (leaves && leavesList(act)) {
        // Now, not when the answer comes: should it fail, the list is read again.
        m_list->leave(ids, nextOpens());
        if (onDesk && !m_list->current()) m_list->view().setFocus();
    }
    m_list->clearMarks();
    const QString words =
        bulk ? tr("%1: %n conversations", nullptr, static_cast<int>(ids.size())).arg(done) : done;
    m_bridge.ask<Triaged>(
        this, [&](Desk& desk, Reply<Triaged> reply) { desk.triage().apply(ids, act, std::move(reply)); },
        [ids, words](MainWindow& self, Result<Triaged> result) {
            if (!result) {
                self.tellFault(DeskWords::error(result.error(), tr("Nothing was changed.")));
                self.m_list->bringBack(ids.front());
                return;
            }
            QString text = words;
            if (!result->refused.empty())
                text += QStringLiteral(" ") +
                        tr("(%n left as they were)", nullptr, static_cast<int>(result->refused.size()));
            self.m_undoBar->offer(text, [&self, ids] { self.undoTriage(ids); });
        });
}

bool MainWindow::leavesList(const TriageAct& act) const
{
    const ScopeKind kind = m_list->scope().kind;
    if (kind == ScopeKind::All || kind == ScopeKind::Search) return false;
    if (std::holds_alternative<Snooze>(act)) return kind != ScopeKind::Snoozed;
    return kind != ScopeKind::Resolved;
}

void MainWindow::undoTriage(std::vector<ConversationId> ids)
{
    m_bridge.ask<Triaged>(
        this, [](Desk& desk, Reply<Triaged> reply) { desk.triage().undo(std::move(reply)); },
        [ids](MainWindow& self, Result<Triaged> result) {
            if (!result) {
                self.m_undoBar->offer(result.error().code == Errc::NotFound
                                          ? tr("There is nothing to undo")
                                          : DeskWords::error(result.error()),
                                      {}, 4s);
                return;
            }
            self.m_undoBar->offer(tr("Undone"), {}, 3s);
            const ConversationId back = !ids.empty()            ? ids.front()
                                        : result->after.empty() ? ConversationId{}
                                                                : result->after.front().id;
            if (back) self.m_list->bringBack(back);
        });
}

void MainWindow::pickAssignee(bool escalate)
{
    std::vector<PickerItem> items;
    const auto& view = m_conversation->view();
    for (const Person& person : m_configuration.people) {
        if (!person.active || (escalate && person.role != Role::Manager && person.role != Role::Admin))
            continue;
        const bool me = person.id == m_bridge.me().id;
        items.push_back({QString::number(person.id.value),
                         me ? tr("%1 (you)").arg(QString::fromStdString(person.name))
                            : QString::fromStdString(person.name),
                         DeskWords::of(person.role), QStringLiteral("user"),
                         !escalate && view && view->conversation.assignee == person.id});
    }
    if (!escalate)
        items.push_back({QStringLiteral("0"), tr("Nobody"), {}, QStringLiteral("unassigned"), false});
    Picker* picker = pick(escalate ? tr("Escalate to…") : tr("Assign to…"), items);
    connect(picker, &Picker::picked, this, [this, items, escalate](const QString& key) {
        QString name;
        for (const PickerItem& item : items)
            if (item.key == key) name = item.text;
        const PersonId to{key.toLongLong()};
        if (escalate) apply(Escalate{to, "escalated"}, tr("Escalated to %1").arg(name), false);
        else apply(Assign{to}, to ? tr("Assigned to %1").arg(name) : tr("Assigned to nobody"), false);
    });
}

void MainWindow::pickLabel()
{
    std::vector<PickerItem> items;
    const auto& view = m_conversation->view();
    for (const Label& label : m_configuration.labels) {
        const bool on =
            view && std::find(view->labels.begin(), view->labels.end(), label.name) != view->labels.end();
        items.push_back({QString::fromStdString(label.name),
                         QString::fromStdString(label.name),
                         {},
                         QStringLiteral("tag"),
                         on});
    }
    Picker* picker = pick(tr("Add or remove a label…"), items);
    picker->allowNew(tr("New label: %1"));
    const auto toggle = [this, items](const QString& name) {
        bool on = false;
        for (const PickerItem& item : items)
            if (item.key == name) on = item.on;
        const std::string label = name.toStdString();
        apply(on ? Relabel{{}, {label}} : Relabel{{label}, {}},
              on ? tr("Label removed: %1").arg(name) : tr("Labelled: %1").arg(name), false);
    };
    connect(picker, &Picker::picked, this, toggle);
    connect(picker, &Picker::typedNew, this, toggle);
}

void MainWindow::snoozeUntil(UtcMillis at, SnoozeKind kind)
{
    apply(Snooze{at, kind}, tr("Snoozed until %1").arg(TimeWords::dayAndTime(at, m_context.clock.now())),
          true);
}

void MainWindow::pickSnooze()
{
    const QTimeZone zone(QByteArray::fromStdString(m_bridge.me().timezone));
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(toInt(m_context.clock.now()),
                                                         zone.isValid() ? zone : QTimeZone::systemTimeZone());
    const auto at = [&](const QDate& day, int hour) {
        return QDateTime(day, QTime(hour, 0), now.timeZone());
    };
    const QDate monday = now.date().addDays(8 - now.date().dayOfWeek());
    const QDateTime later = now.addSecs(3 * 3600);
    std::vector<PickerItem> items;
    const auto add = [&](const QString& words, const QDateTime& when) {
        items.push_back({QString::number(when.toMSecsSinceEpoch()), words,
                         QLocale().toString(when, QStringLiteral("ddd HH:mm")), QStringLiteral("snooze"),
                         false});
    };
    if (later.date() == now.date()) add(tr("Later today"), later);
    add(tr("Tomorrow morning"), at(now.date().addDays(1), 9));
    add(tr("Monday morning"), at(monday, 9));
    add(tr("In a week"), at(now.date().addDays(7), 9));
    items.push_back(
        {QStringLiteral("business"), tr("Until we are open again"), {}, QStringLiteral("clock"), false});
    Picker* picker = pick(tr("Snooze until…"), std::move(items));
    connect(picker, &Picker::picked, this, [this](const QString& key) {
        if (key != QLatin1String("business")) {
            snoozeUntil(fromInt(key.toLongLong()), SnoozeKind::Time);
            return;
        }
        const ConversationId id = m_conversation->current();
        m_bridge.ask<UtcMillis>(
            this,
            [id](Desk& desk, Reply<UtcMillis> reply) { desk.triage().nextOpening(id, std::move(reply)); },
            [](MainWindow& self, Result<UtcMillis> opening) {
                if (opening) self.snoozeUntil(*opening, SnoozeKind::BusinessHours);
                else self.tellFault(DeskWords::error(opening.error()));
            });
    });
}

void MainWindow::pickPriority()
{
    std::vector<PickerItem> items;
    const auto& view = m_conversation->view();
    for (const Priority p : {Priority::Urgent, Priority::High, Priority::Normal, Priority::Low})
        items.push_back({QString::number(static_cast<int>(p)),
                         DeskWords::of(p),
                         {},
                         QStringLiteral("risk"),
                         view && view->conversation.priority == p});
    connect(pick(tr("Priority…"), std::move(items)), &Picker::picked, this, [this](const QString& key) {
        const auto to = static_cast<Priority>(key.toInt());
        apply(SetPriority{to}, tr("Priority: %1").arg(DeskWords::of(to)), false);
    });
}

void MainWindow::pickReason()
{
    std::vector<PickerItem> items;
    for (const char* reason : {"no_reply_needed", "thanks_only", "spam", "not_about_us", "duplicate",
                               "answered_elsewhere", "abuse"})
        items.push_back(
            {QLatin1String(reason), DeskWords::reason(reason), {}, QStringLiteral("close"), false});
    connect(pick(tr("Dismiss because…"), std::move(items)), &Picker::picked, this,
            [this](const QString& key) {
                apply(Dismiss{key.toStdString()},
                      tr("Dismissed: %1").arg(DeskWords::reason(key.toStdString())), true);
            });
}

void MainWindow::pickQueue()
{
    std::vector<PickerItem> items;
    for (const QueueLine& line : m_overview.queues)
        items.push_back({QString::number(line.queue.id.value),
                         QString::fromStdString(line.queue.name),
                         {},
                         DeskWords::goalIcon(line.nature),
                         false});
    connect(pick(tr("Move to…"), items), &Picker::picked, this, [this, items](const QString& key) {
        QString name;
        for (const PickerItem& item : items)
            if (item.key == key) name = item.text;
        const QueueId to{key.toLongLong()};
        const bool leaves = m_list->scope().kind == ScopeKind::Queue && m_list->scope().queue != to;
        apply(Move{to}, tr("Moved to %1").arg(name), leaves);
    });
}

void MainWindow::takeNext()
{
    m_bridge.ask<CardPage>(
        this,
        [](Desk& desk, Reply<CardPage> reply) {
            desk.inbox().list({.kind = ScopeKind::Unassigned}, {}, 1, std::move(reply));
        },
        [](MainWindow& self, Result<CardPage> page) {
            if (!page || page->cards.empty()) return;
            const Card card = page->cards.front();
            self.m_conversation->open(card);
            self.m_bridge.ask<Triaged>(
                &self,
                [&](Desk& desk, Reply<Triaged> reply) {
                    desk.triage().apply({card.id}, Assign{self.m_bridge.me().id}, std::move(reply));
                },
                [id = card.id](MainWindow& window, Result<Triaged> result) {
                    if (!result) return window.tellFault(DeskWords::error(result.error()));
                    window.m_undoBar->offer(tr("Assigned to you"),
                                            [&window, id] { window.undoTriage({id}); });
                    window.m_list->bringBack(id);
                });
        });
}

void MainWindow::afterSend(const OutboxItem& item, bool resolved)
{
    const auto left = std::max(
        std::chrono::duration_cast<std::chrono::milliseconds>(item.notBefore - m_context.clock.now()), 0ms);
    const OutboxId id = item.id;
    const ConversationId conversation = item.conversation;
    if (item.state == OutboxState::Paused)
        m_undoBar->offer(tr("Kept in the outbox: all sending is held"),
                         [this, id, conversation] { undoSend(id, conversation); });
    else
        m_undoBar->offer(
            resolved ? tr("Sending, then resolved") : tr("Sending…"),
            [this, id, conversation] { undoSend(id, conversation); }, std::max(left, 3000ms));
    if (resolved && m_list->holds(conversation)) m_list->leave({conversation}, nextOpens());
    m_conversation->refresh();
    m_list->view().setFocus();
}

void MainWindow::undoSend(OutboxId id, ConversationId conversation)
{
    m_conversation->composer().flushDrafts();
    m_bridge.ask<OutboxItem>(
        this, [id](Desk& desk, Reply<OutboxItem> reply) { desk.sending().cancel(id, std::move(reply)); },
        [conversation](MainWindow& self, Result<OutboxItem> result) {
            if (!result) {
                self.tellFault(result.error().code == Errc::Conflict
                                   ? tr("It is on its way already and cannot be taken back.")
                                   : DeskWords::error(result.error()));
                return;
            }
            // The exact text is the draft again: open it where it was written.
            if (self.m_conversation->current() == conversation) self.m_conversation->composer().reload();
            else self.m_conversation->open(conversation);
            self.m_list->bringBack(conversation);
            self.m_conversation->composer().startReply();
        });
}

void MainWindow::showCollision(qint64 id, bool resolveAfter)
{
    const ConversationId conversation{id};
    const EventId seen = m_conversation->composer().seen();
    m_bridge.ask<ConversationView>(
        this,
        [conversation](Desk& desk, Reply<ConversationView> reply) {
            desk.inbox().conversation(conversation, std::move(reply));
        },
        [conversation, seen, resolveAfter](MainWindow& self, Result<ConversationView> view) {
            if (!view || self.m_conversation->current() != conversation) {
                self.tellFault(tr("Not sent: something changed since you opened it. Your draft is kept."));
                return;
            }
            self.m_conversation->refresh();
            auto* dialog = new CollisionDialog(*view, seen, self.m_context.clock.now(), &self);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            const EventId newest = view->conversation.lastEvent;
            connect(dialog, &QDialog::finished, &self,
                    [&self, conversation, newest, resolveAfter](int answer) {
                        if (self.m_conversation->current() != conversation) return;
                        // Either way the change was seen now; a second Send is a decision, not an accident.
                        self.m_conversation->composer().acceptWhatChanged(newest);
                        if (answer == QDialog::Accepted) self.m_conversation->composer().send(resolveAfter);
                        else self.m_conversation->composer().startReply();
                    });
            dialog->open();
        });
}

} // namespace qd::gui
