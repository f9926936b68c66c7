// Pictures of the desk on made-up work, one a theme and size, for people who change how it looks.
//   desk_gallery OUT_FOLDER            writes PNG files and ends
//   desk_gallery                       shows the window
#include "gui/conversation/conversation_pane.h"
#include "gui/firstrun/first_run.h"
#include "gui/queue/card_list_model.h"
#include "gui/queue/card_list_pane.h"
#include "gui/queue/card_list_view.h"
#include "gui/reply/composer.h"
#include "gui/shell/desk_translator.h"
#include "gui/shell/main_window.h"
#include "support/fake_desk.h"

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QElapsedTimer>
#include <QPlainTextEdit>
#include <QSettings>
#include <QTemporaryDir>

using namespace qd;
using namespace qd::gui;

namespace {

void settle(test::FakeDesk& desk, int ms = 350)
{
    QElapsedTimer time;
    time.start();
    while (!time.hasExpired(ms)) {
        desk.settle();
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    }
}

void shoot(QWidget& widget, const QString& folder, const QString& name)
{
    widget.grab().save(QDir(folder).filePath(name + QStringLiteral(".png")));
}

void shootDialog(MainWindow& window, test::FakeDesk& desk, const QString& action, const QString& folder,
                 const QString& name)
{
    window.actions().trigger(action);
    settle(desk);
    for (QDialog* dialog : window.findChildren<QDialog*>()) {
        if (!dialog->isVisible()) continue;
        shoot(*dialog, folder, name);
        dialog->reject();
    }
    settle(desk, 60);
}

class NoOpener final : public Opener {
public:
    Result<std::unique_ptr<Desk>> open(const OpenRequest&) override { return fail(Errc::NotFound, "none"); }
    Result<void> init(const InitRequest&) override { return {}; }
    Result<int> migrate(const std::string&) override { return 0; }
    Result<void> restore(const std::filesystem::path&, const std::string&, bool) override { return {}; }
    Inspect& inspect() override { std::abort(); }
    Bench& bench() override { std::abort(); }
};

void firstSteps(Theme& theme, QSettings& settings, UtcMillis now, const QString& folder)
{
    theme.choose(ThemeChoice::Light);
    for (const auto step : {FirstRun::Name, FirstRun::Goals, FirstRun::Connect, FirstRun::People}) {
        NoOpener opener;
        DeskOptions options;
        options.prepareDemo = []() -> Result<std::string> { return std::string(); };
        auto fake = std::make_unique<test::FakeDesk>(now, true);
        test::FakeDesk& desk = *fake;
        FirstRun flow(opener, options, settings, step == FirstRun::Name ? nullptr : std::move(fake), step);
        flow.show();
        if (step != FirstRun::Name) settle(desk, 150);
        shoot(flow, folder, QStringLiteral("first-run-%1").arg(step + 1));
    }
}

void pictures(test::FakeDesk& desk, Theme& theme, const Clock& clock, QSettings& settings,
              const QString& folder)
{
    for (const auto& [choice, label] : {std::pair{ThemeChoice::Light, "light"},
                                        {ThemeChoice::Dark, "dark"},
                                        {ThemeChoice::Contrast, "contrast"}}) {
        theme.choose(choice);
        for (const QSize size : {QSize(1440, 900), QSize(1024, 700)}) {
            MainWindow window(desk, theme, clock, settings);
            window.resize(size);
            window.show();
            settle(desk, 600);
            const QString name = QStringLiteral("%1-%2").arg(QLatin1String(label)).arg(size.width());
            shoot(window, folder, name + QStringLiteral("-desk"));
            if (choice == ThemeChoice::Contrast) continue;
            window.actions().trigger(QStringLiteral("next"));
            settle(desk, 400);
            shoot(window, folder, name + QStringLiteral("-story"));
            window.showScope({.kind = ScopeKind::Unassigned}, QStringLiteral("Unassigned"));
            settle(desk, 500);
            window.conversation().composer().startNote();
            window.conversation()
                .composer()
                .findChild<QPlainTextEdit*>(QStringLiteral("noteText"))
                ->setPlainText(QStringLiteral("Ops says the lift is repaired on Thursday."));
            settle(desk, 300);
            shoot(window, folder, name + QStringLiteral("-note"));
            if (size.width() != 1440) continue;
            window.conversation().composer().startReply();
            shootDialog(window, desk, QStringLiteral("palette"), folder, name + QStringLiteral("-palette"));
            shootDialog(window, desk, QStringLiteral("keys"), folder, name + QStringLiteral("-keys"));
            shootDialog(window, desk, QStringLiteral("outbox"), folder, name + QStringLiteral("-outbox"));
            shootDialog(window, desk, QStringLiteral("settings"), folder, name + QStringLiteral("-settings"));
            shootDialog(window, desk, QStringLiteral("accounts"), folder, name + QStringLiteral("-accounts"));
            window.actions().trigger(QStringLiteral("star"));
            settle(desk);
            shoot(window, folder, name + QStringLiteral("-undo"));
            window.showScope({.kind = ScopeKind::Search, .query = "delya"}, QStringLiteral("Search"));
            settle(desk);
            shoot(window, folder, name + QStringLiteral("-empty"));
        }
    }
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("quarterdeck-gallery"));
    auto* style = new DeskStyle;
    QApplication::setStyle(style);
    DeskTranslator english;
    if (english.load(QStringLiteral(":/quarterdeck/i18n/quarterdeck_en.qm")))
        QApplication::installTranslator(&english);
    QTemporaryDir home;
    QSettings settings(home.filePath(QStringLiteral("gallery.ini")), QSettings::IniFormat);
    const SystemClock clock;
    test::FakeDesk desk(clock.now());
    Theme theme(*style, settings);
    theme.start(QStringLiteral("light"));
    if (argc > 1) {
        QDir().mkpath(QString::fromLocal8Bit(argv[1]));
        pictures(desk, theme, clock, settings, QString::fromLocal8Bit(argv[1]));
        firstSteps(theme, settings, clock.now(), QString::fromLocal8Bit(argv[1]));
        theme.setTextScale(2.0);
        MainWindow large(desk, theme, clock, settings);
        large.resize(1440, 900);
        large.show();
        settle(desk, 600);
        shoot(large, QString::fromLocal8Bit(argv[1]), QStringLiteral("light-1440-text200"));
        return 0;
    }
    MainWindow window(desk, theme, clock, settings);
    window.show();
    return QApplication::exec();
}
