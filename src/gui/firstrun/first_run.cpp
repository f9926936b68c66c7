#include "gui/firstrun/first_run.h"

#include "gui/firstrun/account_form.h"
#include "gui/firstrun/first_run_pages.h"
#include "gui/style/desk_style.h"
#include "gui/style/icons.h"
#include "gui/words/desk_words.h"

#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QThreadPool>
#include <QVBoxLayout>

namespace qd::gui {

namespace {
constexpr const char* kStepKey = "firstRun/step";
}

FirstRun::FirstRun(Opener& opener, const DeskOptions& options, QSettings& settings,
                   std::unique_ptr<Desk> desk, Step step, QWidget* parent)
    : QDialog(parent)
    , m_opener(opener)
    , m_options(options)
    , m_settings(settings)
    , m_step(step)
{
    setObjectName(QStringLiteral("firstRun"));
    setWindowTitle(tr("Quarterdeck"));
    setAccessibleName(tr("First steps"));
    setWindowIcon(icon(QStringLiteral("anchor"), IconTint::Accent));
    build();
    if (desk) adopt(std::move(desk));
    showStep(step);
    resize(640, 520);
}

FirstRun::~FirstRun()
{
    // The pool's thread may be opening a workspace for us still.
    if (m_busy) QThreadPool::globalInstance()->waitForDone(10'000);
    m_bridge.reset();
}

void FirstRun::build()
{
    const DeskStyle& style = DeskStyle::of(this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(48, 40, 48, 32);
    column->setSpacing(8);
    auto* top = new QHBoxLayout;
    auto* anchor = new QLabel;
    anchor->setPixmap(iconPixmap(QStringLiteral("anchor"), style.tokens().accent, 28, devicePixelRatioF()));
    m_progress = new QLabel;
    m_progress->setFont(style.font(TextRole::Meta));
    m_progress->setForegroundRole(QPalette::PlaceholderText);
    m_progress->setObjectName(QStringLiteral("stepOf"));
    top->addWidget(anchor);
    top->addStretch(1);
    top->addWidget(m_progress);
    column->addLayout(top);
    column->addSpacing(12);
    m_title = new QLabel;
    m_title->setObjectName(QStringLiteral("stepTitle"));
    m_title->setFont(style.font(TextRole::Title));
    m_title->setWordWrap(true);
    column->addWidget(m_title);
    m_words = new QLabel;
    m_words->setWordWrap(true);
    m_words->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(m_words);
    column->addSpacing(16);
    m_pages = new QStackedWidget;
    m_name = new NamePage;
    m_goals = new GoalsPage;
    m_account = new AccountForm;
    m_people = new PeoplePage;
    for (QWidget* page : std::initializer_list<QWidget*>{m_name, m_goals, m_account, m_people})
        m_pages->addWidget(page);
    column->addWidget(m_pages);
    m_error = new QLabel;
    m_error->setObjectName(QStringLiteral("firstRunError"));
    m_error->setWordWrap(true);
    m_error->setTextFormat(Qt::PlainText);
    m_error->hide();
    column->addWidget(m_error);
    column->addStretch(1);
    auto* buttons = new QHBoxLayout;
    const auto add = [&](const char* name) {
        auto* button = new QPushButton;
        button->setObjectName(QLatin1String(name));
        buttons->addWidget(button);
        return button;
    };
    m_demoButton = add("useDemo");
    m_demoButton->setText(tr("Show me the demo instead"));
    m_demoButton->setAccessibleName(m_demoButton->text());
    buttons->addStretch(1);
    m_skip = add("skipStep");
    setButtonKind(m_skip, ButtonKind::Quiet);
    m_skip->setText(tr("Skip"));
    m_skip->setAccessibleName(tr("Skip this step"));
    m_next = add("nextStep");
    setButtonKind(m_next, ButtonKind::Primary);
    m_next->setDefault(true);
    column->addLayout(buttons);
    connect(m_next, &QPushButton::clicked, this, &FirstRun::goOn);
    connect(m_skip, &QPushButton::clicked, this, &FirstRun::skip);
    connect(m_demoButton, &QPushButton::clicked, this, &FirstRun::openDemo);
    connect(m_account, &AccountForm::connected, this, &FirstRun::finishStep);
    connect(m_account, &AccountForm::busyChanged, this, &FirstRun::setBusy);
}

void FirstRun::showStep(Step step)
{
    m_step = step;
    m_settings.setValue(QLatin1String(kStepKey), static_cast<int>(step));
    m_pages->setCurrentIndex(step);
    m_error->hide();
    m_progress->setText(tr("Step %1 of %2").arg(step + 1).arg(static_cast<int>(StepCount)));
    m_demoButton->setVisible(bool(m_options.prepareDemo) && (step == Connect || step == Name));
    QString next;
    switch (step) {
    case Name:
        m_title->setText(tr("Welcome aboard"));
        m_words->setText(
            tr("What is your organisation called, and which clock does it live by? Press Enter to go on."));
        next = tr("Continue");
        m_name->start();
        break;
    case Goals:
        m_title->setText(tr("What matters first?"));
        m_words->setText(tr("Everything that arrives is sorted into queues of these goals, the most "
                            "important first. Press Enter to accept them."));
        next = tr("Accept the goals");
        m_goals->start();
        break;
    case Connect:
        m_title->setText(tr("Where do people write to you?"));
        m_words->setText(tr("Connect one account now; more can follow in the settings."));
        next = tr("Connect");
        m_account->start();
        break;
    case People:
        m_title->setText(tr("Who answers?"));
        m_words->setText(tr("You do. Name colleagues who work here too, or press Enter to begin alone."));
        next = tr("Open the desk");
        m_people->start();
        break;
    case StepCount: break;
    }
    m_next->setText(next);
    m_next->setAccessibleName(next);
    m_skip->setVisible(step != Name);
}

void FirstRun::goOn()
{
    if (m_busy) return;
    m_error->hide();
    switch (m_step) {
    case Name:
        if (m_desk) finishStep();
        else makeWorkspace();
        return;
    case Goals: {
        if (!m_goals->isChanged()) return finishStep();
        setBusy(true);
        const std::vector<Goal> goals = m_goals->goals();
        for (std::size_t i = 0; i < goals.size(); ++i) {
            const bool last = i + 1 == goals.size();
            m_bridge->ask<Goal>(
                this, [&](Desk& desk, Reply<Goal> reply) { desk.setUp().save(goals[i], std::move(reply)); },
                [last](FirstRun& self, Result<Goal> saved) {
                    if (!saved) {
                        self.setBusy(false);
                        self.say(DeskWords::error(saved.error()));
                    } else if (last && self.m_error->isHidden()) {
                        self.setBusy(false);
                        self.finishStep();
                    }
                });
        }
        return;
    }
    case Connect: m_account->submit(*m_bridge); return;
    case People: {
        const std::vector<Person> people = m_people->people();
        if (people.empty()) return finishStep();
        setBusy(true);
        for (std::size_t i = 0; i < people.size(); ++i) {
            const bool last = i + 1 == people.size();
            m_bridge->ask<Person>(
                this,
                [&](Desk& desk, Reply<Person> reply) { desk.setUp().save(people[i], std::move(reply)); },
                [last](FirstRun& self, Result<Person> saved) {
                    if (!saved) {
                        self.setBusy(false);
                        self.say(DeskWords::error(saved.error()));
                    } else if (last && self.m_error->isHidden()) {
                        self.setBusy(false);
                        self.finishStep();
                    }
                });
        }
        return;
    }
    case StepCount: return;
    }
}

void FirstRun::skip()
{
    if (!m_busy) finishStep();
}

void FirstRun::finishStep()
{
    if (m_step + 1 < StepCount) {
        showStep(static_cast<Step>(m_step + 1));
        return;
    }
    m_settings.remove(QLatin1String(kStepKey));
    accept();
}

void FirstRun::makeWorkspace()
{
    if (m_name->organisation().isEmpty()) return say(tr("Type a name first; it can be changed later."));
    setBusy(true);
    const InitRequest init{.workspace = m_options.workspace,
                           .organisation = m_name->organisation().toStdString(),
                           .timezone = m_name->timezone().toStdString()};
    const OpenRequest open{
        .workspace = m_options.workspace, .person = m_options.person, .poll = m_options.poll};
    QPointer<FirstRun> guard(this);
    Opener* opener = &m_opener; // outlives the flow
    QThreadPool::globalInstance()->start([guard, opener, init, open] {
        auto made = opener->init(init);
        auto desk = std::make_shared<Result<std::unique_ptr<Desk>>>(
            made ? opener->open(open) : Result<std::unique_ptr<Desk>>(fail(made.error())));
        onGuiThread(guard, [desk](FirstRun& self) {
            self.setBusy(false);
            if (!*desk) return self.say(DeskWords::error(desk->error(), tr("Nothing was made.")));
            self.adopt(std::move(**desk));
            self.finishStep();
        });
    });
}

void FirstRun::openDemo()
{
    if (m_busy || !m_options.prepareDemo) return;
    setBusy(true);
    QPointer<FirstRun> guard(this);
    Opener* opener = &m_opener;
    QThreadPool::globalInstance()->start(
        [guard, opener, prepare = m_options.prepareDemo, person = m_options.person, poll = m_options.poll] {
            const Result<std::string> workspace = prepare();
            auto desk = std::make_shared<Result<std::unique_ptr<Desk>>>(
                workspace ? opener->open({.workspace = *workspace, .person = person, .poll = poll})
                          : Result<std::unique_ptr<Desk>>(fail(workspace.error())));
            onGuiThread(guard, [desk](FirstRun& self) {
                self.setBusy(false);
                if (!*desk) return self.say(DeskWords::error(desk->error()));
                self.m_demo = true;
                self.adopt(std::move(**desk));
                self.accept();
            });
        });
}

void FirstRun::adopt(std::unique_ptr<Desk> desk)
{
    m_bridge.reset();
    m_desk = std::move(desk);
    m_bridge = std::make_unique<DeskBridge>(*m_desk);
    m_bridge->ask<Configuration>(
        this, [](Desk& d, Reply<Configuration> reply) { d.setUp().configuration(std::move(reply)); },
        [](FirstRun& self, Result<Configuration> configuration) {
            if (!configuration) return;
            self.m_goals->fill(configuration->goals);
            if (self.m_step == Goals) self.m_goals->start();
        });
}

std::unique_ptr<Desk> FirstRun::takeDesk()
{
    m_bridge.reset();
    return std::move(m_desk);
}

void FirstRun::setBusy(bool busy)
{
    m_busy = busy;
    m_next->setEnabled(!busy);
    m_skip->setEnabled(!busy);
    m_demoButton->setEnabled(!busy);
}

void FirstRun::say(const QString& sentence)
{
    QPalette colours = m_error->palette();
    colours.setColor(QPalette::WindowText, DeskStyle::of(this).tokens().breach);
    m_error->setPalette(colours);
    m_error->setText(sentence);
    m_error->show();
}

void FirstRun::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), DeskStyle::of(this).tokens().surface);
}

} // namespace qd::gui
