#include "gui/shell/main_window.h"

#include "gui/conversation/conversation_pane.h"
#include "gui/conversation/profile_pane.h"
#include "gui/conversation/thread_view.h"
#include "gui/queue/card_list_model.h"
#include "gui/queue/card_list_pane.h"
#include "gui/queue/card_list_view.h"
#include "gui/queue/rail_view.h"
#include "gui/reply/composer.h"
#include "gui/shell/banner.h"
#include "gui/shell/key_dispatcher.h"
#include "gui/shell/outbox_panel.h"
#include "gui/shell/title_bar.h"
#include "gui/shell/undo_bar.h"
#include "gui/style/icons.h"
#include "gui/words/desk_words.h"

#include <QCloseEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QSettings>
#include <QSplitter>
#include <QVBoxLayout>

namespace qd::gui {

namespace {
constexpr int kRailNarrowBelow = 1200;
constexpr int kProfileDrawerBelow = 1280;
} // namespace

MainWindow::MainWindow(Desk& desk, Theme& theme, const Clock& clock, QSettings& settings, QWidget* parent)
    : QMainWindow(parent)
    , m_theme(theme)
    , m_settings(settings)
    , m_bridge(desk)
    , m_pictures(m_bridge)
    , m_context{m_bridge, m_pictures, clock, settings}
    , m_actions(settings)
{
    setObjectName(QStringLiteral("desk"));
    setWindowTitle(tr("Quarterdeck"));
    setWindowIcon(icon(QStringLiteral("anchor"), IconTint::Accent));
    setMinimumSize(900, 560);
    m_pictures.setEnabled(!settings.value(QStringLiteral("desk/noPictures")).toBool());
    registerActions();
    build();
    joinParts();
    restorePanes();
    fillPersonMenu();
    askOverview();
    askConfiguration();
    askSources();
}

MainWindow::~MainWindow()
{
    // Children go before the members they were lent.
    delete m_keys;
    delete takeCentralWidget();
}

void MainWindow::build()
{
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_title = new TitleBar(m_bridge.me(), page);
    m_banner = new Banner(page);
    column->addWidget(m_title);
    column->addWidget(m_banner);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    m_railModel = new RailModel(page);
    m_rail = new RailView(*m_railModel, page);
    row->addWidget(m_rail);
    m_splitter = new QSplitter(page);
    m_splitter->setObjectName(QStringLiteral("panes"));
    m_splitter->setChildrenCollapsible(false);
    m_list = new CardListPane(m_context, m_splitter);
    m_conversation = new ConversationPane(m_context, m_actions, m_splitter);
    m_profile = new ProfilePane(m_context, m_splitter);
    m_splitter->setStretchFactor(1, 1);
    row->addWidget(m_splitter, 1);
    column->addLayout(row, 1);
    setCentralWidget(page);
    m_undoBar = new UndoBar(page);
    m_keys = new KeyDispatcher(m_actions, *this);
    m_keys->addDeskPane(m_list);
    m_keys->addDeskPane(&m_conversation->thread());
    m_keys->addDeskPane(m_rail);
    m_keys->addDeskPane(m_profile);
    m_conversation->close(QStringLiteral("mine"), tr("Choose a conversation to read it."));
    QWidget::setTabOrder(&m_title->search(), m_rail);
    QWidget::setTabOrder(m_rail, &m_list->view());
}

void MainWindow::joinParts()
{
    m_overviewSoon.setSingleShot(true);
    m_overviewSoon.setInterval(100);
    connect(&m_overviewSoon, &QTimer::timeout, this, &MainWindow::askOverview);
    connect(&m_bridge, &DeskBridge::countsChanged, &m_overviewSoon, qOverload<>(&QTimer::start));
    connect(&m_bridge, &DeskBridge::setUpChanged, this, &MainWindow::askConfiguration);
    connect(&m_bridge, &DeskBridge::sourcesChanged, this, &MainWindow::askSources);
    m_minute.setInterval(30'000);
    connect(&m_minute, &QTimer::timeout, this, &MainWindow::askOverview); // at risk and late depend on now
    m_minute.start();

    connect(m_rail, &RailView::chosen, this, [this](const RailEntry& entry) {
        if (entry.kind == RailEntry::Kind::Outbox) {
            m_rail->show(m_list->scope());
            showOutbox();
            return;
        }
        m_title->clearSearch();
        showScope(entry.scope, entry.name);
    });
    connect(m_list, &CardListPane::currentChanged, this, [this](qint64 id) {
        const Card* card = m_list->currentCard();
        if (card && card->id.value == id) m_conversation->open(*card);
        else if (id == 0)
            m_conversation->close(
                QStringLiteral("done"),
                m_list->model().rowCount()
                    ? tr("That was the last one here. Press k for the one above, or choose another list.")
                    : tr("Choose a conversation to read it."));
    });
    connect(m_list, &CardListPane::activated, this, [this](qint64) { m_conversation->thread().setFocus(); });
    connect(m_list, &CardListPane::failed, this, &MainWindow::tellFault);
    connect(m_list, &CardListPane::takeNextWanted, this, &MainWindow::takeNext);
    connect(m_list, &CardListPane::suggestionTaken, this, [this](const QString& query) {
        m_title->search().setText(query);
        showSearch(query, false);
    });
    connect(m_conversation, &ConversationPane::failed, this, &MainWindow::tellFault);
    connect(m_conversation, &ConversationPane::shown, m_profile, &ProfilePane::show);
    connect(m_conversation, &ConversationPane::closed, m_profile, &ProfilePane::clear);
    connect(m_conversation, &ConversationPane::outboxUndone, this, [this](qint64 id) {
        if (m_conversation->current().value == id) m_conversation->composer().reload();
    });
    connect(m_profile, &ProfilePane::openWanted, this, &MainWindow::openConversation);
    ComposerBox& composer = m_conversation->composer();
    connect(&composer, &ComposerBox::sent, this, &MainWindow::afterSend);
    connect(&composer, &ComposerBox::refused, this, &MainWindow::showCollision);
    connect(&composer, &ComposerBox::noted, this, [this] {
        m_conversation->refresh();
        m_conversation->thread().setFocus();
    });
    connect(m_title, &TitleBar::searchChanged, this, &MainWindow::showSearch);
    connect(m_title, &TitleBar::searchLeft, this, [this] { m_list->view().setFocus(); });
    connect(m_title, &TitleBar::sourcesWanted, this, [this] { showSettings(QStringLiteral("accounts")); });
    connect(&m_theme, &Theme::changed, this, [this] {
        m_rail->setNarrow(m_rail->isNarrow());
        fitToWidth();
        update();
    });
}

void MainWindow::fillPersonMenu()
{
    QMenu& menu = m_title->menu();
    for (const char* id : {"outbox", "settings", "theme", "keys", "palette", "quit"}) {
        const DeskAction* action = m_actions.find(QLatin1String(id));
        if (!action) continue;
        const QString name = QLatin1String(id);
        menu.addAction(icon(action->icon, IconTint::Second),
                       action->key.isEmpty() ? action->name : action->name + QLatin1Char('\t') + action->key,
                       this, [this, name] { m_actions.trigger(name); });
    }
}

bool MainWindow::nextOpens() const
{
    return m_settings.value(QStringLiteral("desk/nextOpens"), true).toBool();
}

void MainWindow::tellFault(const QString& sentence) { m_banner->fault(sentence); }

void MainWindow::showScope(const ListScope& scope, const QString& title)
{
    m_rail->show(scope);
    m_list->open(scope, title);
}

void MainWindow::showFirstMention()
{
    for (const QueueLine& line : m_overview.queues)
        if (line.work() > 0) {
            showScope({.kind = ScopeKind::Queue, .queue = line.queue.id},
                      QString::fromStdString(line.queue.name));
            break;
        }
    m_list->view().setFocus();
}

void MainWindow::showSearch(const QString& query, bool typing)
{
    if (query.isEmpty()) {
        if (m_list->scope().kind == ScopeKind::Search && m_titleBeforeSearch.size())
            showScope(m_beforeSearch, m_titleBeforeSearch);
        m_titleBeforeSearch.clear();
        return;
    }
    if (m_titleBeforeSearch.isEmpty()) {
        m_beforeSearch = m_list->scope();
        const int row = m_railModel->rowOf(m_beforeSearch);
        m_titleBeforeSearch =
            row >= 0 ? m_railModel->entryAt(row).name : tr("Mine", "conversations assigned to me");
        if (row < 0) m_beforeSearch = {.kind = ScopeKind::Mine};
    }
    showScope({.kind = ScopeKind::Search, .query = query.toStdString(), .asYouType = typing}, tr("Search"));
}

void MainWindow::openConversation(qint64 id)
{
    if (m_list->holds({id})) m_list->select({id});
    else m_conversation->open(ConversationId{id});
    m_conversation->thread().setFocus();
}

void MainWindow::askOverview()
{
    const quint64 turn = ++m_overviewTurn;
    m_bridge.ask<DeskOverview>(
        this, [](Desk& desk, Reply<DeskOverview> reply) { desk.inbox().overview(std::move(reply)); },
        [turn](MainWindow& self, Result<DeskOverview> overview) {
            if (turn != self.m_overviewTurn) return;
            if (overview) self.acceptOverview(*overview);
            else self.tellFault(DeskWords::error(overview.error()));
        });
}

void MainWindow::acceptOverview(const DeskOverview& overview)
{
    m_overview = overview;
    m_title->setOverview(overview, m_context.clock.now());
    setWindowTitle(
        tr("%1 – Quarterdeck", "%1 is the organisation").arg(QString::fromStdString(overview.organisation)));
    m_railModel->update(overview);
    m_list->setOverview(overview);
    if (m_outbox) m_outbox->setHeld(overview.sendingHeld);
    if (overview.sendingHeld)
        m_banner->stand(tr("All sending is held. %n answers are kept and nothing goes out.", nullptr,
                           static_cast<int>(overview.outboxWaiting + overview.outboxTrouble)),
                        tr("Open the outbox"), [this] { showOutbox(); });
    else if (!m_signInWanted) m_banner->clearStanding();
    if (m_firstMentionWanted && std::any_of(overview.queues.begin(), overview.queues.end(),
                                            [](const QueueLine& line) { return line.work() > 0; })) {
        m_firstMentionWanted = m_firstOverview = false;
        showFirstMention();
        return;
    }
    if (!std::exchange(m_firstOverview, false)) return;
    // The day starts where work is: mine, else the first queue that has some.
    if (overview.mine > 0 || overview.queues.empty()) {
        showScope({.kind = ScopeKind::Mine}, tr("Mine", "conversations assigned to me"));
    } else {
        const QueueLine* line = &overview.queues.front();
        for (const QueueLine& other : overview.queues)
            if (line->work() == 0 && other.work() > 0) line = &other;
        showScope({.kind = ScopeKind::Queue, .queue = line->queue.id},
                  QString::fromStdString(line->queue.name));
    }
    m_list->view().setFocus();
}

void MainWindow::askConfiguration()
{
    m_bridge.ask<Configuration>(
        this, [](Desk& desk, Reply<Configuration> reply) { desk.setUp().configuration(std::move(reply)); },
        [](MainWindow& self, Result<Configuration> configuration) {
            if (configuration) self.m_configuration = std::move(*configuration);
        });
}

void MainWindow::askSources()
{
    m_bridge.ask<std::vector<AccountLine>>(
        this,
        [](Desk& desk, Reply<std::vector<AccountLine>> reply) { desk.sources().accounts(std::move(reply)); },
        [](MainWindow& self, Result<std::vector<AccountLine>> lines) {
            if (!lines) return;
            self.m_signInWanted = false;
            for (const AccountLine& line : *lines) {
                if (line.account.state != AccountState::NeedsSignIn) continue;
                self.m_signInWanted = true;
                self.m_banner->stand(tr("%1 signed us out. %n answers are kept.", nullptr,
                                        static_cast<int>(self.m_overview.outboxWaiting))
                                         .arg(DeskWords::platform(line.account.platform)),
                                     tr("Sign in again"),
                                     [&self] { self.showSettings(QStringLiteral("accounts")); });
                return;
            }
            if (!self.m_overview.sendingHeld) self.m_banner->clearStanding();
        });
}

void MainWindow::restorePanes()
{
    if (!restoreGeometry(m_settings.value(QStringLiteral("window/geometry")).toByteArray()))
        resize(1440, 900);
    m_profileWanted = m_settings.value(QStringLiteral("window/profile"), true).toBool();
    m_splitter->setSizes({384, 640, 288});
    m_splitter->restoreState(m_settings.value(QStringLiteral("window/panes")).toByteArray());
    m_splitter->setHandleWidth(1);
    fitToWidth();
}

void MainWindow::fitToWidth()
{
    const double scale =
        DeskStyle::of(this).metrics().scale; // big letters need the room that a wide window has
    const bool narrow = width() < kRailNarrowBelow * scale;
    if (m_rail->isNarrow() != narrow) m_rail->setNarrow(narrow);
    const bool room = width() >= kProfileDrawerBelow * scale;
    const bool drawer = m_profile->parentWidget() != m_splitter;
    if (room && drawer) {
        m_splitter->addWidget(m_profile);
        m_splitter->setSizes({384, width() - 216 - 384 - 288, 288});
        m_profile->setVisible(m_profileWanted);
    } else if (!room && !drawer) {
        m_profile->setParent(centralWidget());
        m_profile->hide();
    } else if (room) {
        m_profile->setVisible(m_profileWanted);
    }
    if (!room) {
        m_profile->setGeometry(width() - 300, m_splitter->mapTo(centralWidget(), QPoint()).y(), 300,
                               m_splitter->height());
        m_profile->raise();
    }
    m_undoBar->place();
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    if (m_undoBar) fitToWidth();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_conversation->composer().flushDrafts();
    m_settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    m_settings.setValue(QStringLiteral("window/profile"), m_profileWanted);
    if (m_profile->parentWidget() == m_splitter)
        m_settings.setValue(QStringLiteral("window/panes"), m_splitter->saveState());
    event->accept();
}

void MainWindow::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), DeskStyle::of(this).tokens().page);
}

} // namespace qd::gui
