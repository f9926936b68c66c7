#include "gui/queue/card_list_pane.h"

#include "gui/bridge/desk_bridge.h"
#include "gui/bridge/picture_loader.h"
#include "gui/queue/card_delegate.h"
#include "gui/queue/card_list_model.h"
#include "gui/queue/card_list_view.h"
#include "gui/shell/empty_state.h"
#include "gui/style/desk_style.h"
#include "gui/style/icons.h"
#include "gui/words/desk_words.h"

#include <QComboBox>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace qd::gui {

namespace {
constexpr int kPage = 60;
constexpr int kLongestRefresh = 300;
} // namespace

CardListPane::CardListPane(DeskContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(new CardListModel(context.clock, this))
{
    setObjectName(QStringLiteral("listPane"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    setMinimumWidth(300);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildHead();
    buildList();

    m_skeletonSoon.setSingleShot(true);
    m_skeletonSoon.setInterval(300);
    connect(&m_skeletonSoon, &QTimer::timeout, this, [this] { m_stack->setCurrentWidget(m_skeleton); });
    m_tick.setInterval(15'000);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        m_view->viewport()->update(); // clocks and ages
        showWhatThereIs();
    });
    m_tick.start();
    m_refreshSoon.setSingleShot(true);
    m_refreshSoon.setInterval(100);
    connect(&m_refreshSoon, &QTimer::timeout, this, [this] { ask(false); });
    connect(&context.bridge, &DeskBridge::listsChanged, &m_refreshSoon, qOverload<>(&QTimer::start));
    connect(&context.pictures, &PictureLoader::ready, this, [this](const QString& url) {
        m_model->setAvatar(url, m_context.pictures.picture(url, {128, 128}));
    });
}

void CardListPane::buildHead()
{
    const DeskStyle& style = DeskStyle::of(this);
    auto* head = new QWidget(this);
    auto* rows = new QVBoxLayout(head);
    rows->setContentsMargins(16, 12, 16, 10);
    rows->setSpacing(8);
    auto* line = new QHBoxLayout;
    m_titleLabel = new QLabel(head);
    m_titleLabel->setObjectName(QStringLiteral("listTitle"));
    m_titleLabel->setFont(style.font(TextRole::ReadingBold));
    m_titleLabel->setTextFormat(Qt::PlainText);
    m_countLabel = new QLabel(head);
    m_countLabel->setObjectName(QStringLiteral("listCounts"));
    m_countLabel->setFont(style.font(TextRole::Meta));
    m_countLabel->setForegroundRole(QPalette::PlaceholderText);
    m_countLabel->setTextFormat(Qt::PlainText);
    line->addWidget(m_titleLabel, 1);
    line->addWidget(m_countLabel);
    rows->addLayout(line);

    auto* filters = new QHBoxLayout;
    filters->setSpacing(4);
    const auto box = [&](const char* name, const QString& spoken) {
        auto* combo = new QComboBox(head);
        combo->setObjectName(QLatin1String(name));
        combo->setAccessibleName(spoken);
        combo->setToolTip(spoken);
        setButtonKind(combo, ButtonKind::Quiet);
        combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        combo->setMinimumContentsLength(7);
        filters->addWidget(combo, 1);
        return combo;
    };
    m_status = box("filterStatus", tr("Which conversations"));
    m_status->addItem(tr("Open", "filter"), static_cast<int>(ScopeKind::Queue));
    m_status->addItem(tr("Waiting", "filter"), static_cast<int>(ScopeKind::Waiting));
    m_status->addItem(tr("Resolved", "filter"), static_cast<int>(ScopeKind::Resolved));
    m_status->addItem(tr("Everything", "filter"), static_cast<int>(ScopeKind::All));
    m_platform = box("filterPlatform", tr("Which platform"));
    m_platform->addItem(tr("All platforms"), QString());
    for (const char* code : {"mastodon", "bluesky", "feed"})
        m_platform->addItem(DeskWords::platform(code), QLatin1String(code));
    m_sort = box("filterSort", tr("In which order"));
    m_sort->addItem(tr("Due first"), false);
    m_sort->addItem(tr("Newest first"), true);
    for (QComboBox* combo : {m_status, m_platform, m_sort})
        connect(combo, &QComboBox::currentIndexChanged, this, &CardListPane::filtersChanged);
    rows->addLayout(filters);
    layout()->addWidget(head);
}

void CardListPane::buildList()
{
    m_body = new QWidget(this);
    m_stack = new QStackedLayout(m_body);
    m_view = new CardListView(*m_model, m_body);
    m_view->setObjectName(QStringLiteral("cards"));
    m_view->setAccessibleName(tr("Conversations"));
    m_delegate = new CardDelegate(m_context.clock, this);
    m_view->setItemDelegate(m_delegate);
    m_empty = new EmptyState(m_body);
    m_skeleton = new SkeletonList(m_body);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_skeleton);
    layout()->addWidget(m_body);
    static_cast<QVBoxLayout*>(layout())->setStretchFactor(m_body, 1);

    m_pill = new QPushButton(this);
    m_pill->setObjectName(QStringLiteral("newPill"));
    setButtonKind(m_pill, ButtonKind::Primary);
    m_pill->setFocusPolicy(Qt::NoFocus);
    m_pill->hide();
    connect(m_pill, &QPushButton::clicked, this, &CardListPane::showNew);
    connect(m_model, &CardListModel::waitingChanged, this, [this](int count) {
        //: new conversations that wait above the list
        m_pill->setText(tr("%n new", nullptr, count));
        m_pill->setAccessibleName(tr("Show %n new conversations", nullptr, count));
        m_pill->setVisible(count > 0);
        placePill();
    });
    connect(m_model, &CardListModel::moreWanted, this, &CardListPane::askMore);
    connect(m_view, &CardListView::homePressed, this, &CardListPane::showNew);
    connect(m_view, &CardListView::currentRowChanged, this, [this](int row) {
        const ConversationId id = m_model->idAt(row);
        emit currentChanged(id.value);
        // Only afterwards may the card that was open before leave.
        QMetaObject::invokeMethod(
            this, [this, id] { m_view->keepingPlace([&] { m_model->keepOpen(id); }); }, Qt::QueuedConnection);
    });
    connect(m_view, &QListView::activated, this,
            [this](const QModelIndex& index) { emit activated(m_model->idAt(index.row()).value); });
    connect(m_empty, &EmptyState::pressed, this, [this] {
        if (m_base.kind == ScopeKind::Search && !m_didYouMean.empty())
            emit suggestionTaken(QString::fromStdString(m_didYouMean.front()));
        else if (m_base.kind == ScopeKind::Mine) emit takeNextWanted();
        else {
            m_platform->setCurrentIndex(0);
            m_status->setCurrentIndex(0);
        }
    });
}

void CardListPane::open(const ListScope& scope, const QString& title)
{
    m_base = scope;
    m_title = title;
    m_loaded = false;
    for (QComboBox* combo : {m_status, m_platform}) {
        const QSignalBlocker quiet(combo);
        combo->setCurrentIndex(0);
    }
    m_status->setVisible(scope.kind == ScopeKind::Queue);
    m_delegate->setShowsGoal(scope.kind != ScopeKind::Queue);
    m_scope = m_base;
    m_scope.newestFirst = m_sort->currentData().toBool();
    m_model->keepOpen({});
    paintHead();
    ask(true);
}

void CardListPane::filtersChanged()
{
    m_scope = m_base;
    m_scope.platform = m_platform->currentData().toString().toStdString();
    m_scope.newestFirst = m_sort->currentData().toBool();
    if (m_base.kind == ScopeKind::Queue)
        m_scope.kind = static_cast<ScopeKind>(m_status->currentData().toInt());
    m_loaded = false;
    m_model->keepOpen({});
    ask(true);
}

void CardListPane::ask(bool fresh)
{
    if (!fresh && !m_loaded) return;
    const quint64 turn = ++m_turn;
    if (fresh) m_skeletonSoon.start();
    const int limit =
        fresh ? kPage : std::clamp(m_model->rowCount() + m_model->waiting() + 20, kPage, kLongestRefresh);
    m_context.bridge.ask<CardPage>(
        this,
        [&](Desk& desk, Reply<CardPage> reply) { desk.inbox().list(m_scope, {}, limit, std::move(reply)); },
        [turn, fresh](CardListPane& self, Result<CardPage> page) {
            self.accept(std::move(page), turn, fresh);
        });
}

void CardListPane::accept(Result<CardPage> page, quint64 turn, bool fresh)
{
    if (turn != m_turn) return; // a later question was asked meanwhile
    m_skeletonSoon.stop();
    if (!page) {
        if (fresh) {
            m_model->start({}, {});
            m_loaded = true;
            m_empty->say(QStringLiteral("info"), DeskWords::error(page.error()));
            m_stack->setCurrentWidget(m_empty);
        }
        emit failed(DeskWords::error(page.error()));
        return;
    }
    m_didYouMean = page->didYouMean;
    if (fresh) {
        m_model->start(std::move(page->cards), QString::fromStdString(page->next));
        m_loaded = true;
        m_view->scrollToTop();
    } else {
        m_view->keepingPlace([&] {
            m_model->refresh(std::move(page->cards), QString::fromStdString(page->next));
            if (m_bringBack && m_model->rowOf(m_bringBack) < 0) m_model->showNew();
        });
        if (const ConversationId back = std::exchange(m_bringBack, {})) {
            m_stack->setCurrentWidget(m_view);
            select(back);
        }
    }
    loadAvatars();
    showWhatThereIs();
    paintHead();
    if (fresh && !(m_scope.kind == ScopeKind::Search && m_scope.asYouType))
        m_view->setCurrentIndex(m_model->index(0));
    if (fresh && m_model->rowCount() == 0) emit currentChanged(0);
}

void CardListPane::askMore(const QString& after)
{
    const quint64 turn = m_turn;
    m_context.bridge.ask<CardPage>(
        this,
        [&](Desk& desk, Reply<CardPage> reply) {
            desk.inbox().list(m_scope, after.toStdString(), kPage, std::move(reply));
        },
        [turn](CardListPane& self, Result<CardPage> page) {
            if (turn != self.m_turn || !page) self.m_model->moreFailed();
            else self.m_model->append(std::move(page->cards), QString::fromStdString(page->next));
            self.loadAvatars();
        });
}

void CardListPane::loadAvatars()
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QString url = QString::fromStdString(m_model->cardAt(row)->avatar);
        if (url.isEmpty()) continue;
        if (const QPixmap here = m_context.pictures.picture(url, {128, 128}); !here.isNull())
            m_model->setAvatar(url, here);
    }
}

