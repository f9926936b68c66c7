#include "gui/shell/desk_translator.h"
#include "suite.h"

#include <QApplication>

#include <cstdio>
#include <memory>

namespace qd::gui::test {
std::vector<std::function<QObject*()>>& SuiteList::all()
{
    static std::vector<std::function<QObject*()>> suites;
    return suites;
}
} // namespace qd::gui::test

/// gui_test [SUITE [QtTest's own arguments]]
int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    QApplication::setStyle(new qd::gui::DeskStyle);
    qd::gui::DeskTranslator english;
    if (english.load(QStringLiteral(":/quarterdeck/i18n/quarterdeck_en.qm")))
        QApplication::installTranslator(&english);
    const QString wanted = argc > 1 ? QString::fromLocal8Bit(argv[1]) : QString();
    QStringList rest{QString::fromLocal8Bit(argv[0])};
    for (int i = 2; i < argc; ++i)
        rest << QString::fromLocal8Bit(argv[i]);
    int ran = 0, failed = 0;
    for (const auto& make : qd::gui::test::SuiteList::all()) {
        const std::unique_ptr<QObject> suite(make());
        if (!wanted.isEmpty() && !QString::fromLatin1(suite->metaObject()->className()).endsWith(wanted))
            continue;
        ++ran;
        failed += QTest::qExec(suite.get(), rest) != 0;
    }
    if (ran == 0) std::fputs("no such suite\n", stderr);
    return ran == 0 || failed ? 1 : 0;
}
