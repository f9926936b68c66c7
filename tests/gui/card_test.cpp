#include "gui/queue/card_face.h"
#include "gui/queue/card_layout.h"
#include "gui/words/time_words.h"
#include "suite.h"

#include <QApplication>

namespace qd::gui::test {

using namespace std::chrono_literals;

class CardTest final : public QObject {
    Q_OBJECT

    static CardLayout lay(const CardFace& face, QSize size, const QString& clock = {},
                          Qt::LayoutDirection direction = Qt::LeftToRight)
    {
        const DeskStyle& style = DeskStyle::of(nullptr);
        const CardFonts fonts{QFontMetrics(style.font(TextRole::InterfaceBold)),
                              QFontMetrics(style.font(TextRole::Interface)),
                              QFontMetrics(style.font(TextRole::Meta))};
        return layoutCard(QRect(QPoint(0, 0), size), face, QStringLiteral("42 min"), clock, style.metrics(),
                          fonts, direction);
    }

private slots:
    void aCardHasTheDesignsMeasures()
    {
        CardFace face;
        face.name = QStringLiteral("Maria");
        const CardLayout l = lay(face, {384, 88});
        QCOMPARE(l.avatar, QRect(16, 10, 36, 36));
        QCOMPARE(l.badge.size(), QSize(16, 16));
        QVERIFY(l.badge.intersects(l.avatar));
        QCOMPARE(l.name.left(), 16 + 36 + 12);
        QCOMPARE(l.age.right(), 384 - 16 - 1);
        QCOMPARE(l.bar.width(), 3);
        QCOMPARE(l.dot.size(), QSize(6, 6));
        QCOMPARE(l.textLines, 2);
        QCOMPARE(l.chipCount, 0);
    }
    void nothingOverlapsAndNothingLeavesTheCard_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::addColumn<bool>("mirrored");
        for (const int width : {300, 336, 384, 600})
            for (const int height : {60, 88})
                for (const bool mirrored : {false, true})
                    QTest::addRow("%dx%d%s", width, height, mirrored ? " mirrored" : "")
                        << width << height << mirrored;
    }
    void nothingOverlapsAndNothingLeavesTheCard()
    {
        QFETCH(int, width);
        QFETCH(int, height);
        QFETCH(bool, mirrored);
        CardFace face;
        face.name = QStringLiteral("A very long name that can not possibly fit in here");
        face.chips = {QStringLiteral("High"), QStringLiteral("lost property")};
        const CardLayout l = lay(face, {width, height}, QStringLiteral("in 18 min"),
                                 mirrored ? Qt::RightToLeft : Qt::LeftToRight);
        const QRect card(0, 0, width, height);
        QVERIFY(l.name.width() >= (width - 96) / 4); // who it is stays readable
        for (const QRect& part : {l.avatar, l.name, l.clock, l.text})
            QVERIFY2(card.contains(part), qPrintable(QDebug::toString(part)));
        const QList<QRect> apart{l.avatar, l.name, l.age, l.clock, l.text};
        for (int i = 0; i < apart.size(); ++i)
            for (int j = i + 1; j < apart.size(); ++j)
                QVERIFY(!apart[i].intersects(apart[j]));
        for (int i = 0; i < l.chipCount; ++i) {
            QVERIFY(card.contains(l.chips[static_cast<std::size_t>(i)]));
            QVERIFY(!l.chips[static_cast<std::size_t>(i)].intersects(l.text));
        }
        if (height == 60) QCOMPARE(l.chipCount, 0);
        if (mirrored) QVERIFY(l.avatar.left() > l.name.left());
    }
    void atMostTwoChipsAndOnlyWhatDeviates()
    {
        Card card;
        card.author = "Maria";
        card.lang = "en"; // the reader's own: tests run in the C locale
        card.priority = Priority::Normal;
        QVERIFY(CardFace::of(card).chips.isEmpty());
        card.priority = Priority::High;
        card.labels = {"delay", "refund", "press"};
        card.lang = "xx";
        const CardFace face = CardFace::of(card);
        QCOMPARE(face.chips.size(), 2);
        QCOMPARE(face.riskyChip, 0);
        QCOMPARE(face.chips.at(1), QStringLiteral("delay"));
    }
    void englishHasRealPlurals()
    {
        QCOMPARE(QCoreApplication::translate("qd::gui::TitleBar", "%n sources", nullptr, 1),
                 QStringLiteral("1 source"));
        QCOMPARE(QCoreApplication::translate("qd::gui::TitleBar", "%n sources", nullptr, 5),
                 QStringLiteral("5 sources"));
    }
    void initialsAreLettersOnly()
    {
        QCOMPARE(CardFace::initialsOf(QStringLiteral("Maria Keller")), QStringLiteral("MK"));
        QCOMPARE(CardFace::initialsOf(QStringLiteral("Carla & Nuno")), QStringLiteral("CN"));
        QCOMPARE(CardFace::initialsOf(QString()), QStringLiteral("·"));
    }
    void theClockIsCalmUntilItIsNot()
    {
        const UtcMillis due = kNow + 60min, risk = due - 12min; // a promise of an hour
        QCOMPARE(TimeWords::reading(std::nullopt, std::nullopt, kNow).face, ClockFace::None);
        QCOMPARE(TimeWords::reading(due, risk, kNow + 10min).face, ClockFace::Plain);
        QCOMPARE(TimeWords::reading(due, risk, kNow + 30min).face, ClockFace::Half);
        QCOMPARE(TimeWords::reading(due, risk, kNow + 48min).face, ClockFace::Risk);
        QCOMPARE(TimeWords::reading(due, risk, due).face, ClockFace::Risk); // met when stop <= due
        QCOMPARE(TimeWords::reading(due, risk, due + 1ms).face, ClockFace::Late);
        QVERIFY(TimeWords::reading(due, risk, due + 12min).words.contains(QStringLiteral("12")));
    }
};

static const Registered<CardTest> kCardTest;

} // namespace qd::gui::test

#include "card_test.moc"
