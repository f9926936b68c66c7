#include "gui/conversation/conversation_pane.h"
#include "gui/conversation/thread_model.h"
#include "gui/firstrun/account_form.h"
#include "gui/firstrun/first_run.h"
#include "gui/queue/card_list_model.h"
#include "gui/queue/card_list_pane.h"
#include "gui/shell/main_window.h"
#include "suite.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace qd::gui::test {

/// Makes fake desks; keeps a look at the last one.
class FakeOpener final : public Opener {
public:
    Result<std::unique_ptr<Desk>> open(const OpenRequest& request) override
    {
        opened = request.workspace;
        const bool demo = request.workspace == "demo";
        if (!made && !demo) return fail(Errc::NotFound, "no workspace there");
        auto desk = std::make_unique<FakeDesk>(kNow, !demo);
        last = desk.get();
        return desk;
    }
    Result<void> init(const InitRequest& request) override
    {
        if (request.organisation == "Bad") return fail(Errc::ReadOnly, "the folder cannot be written");
        made = request;
        return {};
    }
    Result<int> migrate(const std::string&) override { return 3; }
    Result<void> restore(const std::filesystem::path&, const std::string&, bool) override { return {}; }
    Inspect& inspect() override { std::abort(); }
    qd::Bench& bench() override { std::abort(); }

    std::optional<InitRequest> made;
    std::string opened;
    FakeDesk* last{nullptr};
};

/// All of it by keys alone: no click, no call past the keyboard.
class FirstRunTest final : public QObject {
    Q_OBJECT

    struct Flow {
        Flow() : settings(home.filePath(QStringLiteral("t.ini")), QSettings::IniFormat)
        {
            options.workspace = "fresh";
            options.prepareDemo = []() -> Result<std::string> { return std::string("demo"); };
            flow = std::make_unique<FirstRun>(opener, options, settings);
            flow->show();
            QApplication::setActiveWindow(flow.get());
            QCoreApplication::processEvents();
        }
        void type(const QString& text) { QTest::keyClicks(QApplication::focusWidget(), text); }
        void key(Qt::Key key, Qt::KeyboardModifiers mods = Qt::NoModifier)
        {
            QTest::keyClick(QApplication::focusWidget(), key, mods);
        }
        QString error() const { return flow->findChild<QLabel*>(QStringLiteral("accountError"))->text(); }
        void tabTo(const char* name)
        {
            for (int i = 0; i < 40 && QApplication::focusWidget()->objectName() != QLatin1String(name); ++i)
                key(Qt::Key_Tab);
            QCOMPARE(QApplication::focusWidget()->objectName(), QLatin1String(name));
        }
        QTemporaryDir home;
        QSettings settings;
        FakeOpener opener;
        DeskOptions options;
        std::unique_ptr<FirstRun> flow;
    };

private slots:
    void fromNothingToTheFirstMentionByKeysAlone()
    {
        Flow f;
        f.type(QStringLiteral("Harbour Ferries")); // the suggested name is selected: typing replaces it
        f.key(Qt::Key_Return);
        QTRY_COMPARE(f.flow->step(), FirstRun::Goals);
        QCOMPARE(f.opener.made->organisation, std::string("Harbour Ferries"));
        QVERIFY(!f.opener.made->timezone.empty());
        QTRY_VERIFY(f.flow->findChild<QLineEdit*>(QStringLiteral("goal3")));
        f.key(Qt::Key_Return); // one Enter accepts three ordered goals
        QTRY_COMPARE(f.flow->step(), FirstRun::Connect);
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("accountServer"));
        f.type(QStringLiteral("mastodon.example"));
        f.tabTo("accountSecret");
        f.type(QStringLiteral("wrong"));
        f.key(Qt::Key_Return);
        QTRY_VERIFY(f.error().contains(QStringLiteral("refused")));
        auto* server = f.flow->findChild<QLineEdit*>(QStringLiteral("accountServer"));
        QCOMPARE(server->text(), QStringLiteral("mastodon.example")); // kept
        f.tabTo("accountSecret");
        f.key(Qt::Key_A, Qt::ControlModifier);
        f.type(QStringLiteral("right token"));
        f.key(Qt::Key_Return);
        QTRY_COMPARE(f.flow->step(), FirstRun::People);
        QCOMPARE(f.opener.last->accountsNow(), std::size_t(1));
        f.type(QStringLiteral("Ines Costa"));
        f.key(Qt::Key_Return);
        QTRY_COMPARE(f.flow->result(), static_cast<int>(QDialog::Accepted));
        FakeDesk* desk = f.opener.last;
        QCOMPARE(desk->peopleNow().back().name, std::string("Ines Costa"));

