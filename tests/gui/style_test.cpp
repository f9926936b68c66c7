#include "gui/style/icons.h"
#include "gui/style/tokens.h"
#include "suite.h"

#include <QApplication>
#include <QDir>
#include <QRegularExpression>

namespace qd::gui::test {

class StyleTest final : public QObject {
    Q_OBJECT
private slots:
    void everyPairInUseIsReadable_data()
    {
        QTest::addColumn<int>("scheme");
        QTest::newRow("light") << static_cast<int>(Scheme::Light);
        QTest::newRow("dark") << static_cast<int>(Scheme::Dark);
        QTest::newRow("contrast") << static_cast<int>(Scheme::Contrast);
    }
    void everyPairInUseIsReadable()
    {
        QFETCH(int, scheme);
        const auto pairs = pairsInUse(tokensOf(static_cast<Scheme>(scheme)));
        QVERIFY(pairs.size() > 40);
        for (const ColourPair& pair : pairs) {
            const double ratio = contrastOf(pair.front, pair.back);
            QVERIFY2(ratio >= 4.5, qPrintable(QStringLiteral("%1: %2").arg(pair.name).arg(ratio)));
        }
    }
    void contrastIsTheStandardsOwn()
    {
        QCOMPARE(contrastOf(Qt::black, Qt::white), 21.0);
        QVERIFY(std::abs(contrastOf(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01);
    }
    void tokensAreTheDesignsColours()
    {
        const Tokens light = tokensOf(Scheme::Light), dark = tokensOf(Scheme::Dark);
        QCOMPARE(light.page, QColor(0xF6, 0xF7, 0xF9));
        QCOMPARE(light.accent, QColor(0x0A, 0x71, 0x6C));
        QCOMPARE(light.goals[static_cast<std::size_t>(GoalNature::Reputation)], QColor(0x7C, 0x3A, 0xED));
        QCOMPARE(light.goals[static_cast<std::size_t>(GoalNature::Marketing)], QColor(0xB5, 0x17, 0x9E));
        QCOMPARE(dark.page, QColor(0x12, 0x16, 0x1C));
        QCOMPARE(dark.breach, QColor(0xFF, 0x80, 0x80));
    }
    void themesSwitchLive()
    {
        QTemporaryDir home;
        QSettings settings(home.filePath(QStringLiteral("t.ini")), QSettings::IniFormat);
        auto* style = qobject_cast<DeskStyle*>(QApplication::style());
        Theme theme(*style, settings);
        theme.start(QStringLiteral("light"));
        QCOMPARE(QApplication::palette().color(QPalette::Base), QColor(0xFF, 0xFF, 0xFF));
        theme.choose(ThemeChoice::Dark);
        QCOMPARE(QApplication::palette().color(QPalette::Base), QColor(0x1A, 0x20, 0x28));
        Theme again(*style, settings);
        again.start({});
        QCOMPARE(again.choice(), ThemeChoice::Dark);
        again.start(QStringLiteral("light")); // the command line is not remembered
        QCOMPARE(QApplication::palette().color(QPalette::Base), QColor(0xFF, 0xFF, 0xFF));
    }
    void textScalesToTwice()
    {
        auto* style = qobject_cast<DeskStyle*>(QApplication::style());
        style->setTextScale(2.0);
        QCOMPARE(style->font(TextRole::Reading).pixelSize(), 30);
        QCOMPARE(style->metrics().card, 176);
        style->setTextScale(1.0);
        QCOMPARE(style->metrics().card, 88);
    }
    void iconsTakeTheColourTheyAreGiven()
    {
        const QImage picture = iconPixmap(QStringLiteral("check"), Qt::red, 24, 1.0).toImage();
        bool painted = false;
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x) {
                const QColor c = picture.pixelColor(x, y);
                if (c.alpha() < 200) continue;
                painted = true;
                QCOMPARE(c.rgb(), QColor(Qt::red).rgb());
            }
        QVERIFY(painted);
    }
    void noWidgetNamesAColour()
    {
        // Outside the tokens, a "#rrggbb" or a Qt colour constant would not follow the theme.
        const QDir root(QStringLiteral(QD_SOURCE_DIR "/src/gui"));
        const QRegularExpression colour(
            QStringLiteral("#[0-9A-Fa-f]{6}\\b|Qt::(red|blue|green|gray|darkGray|lightGray|yellow)\\b"));
        for (const QString& folder : root.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            for (const QString& name : QDir(root.filePath(folder)).entryList({QStringLiteral("*.cpp")})) {
                if (name == QLatin1String("tokens.cpp")) continue;
                QFile file(root.filePath(folder + QLatin1Char('/') + name));
                QVERIFY(file.open(QIODevice::ReadOnly));
                QVERIFY2(!colour.match(QString::fromUtf8(file.readAll())).hasMatch(), qPrintable(name));
            }
    }
};

static const Registered<StyleTest> kStyleTest;

} // namespace qd::gui::test

#include "style_test.moc"
