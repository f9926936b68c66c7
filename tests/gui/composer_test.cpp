#include "gui/reply/composer.h"
#include "gui/reply/draft_keeper.h"
#include "suite.h"

#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

namespace qd::gui::test {

class ComposerTest final : public QObject {
    Q_OBJECT

    static QPlainTextEdit& reply(ComposerBox& box)
    {
        return *box.findChild<QPlainTextEdit*>(QStringLiteral("replyText"));
    }
    static QPlainTextEdit& note(ComposerBox& box)
    {
        return *box.findChild<QPlainTextEdit*>(QStringLiteral("noteText"));
    }
    static QString button(ComposerBox& box)
    {
        return box.findChild<QPushButton*>(QStringLiteral("send"))->accessibleName();
    }
    static QString label(ComposerBox& box, const char* name)
    {
        return box.findChild<QLabel*>(QLatin1String(name))->text();
    }
    static std::string draftOf(Bench& bench, ConversationId id, bool isNote = false)
    {
        for (const Draft& draft : bench.desk.draftsNow())
            if (draft.conversation == id && draft.note == isNote) return draft.text;
        return {};
    }

private slots:
    void fastSwitchingNeverMixesDrafts()
    {
        Bench bench;
        ComposerBox box(bench.context);
        box.show();
        QList<ConversationId> ids;
        for (const char* who :
             {"Maria Keller", "Priya N.", "Jonas Weber", "Rui M.", "Bea Castro", "Erik Lund"})
            ids << bench.desk.conversationOf(who);
        bench.desk.hold(true); // the desk is slow: nothing is answered while all this is typed
        for (int round = 0; round < 3; ++round)
            for (const ConversationId id : ids) {
                box.open(id, QStringLiteral("somebody"));
                reply(box).setPlainText(QStringLiteral("for %1, round %2").arg(id.value).arg(round));
            }
        bench.desk.hold(false);
        box.flushDrafts();
        bench.settle();
        bench.settle();
        for (const ConversationId id : ids)
            QCOMPARE(draftOf(bench, id), "for " + std::to_string(id.value) + ", round 2");
        for (const ConversationId id : ids) { // and each comes back where it was written
            box.open(id, QStringLiteral("somebody"));
            bench.settle();
            QCOMPARE(box.replyText(), QStringLiteral("for %1, round 2").arg(id.value));
        }
    }
    void whatWasTypedBeforeTheAnswerStands()
    {
        Bench bench;
        ComposerBox box(bench.context);
        const ConversationId tomas = bench.desk.conversationOf("Tomás Vidal"); // has a stored draft
        bench.desk.hold(true);
        box.open(tomas, QStringLiteral("Tomás"));
        reply(box).setPlainText(QStringLiteral("typed at once"));
        bench.desk.hold(false);
        bench.settle();
        QCOMPARE(box.replyText(), QStringLiteral("typed at once"));
    }
    void draftsAreSavedASecondAfterTheLastKey()
    {
        Bench bench;
        ComposerBox box(bench.context);
        const ConversationId maria = bench.desk.conversationOf("Maria Keller");
        box.open(maria, QStringLiteral("Maria"));
        bench.settle();
        QTest::keyClicks(&reply(box), QStringLiteral("We will"));
        bench.settle();
        QCOMPARE(draftOf(bench, maria), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(draftOf(bench, maria), std::string("We will"), 3000);
    }
    void aFailedSaveKeepsTheTextAndTriesAgain()
    {
        Bench bench;
        DraftKeeper keeper(bench.bridge);
        QSignalSpy failed(&keeper, &DraftKeeper::failed);
        bench.desk.failNext(Errc::Busy);
        keeper.keep({.conversation = {5}, .text = "precious"});
        keeper.flush();
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(keeper.unsaved({5}, false));
        QTRY_VERIFY_WITH_TIMEOUT(!keeper.unsaved({5}, false), 3000);
        QCOMPARE(draftOf(bench, {5}), std::string("precious"));
    }
    void theThreeModesReadUnlikeEachOther()
    {
        Bench bench;
        ComposerBox box(bench.context);
        box.open(bench.desk.conversationOf("Maria Keller"), QStringLiteral("Maria Keller"));
        bench.settle();
        QCOMPARE(box.mode(), ComposerMode::Public);
        QCOMPARE(button(box), QStringLiteral("Reply publicly as @acmerail"));
        box.findChild<QComboBox*>(QStringLiteral("visibility"))->setCurrentIndex(2);
        QCOMPARE(box.mode(), ComposerMode::Direct);
        QVERIFY(button(box).contains(QStringLiteral("Maria Keller only")));
        QCOMPARE(label(box, "audience"), QStringLiteral("Only Maria Keller sees this"));
        box.startNote();
        QCOMPARE(box.mode(), ComposerMode::Note);
        QCOMPARE(button(box), QStringLiteral("Save the note"));
        QCOMPARE(label(box, "audience"), QStringLiteral("Never leaves the team"));
    }
    void aNoteNeverTurnsIntoAReply()
    {
        Bench bench;
        ComposerBox box(bench.context);
        const ConversationId rui = bench.desk.conversationOf("Rui M.");
        box.open(rui, QStringLiteral("Rui"));
        bench.settle();
        box.startNote();
        note(box).setPlainText(QStringLiteral("He is the mayor's brother, careful."));
        box.startReply();
        QVERIFY(box.replyText().isEmpty());
        const std::size_t before = bench.desk.outboxNow().size();
        box.send(false); // the reply is empty: nothing may go
        bench.settle();
        QCOMPARE(bench.desk.outboxNow().size(), before);
        box.startNote();
        QTest::keyClick(&note(box), Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
        bench.settle();
        QCOMPARE(bench.desk.notesOf(rui), std::size_t(1));
        QCOMPARE(bench.desk.outboxNow().size(), before);
        bench.settle();
        QCOMPARE(draftOf(bench, rui, true), std::string());
    }
    void ctrlEnterSendsAndKeepsNothing()
    {
        Bench bench;
        ComposerBox box(bench.context);
        QSignalSpy sent(&box, &ComposerBox::sent);
        const ConversationId maria = bench.desk.conversationOf("Maria Keller");
        box.open(maria, QStringLiteral("Maria"));
        bench.settle();
        QTest::keyClicks(&reply(box), QStringLiteral("Yes, it waits."));
        QTest::keyClick(&reply(box), Qt::Key_Return); // Enter alone is a new line
        QCOMPARE(sent.size(), 0);
        QTest::keyClick(&reply(box), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(sent.size(), 1);
        QVERIFY(box.replyText().isEmpty());
        const auto outbox = bench.desk.outboxNow();
        QCOMPARE(outbox.back().text, std::string("Yes, it waits."));
        QCOMPARE(outbox.back().conversation, maria);
        box.flushDrafts();
        bench.settle();
        QCOMPARE(draftOf(bench, maria), std::string());
    }
    void aRefusedSendKeepsTheText()
    {
        Bench bench;
        ComposerBox box(bench.context);
        QSignalSpy refused(&box, &ComposerBox::refused), failed(&box, &ComposerBox::failed);
        const ConversationId maria = bench.desk.conversationOf("Maria Keller");
        box.open(maria, QStringLiteral("Maria"));
        bench.settle();
        reply(box).setPlainText(QStringLiteral("Yes."));
        bench.desk.colleagueAnswers(maria, "It waits!");
        box.send(false);
        QTRY_COMPARE(refused.size(), 1);
        QCOMPARE(box.replyText(), QStringLiteral("Yes."));
        bench.desk.failOnly("send", Errc::Storage);
        box.send(false);
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(failed.at(0).at(0).toString().contains(QStringLiteral("Your draft is kept.")));
        QCOMPARE(box.replyText(), QStringLiteral("Yes."));
    }
    void theCounterSpeaksFromFourFifthsOn()
    {
        Bench bench;
        ComposerBox box(bench.context);
        box.open(bench.desk.conversationOf("Maria Keller"), QStringLiteral("Maria"));
        bench.settle();
        reply(box).setPlainText(QString(399, QLatin1Char('x')));
        QCOMPARE(label(box, "counter"), QString());
        reply(box).setPlainText(QString(400, QLatin1Char('x')));
        QVERIFY(label(box, "counter").startsWith(QStringLiteral("100 ")));
        reply(box).setPlainText(QString(503, QLatin1Char('x')));
        QVERIFY(label(box, "counter").startsWith(QStringLiteral("3 too many")));
        reply(box).setPlainText(
            QString(380, QLatin1Char('x')) +
            QStringLiteral(" https://mastodon.example/a/very/long/address/that/counts/as/23"));
        QVERIFY(
            label(box, "counter").startsWith(QStringLiteral("96 "))); // an address costs what the server says
    }
    void guardsStandUnderTheBoxWorstFirst()
    {
        Bench bench;
        ComposerBox box(bench.context);
        box.open(bench.desk.conversationOf("Maria Keller"), QStringLiteral("Maria"));
        bench.settle();
        reply(box).setPlainText(QStringLiteral("@stranger\u200B write to help@acme.example"));
        QTRY_VERIFY_WITH_TIMEOUT(!label(box, "guards").isEmpty(), 3000);
        const QStringList lines = label(box, "guards").split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines.at(0).startsWith(QStringLiteral("Stops:")));
        QVERIFY(lines.at(1).endsWith(QStringLiteral("+1")));
    }
    void aFeedHasNobodyToAnswer()
    {
        Bench bench;
        ComposerBox box(bench.context);
        box.open(bench.desk.conversationOf("The Daily Track"), QStringLiteral("The Daily Track"));
        bench.settle();
        QVERIFY(!box.findChild<QPushButton*>(QStringLiteral("send"))->isEnabled());
        QVERIFY(label(box, "audience").contains(QStringLiteral("feed")));
        box.startNote();
        QVERIFY(box.findChild<QPushButton*>(QStringLiteral("send"))->isEnabled());
    }
};

static const Registered<ComposerTest> kComposerTest;

} // namespace qd::gui::test

#include "composer_test.moc"
