#include "gui/conversation/thread_model.h"
#include "gui/queue/card_delegate.h"
#include "gui/queue/card_list_model.h"
#include "gui/queue/card_list_view.h"
#include "gui/queue/rail_model.h"
#include "suite.h"

#include <QAbstractItemModelTester>
#include <QScrollBar>
#include <QSignalSpy>

namespace qd::gui::test {

namespace {

Card card(std::int64_t id, const std::string& author = {})
{
    Card c;
    c.id = {id};
    c.platform = "mastodon";
    c.author = author.empty() ? "Author " + std::to_string(id) : author;
    c.newestAt = kNow;
    return c;
}

std::vector<Card> cards(std::initializer_list<int> ids)
{
    std::vector<Card> all;
    for (const int id : ids)
        all.push_back(card(id));
    return all;
}

QList<qint64> idsOf(const CardListModel& model)
{
    QList<qint64> ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids << model.idAt(row).value;
    return ids;
}

using Tester = QAbstractItemModelTester;
constexpr auto kMode = QAbstractItemModelTester::FailureReportingMode::QtTest;

} // namespace

class ModelTest final : public QObject {
    Q_OBJECT
    StoppedClock m_clock{kNow};

private slots:
    void aPollNeverResetsOrMovesARow()
    {
        CardListModel model(m_clock);
        const Tester tester(&model, kMode);
        model.start(cards({1, 2, 3, 4}), {});
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset),
            moves(&model, &QAbstractItemModel::rowsMoved),
            inserted(&model, &QAbstractItemModel::rowsInserted),
            changed(&model, &QAbstractItemModel::dataChanged);
        std::vector<Card> again = cards({9, 4, 3, 2, 1}); // another order, and one more on top
        again[1].starred = true;
        model.refresh(again, {});
        QCOMPARE(resets.size(), 0);
        QCOMPARE(moves.size(), 0);
        QCOMPARE(inserted.size(), 0);
        QCOMPARE(changed.size(), 1); // the one that changed, and it alone
        QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 3);
        QCOMPARE(idsOf(model), (QList<qint64>{1, 2, 3, 4}));
        QCOMPARE(model.waiting(), 1);
        model.showNew();
        QCOMPARE(resets.size(), 0);
        QCOMPARE(idsOf(model), (QList<qint64>{9, 4, 3, 2, 1}));
        QCOMPARE(model.waiting(), 0);
    }
    void whatLeftTheListLeavesTheRowsUnlessItIsOpen()
    {
        CardListModel model(m_clock);
        const Tester tester(&model, kMode);
        model.start(cards({1, 2, 3}), {});
        model.keepOpen({2});
        model.refresh(cards({3}), {});
        QCOMPARE(idsOf(model), (QList<qint64>{2, 3}));
        QVERIFY(model.index(0).data(CardListModel::FaceRole).value<const CardFace*>()->gone);
        model.keepOpen({3});
        QCOMPARE(idsOf(model), (QList<qint64>{3}));
    }
    void aPartialRefreshSaysNothingAboutLaterRows()
    {
        CardListModel model(m_clock);
        const Tester tester(&model, kMode);
        model.start(cards({1, 2, 3, 4, 5, 6}), QStringLiteral("more"));
        model.refresh(cards({1, 3}), QStringLiteral("after 3"));
        QCOMPARE(idsOf(model), (QList<qint64>{1, 3, 4, 5, 6}));
    }
    void anEmptyListTakesWhatArrivesAtOnce()
    {
        CardListModel model(m_clock);
        const Tester tester(&model, kMode);
        model.start({}, {});
        model.refresh(cards({7}), {});
        QCOMPARE(idsOf(model), (QList<qint64>{7}));
        QCOMPARE(model.waiting(), 0);
    }
    void pagesAreAskedForOnceAndAppended()
    {
        CardListModel model(m_clock); // without the tester, which fetches by itself
        model.start(cards({1, 2}), QStringLiteral("c2"));
        QSignalSpy wanted(&model, &CardListModel::moreWanted);
        QVERIFY(model.canFetchMore({}));
        model.fetchMore({});
        QVERIFY(!model.canFetchMore({})); // one question at a time
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.at(0).at(0).toString(), QStringLiteral("c2"));
        model.append(cards({2, 3}), {}); // a row that moved between the pages is not doubled
        QCOMPARE(idsOf(model), (QList<qint64>{1, 2, 3}));
        QVERIFY(!model.canFetchMore({}));
        QVERIFY(model.atEnd());
    }
    void selectionAndScrollSurviveAPoll()
    {
        CardListModel model(m_clock);
        const Tester tester(&model, kMode);
        std::vector<Card> many;
        for (int id = 1; id <= 200; ++id)
            many.push_back(card(id));
        model.start(many, {});
        CardListView view(model);
        view.setItemDelegate(new CardDelegate(m_clock, &view));
        view.resize(384, 600);
        view.show();
        view.setCurrentIndex(model.index(100));
        view.verticalScrollBar()->setValue(88 * 97 + 13);
        const QPersistentModelIndex top(view.indexAt({8, 1}));
        const int offset = view.visualRect(top).top();
        QSignalSpy current(&view, &CardListView::currentRowChanged);
        many.erase(many.begin() + 10, many.begin() + 20); // ten above what is read are gone
        many.insert(many.begin(), card(900));             // and one is new
        view.keepingPlace([&] { model.refresh(many, {}); });
        QCOMPARE(model.idAt(view.currentIndex().row()).value, 101);
        QCOMPARE(view.visualRect(top).top(), offset);
        QCOMPARE(QPersistentModelIndex(view.indexAt({8, 1})), top);
    }
    void theListSpeaksForScreenReaders()
    {
        CardListModel model(m_clock);
        std::vector<Card> one = cards({1});
        one[0].author = "Maria Keller";
        one[0].excerpt = "Train 417 is late";
        one[0].due = kNow - std::chrono::minutes(12);
        one[0].riskAt = kNow - std::chrono::minutes(24);
        model.start(one, {});
        const QString spoken = model.index(0).data(Qt::AccessibleTextRole).toString();
        QVERIFY(spoken.contains(QStringLiteral("Maria Keller")));
        QVERIFY(spoken.contains(QStringLiteral("late 12 min")));
        QVERIFY(spoken.contains(QStringLiteral("Mastodon")));
        QCOMPARE(model.index(0).data(Qt::AccessibleDescriptionRole).toString(),
                 QStringLiteral("Train 417 is late"));
        QCOMPARE(static_cast<const QAbstractItemModel&>(model).columnCount(),
                 1); // QListView exposes every column
    }
    void railCountsChangeInPlace()
    {
        RailModel model;
        const Tester tester(&model, kMode);
        DeskOverview o;
        o.mine = 7;
        QueueLine line;
        line.queue = {.id = {21}, .name = "Customer service"};
        line.byStatus[0] = 5;
        o.queues = {line};
        model.update(o);
        const int before = model.rowCount();
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset),
            inserted(&model, &QAbstractItemModel::rowsInserted),
            changed(&model, &QAbstractItemModel::dataChanged);
        o.queues[0].byStatus[0] = 6;
        model.update(o);
        QCOMPARE(resets.size() + inserted.size(), 0);
        QCOMPARE(changed.size(), 1);
        o.breached = 2; // a line that is only there when it is needed
        model.update(o);
        QCOMPARE(model.rowCount(), before + 1);
        o.breached = 0;
        QueueLine second;
        second.queue = {.id = {22}, .name = "Reputation"};
        o.queues.insert(o.queues.begin(), second); // goals were put in another order
        model.update(o);
        QCOMPARE(model.rowCount(), before + 1);
        QVERIFY(model.rowOf(QStringLiteral("queue:22")) < model.rowOf(QStringLiteral("queue:21")));
        QCOMPARE(resets.size(), 0);
    }
    void aThreadGrowsByRows()
    {
        Bench bench;
        const ConversationId maria = bench.desk.conversationOf("Maria Keller");
        const auto load = [&] {
            ConversationView view;
            bool there = false;
            bench.bridge.ask<ConversationView>(
                this,
                [&](Desk& desk, Reply<ConversationView> reply) {
                    desk.inbox().conversation(maria, std::move(reply));
                },
                [&](ModelTest&, Result<ConversationView> result) {
                    view = std::move(*result);
                    there = true;
                });
            while (!there)
                bench.settle();
            return view;
        };
        ThreadModel model;
        const Tester tester(&model, kMode);
        model.start(load());
        const int before = model.rowCount();
        QVERIFY(before >= 5);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset),
            changed(&model, &QAbstractItemModel::dataChanged),
            inserted(&model, &QAbstractItemModel::rowsInserted);
        model.update(load());
        QCOMPARE(changed.size() + inserted.size(), 0); // nothing happened: nothing is painted anew
        bench.desk.colleagueAnswers(maria, "The 11:05 waits.");
        bench.desk.authorEdits(maria, "Train 417 late again.");
        model.update(load());
        QCOMPARE(resets.size(), 0);
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(model.rowCount(), before + 1);
    }
    void oursStrangersNotesAndOutgoingAreToldApart()
    {
        ConversationView view;
        Message theirs, ours, stranger;
        theirs.mention = {.id = {1}, .text = "hello", .createdAt = kNow};
        stranger.mention = {.id = {2}, .text = "me too", .createdAt = kNow + std::chrono::seconds(1)};
        stranger.stranger = true;
        ours.mention = {.id = {3}, .text = "sorry", .createdAt = kNow + std::chrono::seconds(3), .own = true};
        view.messages = {theirs, stranger, ours};
        view.notes = {{.id = {4}, .text = "careful", .at = kNow + std::chrono::seconds(2)}};
        view.noteAuthors = {"Ben"};
        view.outbox = {{.id = {5},
                        .text = "on its way",
                        .state = OutboxState::Unknown,
                        .createdAt = kNow - std::chrono::hours(1)},
                       {.id = {6}, .text = "taken back", .state = OutboxState::Cancelled}};
        ThreadModel model;
        const Tester tester(&model, kMode);
        model.start(view);
        using Kind = ThreadEntry::Kind;
        const QList<Kind> expected{Kind::Message, Kind::Stranger, Kind::Note, Kind::Own, Kind::Outgoing};
        QCOMPARE(model.rowCount(), expected.size());
        for (int row = 0; row < model.rowCount(); ++row)
            QVERIFY(model.entryAt(row).kind == expected.at(row));
    }
};

static const Registered<ModelTest> kModelTest;

} // namespace qd::gui::test

#include "model_test.moc"
