#include "quarterdeck/gui/run_desk.h"

#include "gui/firstrun/first_run.h"
#include "gui/shell/desk_translator.h"
#include "gui/shell/main_window.h"
#include "gui/style/theme.h"
#include "gui/words/desk_words.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QMessageBox>
#include <QSettings>
#include <QTranslator>

namespace qd {

using namespace gui;

namespace {

/// English too is a translation: it brings the plural forms.
void loadLanguage(QApplication& app, const std::string& wanted)
{
    const QLocale locale = wanted.empty() ? QLocale::system() : QLocale(QString::fromStdString(wanted));
    QLocale::setDefault(locale);
    auto* ours = new DeskTranslator(&app);
    if (ours->load(locale, QStringLiteral("quarterdeck"), QStringLiteral("_"),
                   QStringLiteral(":/quarterdeck/i18n")) ||
        ours->load(QStringLiteral(":/quarterdeck/i18n/quarterdeck_en.qm")))
        QApplication::installTranslator(ours);
    auto* qts = new QTranslator(&app);
    if (qts->load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                  QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QApplication::installTranslator(qts);
    QApplication::setLayoutDirection(locale.textDirection());
}

int showWindow(Desk& desk, Theme& theme, QSettings& settings, bool fresh)
{
    const SystemClock clock;
    MainWindow window(desk, theme, clock, settings);
    if (fresh) window.expectFirstMention();
    window.show();
    return QApplication::exec();
}

} // namespace

int runDesk(Opener& opener, const DeskOptions& options, int& argc, char** argv)
{
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("quarterdeck"));
    QApplication::setApplicationDisplayName(QStringLiteral("Quarterdeck"));
    QApplication::setOrganizationName(QStringLiteral("quarterdeck"));
    QGuiApplication::setDesktopFileName(QStringLiteral("quarterdeck"));
    loadLanguage(app, options.language);
    auto* style = new DeskStyle; // the application owns it
    QApplication::setStyle(style);
    QSettings settings;
    Theme theme(*style, settings);
    theme.start(QString::fromStdString(options.theme));

    auto opened =
        opener.open({.workspace = options.workspace, .person = options.person, .poll = options.poll});
    const bool missing = !opened && opened.error().code == Errc::NotFound;
    if (!opened && !missing) {
        QMessageBox::critical(nullptr,
                              QCoreApplication::translate("runDesk", "Quarterdeck cannot open its workspace"),
                              DeskWords::error(opened.error()));
        return 1;
    }
    const int step = settings.value(QStringLiteral("firstRun/step"), -1).toInt();
    const bool resume = opened && step > FirstRun::Name && step < FirstRun::StepCount &&
                        settings.value(QStringLiteral("firstRun/workspace")).toString() ==
                            QString::fromStdString(options.workspace);
    std::unique_ptr<Desk> desk = opened ? std::move(*opened) : nullptr;
    bool fresh = false;
    if (missing || resume) {
        settings.setValue(QStringLiteral("firstRun/workspace"), QString::fromStdString(options.workspace));
        FirstRun first(opener, options, settings, std::move(desk),
                       resume ? static_cast<FirstRun::Step>(step) : FirstRun::Name);
        const bool done = first.exec() == QDialog::Accepted;
        desk = first.takeDesk();
        if (!desk || !done) return 0; // what was done is kept; the next start goes on there
        fresh = true;
    }
    return showWindow(*desk, theme, settings, fresh);
}

} // namespace qd