void CardListPane::setOverview(const DeskOverview& overview)
{
    m_overview = overview;
    paintHead();
    if (m_loaded) showWhatThereIs();
}

void CardListPane::paintHead()
{
    m_titleLabel->setText(m_title);
    QStringList parts;
    if (m_base.kind == ScopeKind::Queue) {
        for (const QueueLine& line : m_overview.queues) {
            if (line.queue.id != m_base.queue) continue;
            parts << tr("%n open", nullptr, static_cast<int>(line.work()));
            if (line.atRisk > 0) parts << tr("%n at risk", nullptr, static_cast<int>(line.atRisk));
            if (line.breached > 0) parts << tr("%n late", nullptr, static_cast<int>(line.breached));
        }
    } else if (m_loaded) {
        parts << (m_model->atEnd() ? QLocale().toString(m_model->rowCount())
                                   : tr("%1 or more").arg(m_model->rowCount()));
    }
    if (const auto marks = m_model->marked().size())
        parts = {tr("%n chosen", nullptr, static_cast<int>(marks))};
    m_countLabel->setText(parts.join(QStringLiteral(" · ")));
}

void CardListPane::showWhatThereIs()
{
    if (!m_loaded || m_stack->currentWidget() == m_skeleton) {
        if (!m_loaded) return;
    }
    if (m_model->rowCount() > 0) {
        m_stack->setCurrentWidget(m_view);
        return;
    }
    const UtcMillis now = m_context.clock.now();
    if (m_base.kind == ScopeKind::Search) {
        const QString query = QString::fromStdString(m_base.query);
        if (m_didYouMean.empty()) m_empty->say(QStringLiteral("search"), tr("Nothing for “%1”.").arg(query));
        else
            m_empty->say(QStringLiteral("search"),
                         tr("Nothing for “%1”. Did you mean “%2”?")
                             .arg(query, QString::fromStdString(m_didYouMean.front())),
                         tr("Search for “%1”").arg(QString::fromStdString(m_didYouMean.front())));
    } else if (m_base.kind == ScopeKind::Mine) {
        if (m_overview.unassigned > 0) {
            QString text = tr("Nothing waits for you. %n are unassigned.", nullptr,
                              static_cast<int>(m_overview.unassigned));
            if (m_overview.oldestUnassigned)
                text = tr("Nothing waits for you. %n are unassigned, the oldest for %1.", nullptr,
                          static_cast<int>(m_overview.unassigned))
                           .arg(TimeWords::span(now - *m_overview.oldestUnassigned));
            m_empty->say(QStringLiteral("done"), text, tr("Take the next"));
        } else {
            m_empty->say(QStringLiteral("done"), tr("Nothing waits for you, and nothing is unassigned."));
        }
    } else if (m_overview.sources == 0) {
        m_empty->say(
            QStringLiteral("plug"),
            tr("No account is connected yet, so nothing can arrive. Connect one under Settings, Accounts."));
    } else if (!m_scope.platform.empty()) {
        m_empty->say(QStringLiteral("done"),
                     tr("Nothing here from %1.").arg(DeskWords::platform(m_scope.platform)),
                     tr("Show all platforms"));
    } else if (m_base.kind == ScopeKind::AtRisk || m_base.kind == ScopeKind::Breached) {
        m_empty->say(QStringLiteral("done"), tr("Every answer is in time."));
    } else {
        const QString checked =
            m_overview.checkedAt ? TimeWords::span(now - *m_overview.checkedAt) : QString();
        m_empty->say(QStringLiteral("done"), checked.isEmpty()
                                                 ? tr("All answered.")
                                                 //: %1 is a length of time, %n the number of sources
                                                 : tr("All answered. Checked %1 ago on %n sources.", nullptr,
                                                      m_overview.sourcesWorking)
                                                       .arg(checked));
    }
    m_stack->setCurrentWidget(m_empty);
}

