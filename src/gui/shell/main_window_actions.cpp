// The action registry's contents: every action once, with its name and default key.
#include "gui/conversation/conversation_pane.h"
#include "gui/conversation/profile_pane.h"
#include "gui/conversation/thread_view.h"
#include "gui/queue/card_list_model.h"
#include "gui/queue/card_list_pane.h"
#include "gui/queue/card_list_view.h"
#include "gui/queue/rail_model.h"
#include "gui/reply/composer.h"
#include "gui/shell/key_sheet.h"
#include "gui/shell/main_window.h"
#include "gui/shell/outbox_panel.h"
#include "gui/shell/picker.h"
#include "gui/shell/settings_dialog.h"
#include "gui/shell/title_bar.h"
#include "gui/shell/undo_bar.h"

#include <QLineEdit>
#include <QSettings>
#include <QSplitter>

namespace qd::gui {

void MainWindow::registerActions()
{
    registerMoves();
    registerTriage();
    registerWindow();
    Q_ASSERT_X(m_actions.clashes().isEmpty(), "actions", "two actions share a key");
}

void MainWindow::registerMoves()
{
    const QString group = tr("Move", "heading of keys");
    const auto add = [&](const char* id, const QString& name, const char* key, std::function<void()> run,
                         const char* iconName = "") {
        m_actions.add({QLatin1String(id),
                       name,
                       group,
                       QLatin1String(key),
                       Where::Desk,
                       std::move(run),
                       {},
                       QLatin1String(iconName)});
    };
    add(
        "next", tr("Next conversation"), "j", [this] { m_list->step(1); }, "chevron-down");
    add(
        "previous", tr("Previous conversation"), "k", [this] { m_list->step(-1); }, "chevron-up");
    add(
        "open", tr("Read the conversation"), "o",
        [this] {
            if (m_list->current()) m_conversation->thread().setFocus();
        },
        "message");
    add(
        "back", tr("Back to the list"), "u", [this] { m_list->view().setFocus(); }, "chevron-left");
    add(
        "goto", tr("Go to a list or queue…"), "g", [this] { goTo(); }, "chevron-right");
    m_actions.add({QStringLiteral("search"),
                   tr("Search"),
                   group,
                   QStringLiteral("/"),
                   Where::Desk,
                   [this] {
                       m_title->search().setFocus(Qt::ShortcutFocusReason);
                       m_title->search().selectAll();
                   },
                   {},
                   QStringLiteral("search")});
    m_actions.add({QStringLiteral("refresh"),
                   tr("Fetch this thread again from the platform"),
                   group,
                   {},
                   Where::Everywhere,
                   [this] { m_conversation->fetchThread(); },
                   [this] { return bool(m_conversation->current()); },
                   QStringLiteral("refresh")});
}

void MainWindow::registerTriage()
{
    const QString group = tr("Decide", "heading of keys");
    const auto any = [this] { return !m_list->chosen().empty() || bool(m_conversation->current()); };
    const auto add = [&](const char* id, const QString& name, const char* key, std::function<void()> run,
                         const char* iconName) {
        m_actions.add({QLatin1String(id), name, group, QLatin1String(key), Where::Desk, std::move(run), any,
                       QLatin1String(iconName)});
    };
    add(
        "reply", tr("Reply"), "r", [this] { m_conversation->composer().startReply(); }, "reply");
    add(
        "note", tr("Write a note"), "n", [this] { m_conversation->composer().startNote(); }, "pencil");
    add(
        "resolve", tr("Resolve"), "e", [this] { apply(Resolve{}, tr("Resolved"), true); }, "check");
    add(
        "resolveNext", tr("Resolve and open the next"), "Shift+E",
        [this] {
            apply(Resolve{}, tr("Resolved"), true);
            if (!m_list->current()) m_list->step(0);
        },
        "check");
    add(
        "dismiss", tr("Dismiss: no answer needed"), "d", [this] { apply(Dismiss{}, tr("Dismissed"), true); },
        "close");
    add(
        "dismissWhy", tr("Dismiss, with a reason…"), "Shift+D", [this] { pickReason(); }, "close");
    add(
        "snooze", tr("Snooze…"), "b", [this] { pickSnooze(); }, "snooze");
    add(
        "assign", tr("Assign…"), "a", [this] { pickAssignee(false); }, "user");
    add(
        "assignMe", tr("Assign to me"), "i",
        [this] { apply(Assign{m_bridge.me().id}, tr("Assigned to you"), false); }, "mine");
    add(
        "label", tr("Labels…"), "l", [this] { pickLabel(); }, "tag");
    add(
        "priority", tr("Priority…"), "p", [this] { pickPriority(); }, "risk");
    add(
        "escalate", tr("Escalate…"), "!", [this] { pickAssignee(true); }, "escalate");
    add(
        "star", tr("Star"), "s",
        [this] {
            const auto& view = m_conversation->view();
            const bool on = !(view && view->conversation.starred);
            apply(Star{on}, on ? tr("Starred") : tr("Star removed"), false);
        },
        "star");
    add(
        "select", tr("Choose for a bulk act"), "x", [this] { m_list->toggleMark(); }, "done");
    add(
        "mute", tr("Mute"), "m",
        [this] {
            const auto& view = m_conversation->view();
            const bool on = !(view && view->conversation.muted);
            apply(Mute{on}, on ? tr("Muted") : tr("No longer muted"), false);
        },
        "mute");
    add(
        "move", tr("Move to another queue…"), "", [this] { pickQueue(); }, "route");
    add(
        "reopen", tr("Reopen"), "", [this] { apply(Reopen{}, tr("Reopened"), false); }, "undo");
    add(
        "unsnooze", tr("Wake now"), "", [this] { apply(Unsnooze{}, tr("Awake again"), false); }, "clock");
    add(
        "hold", tr("Put on hold"), "", [this] { apply(Hold{}, tr("On hold"), false); }, "hold");
    m_actions.add({QStringLiteral("undo"),
                   tr("Undo"),
                   group,
                   QStringLiteral("z"),
                   Where::Desk,
                   [this] {
                       if (!m_undoBar->take()) undoTriage({});
                   },
                   {},
                   QStringLiteral("undo")});
}

void MainWindow::registerWindow()
{
    const QString group = tr("Window", "heading of keys");
    const auto add = [&](const char* id, const QString& name, const char* key, std::function<void()> run,
                         const char* iconName, Where where = Where::Everywhere) {
        m_actions.add({QLatin1String(id),
                       name,
                       group,
                       QLatin1String(key),
                       where,
                       std::move(run),
                       {},
                       QLatin1String(iconName)});
    };
    add(
        "palette", tr("All actions…"), "Ctrl+K", [this] { showPalette(); }, "keyboard");
    add(
        "keys", tr("Keys"), "?", [this] { showKeys(); }, "keyboard", Where::Desk);
    add(
        "outbox", tr("Outbox"), "", [this] { showOutbox(); }, "outbox");
    add(
        "settings", tr("Settings"), "Ctrl+,", [this] { showSettings({}); }, "settings");
    add(
        "accounts", tr("Accounts and sources"), "", [this] { showSettings(QStringLiteral("accounts")); },
        "plug");
    add(
        "profile", tr("Show or hide the profile"), "", [this] { toggleProfile(); }, "info");
    add(
        "theme", tr("Light or dark"), "",
        [this] {
            const bool dark = DeskStyle::of(this).tokens().scheme == Scheme::Dark;
            m_theme.choose(dark ? ThemeChoice::Light : ThemeChoice::Dark);
        },
        "eye-off");
    add(
        "send", tr("Send"), "", [this] { m_conversation->composer().send(false); }, "send");
    add(
        "sendResolve", tr("Send and resolve"), "", [this] { m_conversation->composer().send(true); }, "send");
    add(
        "quit", tr("Quit"), "Ctrl+Q", [this] { close(); }, "close");
}

Picker* MainWindow::pick(const QString& title, std::vector<PickerItem> items)
{
    auto* picker = new Picker(title, std::move(items), this);
    picker->setAttribute(Qt::WA_DeleteOnClose);
    picker->open();
    return picker;
}

void MainWindow::showPalette()
{
    std::vector<PickerItem> items;
    for (const DeskAction& action : m_actions.all())
        if (action.id != QLatin1String("palette") && m_actions.isPossible(action))
            items.push_back({action.id, action.name, action.key, action.icon, false});
    Picker* picker = pick(tr("What do you want to do?"), std::move(items));
    // After the palette closed: the action may want the keyboard for itself.
    connect(picker, &Picker::picked, this, [this](const QString& id) {
        QMetaObject::invokeMethod(
            this, [this, id] { m_actions.trigger(id); }, Qt::QueuedConnection);
    });
}

void MainWindow::goTo()
{
    std::vector<PickerItem> items;
    int number = 0;
    for (int row = 0; row < m_railModel->rowCount(); ++row) {
        const RailEntry& entry = m_railModel->entryAt(row);
        QString key;
        switch (entry.kind) {
        case RailEntry::Kind::Heading: continue;
        case RailEntry::Kind::Queue: key = ++number < 10 ? QString::number(number) : QString(); break;
        case RailEntry::Kind::Outbox: key = QStringLiteral("o"); break;
        case RailEntry::Kind::View: break;
        case RailEntry::Kind::List:
            key = entry.scope.kind == ScopeKind::Mine         ? QStringLiteral("m")
                  : entry.scope.kind == ScopeKind::Unassigned ? QStringLiteral("u")
                  : entry.scope.kind == ScopeKind::AtRisk     ? QStringLiteral("r")
                  : entry.scope.kind == ScopeKind::Breached   ? QStringLiteral("l")
                  : entry.scope.kind == ScopeKind::Waiting    ? QStringLiteral("w")
                                                              : QStringLiteral("s");
        }
        items.push_back({entry.key, entry.name, key, entry.icon, false});
    }
    Picker* picker = pick(tr("Go to…"), std::move(items));
    picker->takeHintsAsKeys();
    connect(picker, &Picker::picked, this, [this](const QString& key) {
        const int row = m_railModel->rowOf(key);
        if (row < 0) return;
        const RailEntry entry = m_railModel->entryAt(row);
        if (entry.kind == RailEntry::Kind::Outbox) showOutbox();
        else showScope(entry.scope, entry.name);
        m_list->view().setFocus();
    });
}

void MainWindow::showKeys()
{
    auto* sheet = new KeySheet(m_actions, this);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->open();
}

void MainWindow::showSettings(const QString& page)
{
    auto* dialog = new SettingsDialog(m_context, m_theme, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SettingsDialog::failed, this, &MainWindow::tellFault);
    connect(dialog, &SettingsDialog::picturesSwitched, this, [this](bool on) {
        m_pictures.setEnabled(on);
        m_conversation->refresh();
    });
    dialog->showPage(page);
    dialog->open();
}

void MainWindow::showOutbox()
{
    if (m_outbox) {
        m_outbox->raise();
        return;
    }
    m_outbox = new OutboxPanel(m_context, m_overview.sendingHeld, this);
    m_outbox->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_outbox, &OutboxPanel::openWanted, this, &MainWindow::openConversation);
    connect(m_outbox, &OutboxPanel::failed, this, &MainWindow::tellFault);
    m_outbox->open();
}

void MainWindow::toggleProfile()
{
    const bool on = m_profile->isHidden();
    if (m_profile->parentWidget() == m_splitter) m_profileWanted = on;
    m_profile->setVisible(on);
    if (on) m_profile->raise();
}

} // namespace qd::gui
