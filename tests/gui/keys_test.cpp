#include "gui/conversation/conversation_pane.h"
#include "gui/conversation/thread_view.h"
#include "gui/queue/card_list_model.h"
#include "gui/queue/card_list_pane.h"
#include "gui/queue/card_list_view.h"
#include "gui/reply/composer.h"
#include "gui/shell/action_registry.h"
#include "gui/shell/key_dispatcher.h"
#include "gui/shell/main_window.h"
#include "gui/shell/picker.h"
#include "suite.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSet>

namespace qd::gui::test {

class KeysTest final : public QObject {
    Q_OBJECT

    struct Window {
        Window()
            : theme(*qobject_cast<DeskStyle*>(QApplication::style()), bench.settings)
            , window(bench.desk, theme, bench.clock, bench.settings)
        {
            window.resize(1440, 900);
            window.show();
            QApplication::setActiveWindow(&window);
            for (int i = 0; i < 5; ++i)
                bench.settle();
        }
        void press(int key, Qt::KeyboardModifiers mods = Qt::NoModifier)
        {
            QTest::keyClick(QApplication::focusWidget(), static_cast<Qt::Key>(key), mods);
            bench.settle();
        }
        void type(const char* text)
        {
            QTest::keyClicks(QApplication::focusWidget(), QLatin1String(text));
            bench.settle();
        }
        Bench bench;
        Theme theme;
        MainWindow window;
    };

private slots:
    void noTwoActionsShareAKeyAndNoneNeedsAlt()
    {
        Window w;
        QVERIFY(w.window.actions().clashes().isEmpty());
        QSet<QString> ids;
        for (const DeskAction& action : w.window.actions().all()) {
            QVERIFY(!action.key.contains(QStringLiteral("Alt")));
            QVERIFY(!action.name.isEmpty());
            QVERIFY(!ids.contains(action.id));
            ids << action.id;
        }
        for (const char* key : {"j", "k", "o", "u", "e", "Shift+E", "s", "x", "b", "a", "i", "l",
                                "p", "g", "r", "n", "d", "Shift+D", "m", "z", "/", "?", "!", "Ctrl+K"})
            QVERIFY2(w.window.actions().byKey(QLatin1String(key), true), key);
    }
    void lettersWalkTheList()
    {
        Window w;
        QCOMPARE(QApplication::focusWidget(), &w.window.list().view());
        const ConversationId first = w.window.list().current();
        QVERIFY(first);
        w.type("j");
        QVERIFY(w.window.list().current() != first);
        QCOMPARE(w.window.conversation().current(), w.window.list().current());
        w.type("k");
        QCOMPARE(w.window.list().current(), first);
        w.type("o");
        QCOMPARE(QApplication::focusWidget(), &w.window.conversation().thread());
        w.type("u");
        QCOMPARE(QApplication::focusWidget(), &w.window.list().view());
    }
    void lettersAreTextWhileSomebodyTypes()
    {
        Window w;
        const ConversationId first = w.window.list().current();
        w.type("r");
        auto* text = qobject_cast<QPlainTextEdit*>(QApplication::focusWidget());
        QVERIFY(text);
        w.type("edzjbx!?/g");
        QCOMPARE(text->toPlainText(), QStringLiteral("edzjbx!?/g"));
        QCOMPARE(w.window.list().current(), first);
        QCOMPARE(w.bench.desk.callsOf("apply"), 0);
        w.press(Qt::Key_Escape);
        QCOMPARE(QApplication::focusWidget(), &w.window.conversation().thread());
        w.type("/");
        auto* search = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        QVERIFY(search);
        w.type("ed");
        QCOMPARE(search->text(), QStringLiteral("ed"));
        QCOMPARE(w.bench.desk.callsOf("apply"), 0);
    }
    void altAndAltGrNeverCommand()
    {
        const QKeyEvent alt(QEvent::KeyPress, Qt::Key_L, Qt::AltModifier, QStringLiteral("l"));
        QVERIFY(keyOf(alt).isEmpty());
        const QKeyEvent altGr(QEvent::KeyPress, Qt::Key_At, Qt::ControlModifier | Qt::AltModifier,
                              QStringLiteral("@"));
        QVERIFY(keyOf(altGr).isEmpty());
        const QKeyEvent shifted(QEvent::KeyPress, Qt::Key_E, Qt::ShiftModifier, QStringLiteral("E"));
        QCOMPARE(keyOf(shifted), QStringLiteral("Shift+E"));
        const QKeyEvent question(QEvent::KeyPress, Qt::Key_Question, Qt::ShiftModifier, QStringLiteral("?"));
        QCOMPARE(keyOf(question), QStringLiteral("?"));
        const QKeyEvent palette(QEvent::KeyPress, Qt::Key_K, Qt::ControlModifier, QStringLiteral("\x0b"));
        QCOMPARE(keyOf(palette), QStringLiteral("Ctrl+K"));
    }
    void goToTakesALetter()
    {
        Window w;
        w.type("g");
        auto* picker = w.window.findChild<Picker*>();
        QVERIFY(picker);
        QTest::keyClicks(picker->findChild<QLineEdit*>(), QStringLiteral("2"));
        w.bench.settle();
        w.bench.settle();
        QCOMPARE(w.window.list().scope().queue.value, 22);
        QCOMPARE(w.window.list().scope().kind, ScopeKind::Queue);
    }
    void keysCanBeBoundAnewButNotToAltOrATakenOne()
    {
        Bench bench;
        ActionRegistry registry(bench.settings);
        int ran = 0;
        registry.add({QStringLiteral("one"),
                      QStringLiteral("One"),
                      {},
                      QStringLiteral("e"),
                      Where::Desk,
                      [&] { ++ran; },
                      {},
                      {}});
        registry.add({QStringLiteral("two"),
                      QStringLiteral("Two"),
                      {},
                      QStringLiteral("d"),
                      Where::Desk,
                      [] {},
                      {},
                      {}});
        QVERIFY(!registry.rebind(QStringLiteral("one"), QStringLiteral("Alt+L")).isEmpty());
        QVERIFY(!registry.rebind(QStringLiteral("one"), QStringLiteral("d")).isEmpty());
        QVERIFY(registry.rebind(QStringLiteral("one"), QStringLiteral("y")).isEmpty());
        QVERIFY(!registry.byKey(QStringLiteral("e"), true));
        QVERIFY(!registry.byKey(QStringLiteral("y"), false)); // a letter, away from the desk
        registry.byKey(QStringLiteral("y"), true)->run();
        QCOMPARE(ran, 1);
        ActionRegistry later(bench.settings);
        later.add({QStringLiteral("one"),
                   QStringLiteral("One"),
                   {},
                   QStringLiteral("e"),
                   Where::Desk,
                   [] {},
                   {},
                   {}});
        QCOMPARE(later.find(QStringLiteral("one"))->key, QStringLiteral("y"));
    }
    void thePaletteFindsByLettersInOrder()
    {
        QVERIFY(fitOf(QStringLiteral("rsn"), QStringLiteral("Resolve and open the next")) > 0);
        QCOMPARE(fitOf(QStringLiteral("zq"), QStringLiteral("Resolve")), 0);
        QVERIFY(fitOf(QStringLiteral("res"), QStringLiteral("Resolve")) >
                fitOf(QStringLiteral("res"), QStringLiteral("Fetch threads")));
    }
};

static const Registered<KeysTest> kKeysTest;

} // namespace qd::gui::test

#include "keys_test.moc"
