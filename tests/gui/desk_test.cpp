#include "gui/conversation/conversation_pane.h"
#include "gui/conversation/thread_model.h"
#include "gui/conversation/thread_view.h"
#include "gui/queue/card_list_model.h"
#include "gui/queue/card_list_pane.h"
#include "gui/queue/card_list_view.h"
#include "gui/queue/rail_view.h"
#include "gui/reply/collision_dialog.h"
#include "gui/reply/composer.h"
#include "gui/shell/banner.h"
#include "gui/shell/main_window.h"
#include "gui/shell/outbox_panel.h"
#include "gui/shell/picker.h"
#include "gui/shell/undo_bar.h"
#include "suite.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSet>
#include <QSignalSpy>
#include <QTimeZone>

namespace qd::gui::test {

/// A whole window on a desk of its own.
class DeskTest final : public QObject {
    Q_OBJECT

    struct Window {
        explicit Window(QSize size = {1440, 900}, bool empty = false, Role role = Role::Admin)
            : bench(empty, role)
            , theme(*qobject_cast<DeskStyle*>(QApplication::style()), bench.settings)
            , window(bench.desk, theme, bench.clock, bench.settings)
        {
            window.resize(size);
            window.show();
            QApplication::setActiveWindow(&window);
            settle();
        }
        void settle()
        {
            for (int i = 0; i < 4; ++i)
                bench.settle();
        }
        /// The refreshes that are gathered for 100 ms have been asked and answered.
        void gather()
        {
            QTest::qWait(160);
            settle();
        }
        void press(const char* keys)
        {
            QApplication::setActiveWindow(&window); // no window manager does it after a dialog
            window.list().view().setFocus();
            QTest::keyClicks(&window.list().view(), QLatin1String(keys));
            settle();
        }
        UndoBar& undo() { return *window.findChild<UndoBar*>(); }
        QPlainTextEdit& reply() { return *window.findChild<QPlainTextEdit*>(QStringLiteral("replyText")); }
        Bench bench;
        Theme theme;
        MainWindow window;
    };

private slots:
    void theDayStartsOnTheFirstCardOfMine()
    {
        Window w;
        QCOMPARE(w.window.list().scope().kind, ScopeKind::Mine);
        QVERIFY(w.window.list().current());
        QCOMPARE(w.window.conversation().current(), w.window.list().current());
        QVERIFY(w.window.conversation().view());
        QVERIFY(w.window.conversation().model().rowCount() > 0);
    }
    void resolvingOpensTheNextAndUndoBringsItBack()
    {
        Window w;
        w.window.showScope({.kind = ScopeKind::Queue, .queue = {21}}, QStringLiteral("Customer service"));
        w.settle();
        const ConversationId first = w.window.list().model().idAt(0),
                             second = w.window.list().model().idAt(1);
        const int before = w.window.list().model().rowCount();
        QSignalSpy resets(&w.window.list().model(), &QAbstractItemModel::modelReset);
        w.press("e");
        QCOMPARE(w.bench.desk.conversationNow(first).status, Status::Resolved);
        QCOMPARE(w.window.list().current(), second);
        QCOMPARE(w.window.conversation().current(), second);
        QCOMPARE(w.window.list().model().rowCount(), before - 1);
        QVERIFY(w.undo().isOpen());
        w.press("z");
        w.gather();
        QVERIFY(w.bench.desk.conversationNow(first).status != Status::Resolved);
        QCOMPARE(w.window.list().current(), first);
        QCOMPARE(w.window.list().model().rowCount(), before);
        QCOMPARE(resets.size(), 0);
    }
    void theEndOfTheListSaysSo()
    {
        Window w;
        w.window.showScope({.kind = ScopeKind::Queue, .queue = {23}}, QStringLiteral("Marketing"));
        w.settle();
        while (w.window.list().model().rowCount() > 0)
            w.press("d");
        QCOMPARE(w.window.conversation().current().value, 0);
        QVERIFY(w.window.list().emptySentence().startsWith(QStringLiteral("All answered.")));
    }
    void aFailedActPutsTheRowBackAndSaysWhy()
    {
        Window w;
        const ConversationId id = w.window.list().current();
        w.bench.desk.failOnly("apply", Errc::Forbidden);
        w.press("e");
        w.gather();
        QVERIFY(w.window.list().holds(id));
        QVERIFY(w.window.findChild<Banner*>()->sentence().contains(QStringLiteral("Nothing was changed.")));
    }
    void whatArrivesWaitsBehindThePill()
    {
        Window w;
        w.window.showScope({.kind = ScopeKind::Queue, .queue = {21}}, QStringLiteral("Customer service"));
        w.settle();
        QTest::keyClicks(&w.window.list().view(), QStringLiteral("jj"));
        const ConversationId reading = w.window.list().current();
        const int before = w.window.list().model().rowCount();
        QSignalSpy resets(&w.window.list().model(), &QAbstractItemModel::modelReset);
        const ConversationId fresh = w.bench.desk.arrive("Zoe", "Is the 8:15 running?", 0, 2);
        w.gather();
        QTRY_COMPARE(w.window.list().model().waiting(), 1);
        QCOMPARE(w.window.list().model().rowCount(), before);
        QCOMPARE(w.window.list().current(), reading);
        QVERIFY(w.window.findChild<QPushButton*>(QStringLiteral("newPill"))->isVisible());
        QTest::keyClick(&w.window.list().view(), Qt::Key_Home);
        QVERIFY(w.window.list().holds(fresh));
        QCOMPARE(w.window.list().model().rowCount(), before + 1);
        QCOMPARE(resets.size(), 0);
    }
    void bulkActsUndoAsOne()
    {
        Window w;
        w.window.showScope({.kind = ScopeKind::Queue, .queue = {21}}, QStringLiteral("Customer service"));
        w.settle();
        const ConversationId a = w.window.list().model().idAt(0), b = w.window.list().model().idAt(1);
        w.press("xjx");
        QCOMPARE(w.window.list().chosen().size(), std::size_t(2));
        w.press("e");
        QCOMPARE(w.bench.desk.conversationNow(a).status, Status::Resolved);
        QCOMPARE(w.bench.desk.conversationNow(b).status, Status::Resolved);
        QCOMPARE(w.bench.desk.callsOf("apply"), 1);
        w.press("z");
        w.gather();
        QVERIFY(w.bench.desk.conversationNow(a).status != Status::Resolved);
        QVERIFY(w.bench.desk.conversationNow(b).status != Status::Resolved);
    }
    void pickersAssignSnoozeAndLabel()
    {
        Window w;
        const ConversationId id = w.window.list().current();
        const auto pick = [&](const char* key, const char* typed) {
            w.press(key);
            auto* picker = w.window.findChild<Picker*>();
            QVERIFY(picker);
            auto* line = picker->findChild<QLineEdit*>();
            QTest::keyClicks(line, QLatin1String(typed));
            QTest::keyClick(line, Qt::Key_Return);
            w.settle();
        };
        pick("a", "ben");
        QCOMPARE(w.bench.desk.conversationNow(id).assignee.value, 2);
        pick("l", "brand new");
        w.gather();
        QVERIFY(w.window.conversation().view()->labels.back() == "brand new");
        pick("p", "urgent");
        QCOMPARE(w.bench.desk.conversationNow(id).priority, Priority::Urgent);
        pick("b", "tomorrow");
        const auto until = w.bench.desk.conversationNow(id).snoozedUntil;
        QVERIFY(until);
        const QDateTime local =
            QDateTime::fromMSecsSinceEpoch(toInt(*until), QTimeZone("Europe/Lisbon")); // Ana's own zone
        QCOMPARE(local.time(), QTime(9, 0));
    }
    void undoSendBringsTheExactDraftBack()
    {
        Window w;
        const ConversationId id = w.window.list().current();
        const QString text = QStringLiteral("Yes, it waits.\nTen minutes, platform 3. 👍");
        w.press("r");
        w.reply().setPlainText(text);
        QTest::keyClick(&w.reply(), Qt::Key_Return, Qt::ControlModifier);
        w.gather();
        QVERIFY(w.reply().toPlainText().isEmpty());
        QCOMPARE(w.bench.desk.outboxNow().back().state, OutboxState::UndoHold);
        QVERIFY(w.undo().isOpen());
        w.press("j"); // even from another conversation
        w.undo().take();
        w.gather();
        QCOMPARE(w.bench.desk.outboxNow().back().state, OutboxState::Cancelled);
        QCOMPARE(w.window.conversation().current(), id);
        QTRY_COMPARE(w.reply().toPlainText(), text);
    }
    void ctrlShiftEnterSendsResolvesAndOpensTheNext()
    {
        Window w;
        const ConversationId id = w.window.list().current();
        w.press("r");
        w.reply().setPlainText(QStringLiteral("Done."));
        QTest::keyClick(&w.reply(), Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
        w.settle();
        QVERIFY(w.bench.desk.outboxNow().back().resolveAfter);
        QVERIFY(!w.window.list().holds(id));
        QVERIFY(w.window.list().current());
        QVERIFY(w.window.list().current() != id);
    }
    void aCollisionShowsWhatChangedAndKeepsTheDraft()
    {
        Window w;
        const ConversationId id = w.window.list().current();
        w.press("r");
        w.reply().setPlainText(QStringLiteral("We are looking into it."));
        w.bench.desk.colleagueAnswers(id, "The 11:05 waits ten minutes.");
        const std::size_t before = w.bench.desk.outboxNow().size();
        QTest::keyClick(&w.reply(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(w.window.findChild<CollisionDialog*>());
        auto* dialog = w.window.findChild<CollisionDialog*>();
        QString words;
        for (const QLabel* label : dialog->findChildren<QLabel*>())
            words += label->text() + QLatin1Char('\n');
        QVERIFY(words.contains(QStringLiteral("Ben Okafor answered")));
        QVERIFY(words.contains(QStringLiteral("The 11:05 waits ten minutes.")));
        QCOMPARE(w.bench.desk.outboxNow().size(), before);
        QTest::keyClick(dialog, Qt::Key_Return); // the safe choice is the default
        w.settle();
        QCOMPARE(w.bench.desk.outboxNow().size(), before);
        QCOMPARE(w.reply().toPlainText(), QStringLiteral("We are looking into it."));
        QTest::keyClick(&w.reply(), Qt::Key_Return, Qt::ControlModifier); // seen now: a decision
        w.settle();
        QCOMPARE(w.bench.desk.outboxNow().size(), before + 1);
    }
    void holdingAllSendingIsForManagers()
    {
        for (const Role role : {Role::Responder, Role::Manager}) {
            Window w({1440, 900}, false, role);
            w.window.actions().trigger(QStringLiteral("outbox"));
            w.settle();
            auto* hold = w.window.findChild<QPushButton*>(QStringLiteral("holdAll"));
            QCOMPARE(hold->isVisible(), role == Role::Manager);
            if (role != Role::Manager) continue;
            hold->click();
            w.gather();
            QVERIFY(w.window.overview().sendingHeld);
            QVERIFY(w.window.findChild<Banner*>()->sentence().contains(QStringLiteral("held")));
        }
    }
    void searchFollowsTheTypingAndNeverShowsAnOlderAnswer()
    {
        Window w;
        auto* search = w.window.findChild<QLineEdit*>(QStringLiteral("search"));
        search->setFocus();
        w.bench.desk.hold(true);
        QTest::keyClicks(search, QStringLiteral("refund"));
        QTest::qWait(230);
        QTest::keyClicks(search, QStringLiteral("x"));
        QTest::qWait(230);
        w.bench.desk.hold(false);
        w.settle();
        QCOMPARE(w.window.list().scope().query, std::string("refundx"));
        QCOMPARE(w.window.list().model().rowCount(), 0);
        QVERIFY(w.window.list().emptySentence().contains(QStringLiteral("refundx")));
        search->clear();
        QTest::keyClicks(search, QStringLiteral("delya"));
        QTest::keyClick(search, Qt::Key_Return);
        w.settle();
        QVERIFY(w.window.list().emptySentence().contains(QStringLiteral("Did you mean “delay”?")));
        QTest::keyClick(search, Qt::Key_Escape);
        w.settle();
        QCOMPARE(w.window.list().scope().kind, ScopeKind::Mine);
    }
    void fitsSmallAndLargeWindows()
    {
        Window w({1024, 700});
        QCOMPARE(w.window.width(), 1024);
        QVERIFY(w.window.findChild<RailView*>()->isNarrow());
        QVERIFY(w.window.conversation().width() >= 440);
        QVERIFY(w.window.list().width() >= 300);
        w.window.resize(1600, 900);
        w.settle();
        QVERIFY(!w.window.findChild<RailView*>()->isNarrow());
        QVERIFY(w.window.findChild<QWidget*>(QStringLiteral("profile"))->isVisible());
    }
    void everyControlHasANameOfItsOwn()
    {
        Window w;
        QSet<QString> seen;
        for (const QWidget* widget : w.window.findChildren<QWidget*>()) {
            const bool control =
                qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget) ||
                qobject_cast<const QPlainTextEdit*>(widget) || qobject_cast<const QComboBox*>(widget) ||
                qobject_cast<const QAbstractItemView*>(widget);
            if (!control || !widget->isVisible() || widget->focusPolicy() == Qt::NoFocus) continue;
            const QString name = widget->accessibleName();
            QVERIFY2(!name.isEmpty(), qPrintable(QString::fromLatin1(widget->metaObject()->className()) +
                                                 QLatin1Char(' ') + widget->objectName()));
            QVERIFY2(!seen.contains(name), qPrintable(name));
            seen << name;
        }
        QVERIFY(seen.size() > 15);
    }
    void tabReachesEverything()
    {
        Window w;
        QSet<QWidget*> reached;
        w.press("j"); // on Mastodon there is a choice of who may read
        for (int i = 0; i < 120; ++i) {
            reached << QApplication::focusWidget();
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        for (const char* name : {"rail", "cards", "thread", "search", "sources", "person", "replyTab",
                                 "noteTab", "visibility", "replyText", "attach", "templates", "send",
                                 "do_resolve", "do_assign", "filterPlatform", "filterSort", "profile"}) {
            auto* widget = w.window.findChild<QWidget*>(QLatin1String(name));
            QVERIFY2(widget, name);
            QVERIFY2(reached.contains(widget), name);
        }
    }
    void anEmptyDeskSaysWhatToDo()
    {
        Window w({1440, 900}, true);
        QVERIFY(w.window.list().emptySentence().contains(QStringLiteral("Connect one")));
    }
};

static const Registered<DeskTest> kDeskTest;

} // namespace qd::gui::test

#include "desk_test.moc"