        // The desk opens, and shows the first mention when it comes.
        const std::unique_ptr<Desk> taken = f.flow->takeDesk();
        QVERIFY(taken);
        auto* style = qobject_cast<DeskStyle*>(QApplication::style());
        Theme theme(*style, f.settings);
        const StoppedClock clock(kNow);
        MainWindow window(*taken, theme, clock, f.settings);
        window.expectFirstMention();
        window.show();
        QTest::qWait(50);
        const ConversationId first = desk->arrive("Zoe", "Does the 8:15 ferry run today?");
        QTRY_COMPARE(window.conversation().current(), first);
        QTRY_COMPARE(window.conversation().model().rowCount(), 1);
    }
    void everyStepAfterTheFirstCanBeSkipped()
    {
        Flow f;
        f.key(Qt::Key_Return);
        QTRY_COMPARE(f.flow->step(), FirstRun::Goals);
        for (int step = FirstRun::Goals; step < FirstRun::StepCount; ++step) {
            f.tabTo("skipStep");
            f.key(Qt::Key_Space);
        }
        QTRY_COMPARE(f.flow->result(), static_cast<int>(QDialog::Accepted));
        QVERIFY(!f.settings.contains(QStringLiteral("firstRun/step")));
    }
    void closingInBetweenLosesNothing()
    {
        Flow f;
        f.key(Qt::Key_Return);
        QTRY_COMPARE(f.flow->step(), FirstRun::Goals);
        f.key(Qt::Key_Return);
        QTRY_COMPARE(f.flow->step(), FirstRun::Connect);
        f.flow->reject();
        QCOMPARE(f.settings.value(QStringLiteral("firstRun/step")).toInt(),
                 static_cast<int>(FirstRun::Connect));
        FirstRun again(f.opener, f.options, f.settings, f.flow->takeDesk(), FirstRun::Connect);
        QCOMPARE(again.step(), FirstRun::Connect);
    }
    void goalsCanBeNamedAndOrdered()
    {
        Flow f;
        f.key(Qt::Key_Return);
        QTRY_VERIFY(f.flow->findChild<QLineEdit*>(QStringLiteral("goal3")));
        f.tabTo("goalDown1");
        f.key(Qt::Key_Space);
        QTRY_COMPARE(f.flow->findChild<QLineEdit*>(QStringLiteral("goal1"))->text(),
                     QStringLiteral("Reputation"));
        QTRY_COMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("goal2"));
        f.key(Qt::Key_Return);
        QTRY_COMPARE(f.flow->step(), FirstRun::Connect);
        std::map<std::string, int> order;
        for (const Goal& goal : f.opener.last->goalsNow())
            order[goal.name] = goal.order;
        QCOMPARE(order["Reputation"], 1);
        QCOMPARE(order["Customer service"], 2);
    }
    void aFolderThatCannotBeWrittenIsSaidAndTheNameIsKept()
    {
        Flow f;
        f.type(QStringLiteral("Bad"));
        f.key(Qt::Key_Return);
        auto* error = f.flow->findChild<QLabel*>(QStringLiteral("firstRunError"));
        QTRY_VERIFY(error->text().contains(QStringLiteral("cannot be written")));
        QCOMPARE(f.flow->step(), FirstRun::Name);
        QCOMPARE(f.flow->findChild<QLineEdit*>(QStringLiteral("organisationName"))->text(),
                 QStringLiteral("Bad"));
    }
    void theDemoIsOneKeyAway()
    {
        Flow f;
        f.tabTo("useDemo");
        f.key(Qt::Key_Space);
        QTRY_COMPARE(f.flow->result(), static_cast<int>(QDialog::Accepted));
        QVERIFY(f.flow->isDemo());
        QCOMPARE(f.opener.opened, std::string("demo"));
    }
};

static const Registered<FirstRunTest> kFirstRunTest;

} // namespace qd::gui::test

#include "first_run_test.moc"