void CardListPane::placePill()
{
    m_pill->adjustSize();
    m_pill->move((width() - m_pill->width()) / 2, m_body->y() + 8);
    m_pill->raise();
}

void CardListPane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placePill();
}

void CardListPane::refresh() { m_refreshSoon.start(); }

void CardListPane::showNew()
{
    m_model->showNew();
    m_view->scrollToTop();
    if (m_model->rowCount() > 0) m_view->setCurrentIndex(m_model->index(0));
    loadAvatars();
    showWhatThereIs();
}

ConversationId CardListPane::current() const { return m_model->idAt(m_view->currentIndex().row()); }

const Card* CardListPane::currentCard() const { return m_model->cardAt(m_view->currentIndex().row()); }

std::vector<ConversationId> CardListPane::chosen() const
{
    std::vector<ConversationId> ids = m_model->marked();
    if (ids.empty() && current()) ids.push_back(current());
    return ids;
}

void CardListPane::clearMarks()
{
    m_model->clearMarks();
    paintHead();
}

void CardListPane::toggleMark()
{
    const QModelIndex index = m_view->currentIndex();
    if (!index.isValid()) return;
    m_model->setMarked(index.row(), !index.data(CardListModel::MarkedRole).toBool());
    paintHead();
}

void CardListPane::step(int rows) { m_view->step(rows); }

