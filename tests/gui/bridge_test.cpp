#include "suite.h"

#include <QImage>
#include <QPainter>
#include <QSignalSpy>
#include <QThread>

namespace qd::gui::test {

class BridgeTest final : public QObject {
    Q_OBJECT
private slots:
    void answersArriveOnTheGuiThreadAndLater()
    {
        Bench bench;
        QThread* arrived = nullptr;
        QObject owner;
        bench.bridge.ask<DeskOverview>(
            &owner, [](Desk& desk, Reply<DeskOverview> reply) { desk.inbox().overview(std::move(reply)); },
            [&](QObject&, Result<DeskOverview> overview) {
                QVERIFY(overview);
                arrived = QThread::currentThread();
            });
        bench.desk.settle();
        QVERIFY(!arrived); // answered over there, but not here yet
        QVERIFY(FakeDesk::lastAnswerThread() != std::this_thread::get_id());
        QTRY_COMPARE(arrived, qApp->thread());
    }
    void anOwnerThatIsGoneIsNotCalled()
    {
        Bench bench;
        bool called = false;
        bench.desk.hold(true);
        auto owner = std::make_unique<QObject>();
        bench.bridge.ask<DeskOverview>(
            owner.get(),
            [](Desk& desk, Reply<DeskOverview> reply) { desk.inbox().overview(std::move(reply)); },
            [&](QObject&, Result<DeskOverview>) { called = true; });
        owner.reset();
        bench.desk.hold(false);
        bench.settle();
        QCOMPARE(bench.desk.callsOf("overview"), 1);
        QVERIFY(!called);
    }
    void changesFromTheEngineBecomeSignalsHere()
    {
        Bench bench;
        QSignalSpy lists(&bench.bridge, &DeskBridge::listsChanged);
        QThread* at = nullptr;
        connect(
            &bench.bridge, &DeskBridge::listsChanged, this, [&] { at = QThread::currentThread(); },
            Qt::DirectConnection);
        bench.desk.arrive("Zoe", "Is the 8:15 running?");
        QCOMPARE(lists.size(), 0); // queued, never called across
        QTRY_COMPARE(lists.size(), 1);
        QCOMPARE(at, qApp->thread());
    }
    void nothingComesAfterTheBridgeIsGone()
    {
        StoppedClock clock(kNow);
        FakeDesk desk(kNow);
        auto bridge = std::make_unique<DeskBridge>(desk);
        QSignalSpy lists(bridge.get(), &DeskBridge::listsChanged);
        bridge.reset();
        desk.arrive("Zoe", "Hello?");
        QCoreApplication::processEvents();
        QCOMPARE(lists.size(), 0);
    }
    void picturesAreDecodedSmallAndOnlyWhenTheyArePictures()
    {
        QTemporaryDir folder;
        QImage big(2000, 1000, QImage::Format_RGB32);
        big.fill(Qt::white);
        const QString good = folder.filePath(QStringLiteral("good"));
        QVERIFY(big.save(good, "PNG"));
        QCOMPARE(decodePicture(good, {500, 500}).size(), QSize(500, 250));
        QFile bad(folder.filePath(QStringLiteral("bad.png")));
        QVERIFY(bad.open(QIODevice::WriteOnly));
        bad.write("<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>");
        bad.close();
        QVERIFY(decodePicture(bad.fileName(), {500, 500}).isNull());
        QVERIFY(decodePicture(folder.filePath(QStringLiteral("none")), {10, 10}).isNull());
    }
    void aPictureComesWhenItIsThere()
    {
        Bench bench;
        QTemporaryDir folder;
        QImage image(64, 64, QImage::Format_RGB32);
        image.fill(Qt::white);
        QVERIFY(image.save(folder.filePath(QStringLiteral("a.png"))));
        const QString url = QStringLiteral("file:") + folder.filePath(QStringLiteral("a.png"));
        QSignalSpy ready(&bench.pictures, &PictureLoader::ready);
        QVERIFY(bench.pictures.picture(url, {32, 32}).isNull());
        QVERIFY(bench.pictures.picture(url, {32, 32}).isNull()); // asked once, however often it is painted
        QTRY_COMPARE(ready.size(), 1);
        QCOMPARE(bench.pictures.picture(url, {32, 32}).size(), QSize(32, 32));
        QCOMPARE(bench.desk.callsOf("fetch"), 1);
        QVERIFY(bench.pictures.picture(QStringLiteral("https://media.example/none.png"), {32, 32}).isNull());
        QTRY_COMPARE(ready.size(), 2);
        QVERIFY(bench.pictures.failed(QStringLiteral("https://media.example/none.png")));
        bench.pictures.setEnabled(false);
        QVERIFY(bench.pictures.picture(url, {32, 32}).isNull());
    }
};

static const Registered<BridgeTest> kBridgeTest;

} // namespace qd::gui::test

#include "bridge_test.moc"