bool CardListPane::leave(const std::vector<ConversationId>& ids, bool openNext)
{
    const int row = m_view->currentIndex().row();
    const bool currentLeaves = std::find(ids.begin(), ids.end(), current()) != ids.end();
    if (currentLeaves) m_view->setCurrentIndex({});
    m_model->keepOpen({});
    for (const ConversationId id : ids)
        m_model->take(id);
    paintHead();
    const int count = m_model->rowCount();
    if (currentLeaves && openNext && row >= 0 && row < count) m_view->setCurrentIndex(m_model->index(row));
    showWhatThereIs();
    return !currentLeaves || (openNext && row < count);
}

bool CardListPane::holds(ConversationId id) const { return m_model->rowOf(id) >= 0; }

void CardListPane::select(ConversationId id)
{
    if (const int row = m_model->rowOf(id); row >= 0) m_view->setCurrentIndex(m_model->index(row));
}

void CardListPane::bringBack(ConversationId id)
{
    m_bringBack = id;
    ask(false);
}

QString CardListPane::emptySentence() const
{
    return m_stack->currentWidget() == m_empty ? m_empty->sentence() : QString();
}

void SkeletonList::paintEvent(QPaintEvent*)
{
    const DeskStyle& style = DeskStyle::of(this);
    const Metrics& m = style.metrics();
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(Qt::NoPen);
    p.setBrush(style.tokens().chip);
    for (int y = 0; y < height(); y += m.card) {
        const int left = m.pad + m.avatar + m.gap;
        p.drawEllipse(m.pad, y + m.gap, m.avatar, m.avatar);
        p.drawRoundedRect(left, y + m.gap + 4, width() / 3, 10, 5, 5);
        p.drawRoundedRect(left, y + m.gap + 28, width() - left - m.pad, 10, 5, 5);
        p.drawRoundedRect(left, y + m.gap + 48, (width() - left) / 2, 10, 5, 5);
    }
}

} // namespace qd::gui
