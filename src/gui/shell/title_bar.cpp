#include "gui/shell/title_bar.h"

#include "gui/queue/card_face.h"
#include "gui/style/desk_style.h"
#include "gui/style/icons.h"
#include "gui/words/desk_words.h"
#include "gui/words/time_words.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace qd::gui {

namespace {

/// A filled spot, the shape telling as well as the colour: round is well, a triangle is not.
QIcon healthIcon(const DeskStyle& style, bool healthy)
{
    QPixmap spot(32, 32);
    spot.fill(Qt::transparent);
    QPainter p(&spot);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(Qt::NoPen);
    p.setBrush(healthy ? style.tokens().ok : style.tokens().risk);
    if (healthy) p.drawEllipse(QRectF(9, 9, 14, 14));
    else p.drawPolygon(QPolygonF({{16, 6}, {27, 25}, {5, 25}}));
    return QIcon(spot);
}

} // namespace

TitleBar::TitleBar(const Person& me, QWidget* parent)
    : QWidget(parent)
    , m_anchor(new QLabel(this))
    , m_organisation(new QLabel(this))
    , m_page(new QPushButton(tr("Desk"), this))
    , m_search(new QLineEdit(this))
    , m_sources(new QToolButton(this))
    , m_person(new QToolButton(this))
    , m_menu(new QMenu(this))
{
    setObjectName(QStringLiteral("titleBar"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 8, 12, 8);
    row->setSpacing(8);
    m_organisation->setObjectName(QStringLiteral("organisation"));
    m_organisation->setTextFormat(Qt::PlainText);
    row->addWidget(m_anchor);
    row->addWidget(m_organisation);
    row->addSpacing(12);
    m_page->setObjectName(QStringLiteral("pageDesk"));
    m_page->setAccessibleName(tr("Page: Desk"));
    m_page->setCheckable(true);
    m_page->setChecked(true);
    m_page->setAutoExclusive(true);
    m_page->setFocusPolicy(Qt::TabFocus);
    setButtonKind(m_page, ButtonKind::Quiet);
    row->addWidget(m_page);
    row->addStretch(1);
    m_search->setObjectName(QStringLiteral("search"));
    m_search->setAccessibleName(tr("Search conversations"));
    m_search->setPlaceholderText(tr("Search  /     All actions  Ctrl+K"));
    m_search->setMinimumWidth(200);
    m_search->setMaximumWidth(420);
    m_search->setClearButtonEnabled(false);
    QAction* glass = m_search->addAction(icon(QStringLiteral("search"), IconTint::Second), QLineEdit::LeadingPosition);
    glass->setText(tr("Search")); // the accessible name of the button that Qt makes of it
    m_search->installEventFilter(this);
    row->addWidget(m_search, 3);
    row->addStretch(1);
    m_sources->setObjectName(QStringLiteral("sources"));
    m_sources->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_sources->setFocusPolicy(Qt::TabFocus);
    setButtonKind(m_sources, ButtonKind::Quiet);
    connect(m_sources, &QToolButton::clicked, this, &TitleBar::sourcesWanted);
    row->addWidget(m_sources);
    const QString name = QString::fromStdString(me.name);
    m_person->setObjectName(QStringLiteral("person"));
    m_person->setText(CardFace::initialsOf(name));
    m_person->setAccessibleName(tr("Menu of %1").arg(name));
    m_person->setToolTip(tr("%1, %2", "name and role").arg(name, DeskWords::of(me.role)));
    m_person->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_person->setPopupMode(QToolButton::InstantPopup);
    m_person->setFocusPolicy(Qt::TabFocus);
    m_person->setMenu(m_menu);
    setButtonKind(m_person, ButtonKind::Quiet);
    row->addWidget(m_person);
    m_soon.setSingleShot(true);
    m_soon.setInterval(180);
    connect(&m_soon, &QTimer::timeout, this,
            [this] { emit searchChanged(m_search->text().trimmed(), true); });
    connect(m_search, &QLineEdit::textEdited, this, [this](const QString& text) {
        if (text.trimmed().isEmpty()) {
            m_soon.stop();
            emit searchChanged({}, false);
        } else {
            m_soon.start();
        }
    });
    dress();
}

void TitleBar::dress()
{
    const DeskStyle& style = DeskStyle::of(this);
    m_anchor->setPixmap(iconPixmap(QStringLiteral("anchor"), style.tokens().accent,
                                   style.metrics().scaled(22), devicePixelRatioF()));
    m_organisation->setFont(style.font(TextRole::ReadingBold));
    m_person->setFont(style.font(TextRole::InterfaceBold));
    m_sources->setIcon(healthIcon(style, m_healthy));
}

void TitleBar::setOverview(const DeskOverview& o, UtcMillis now)
{
    m_organisation->setText(QString::fromStdString(o.organisation));
    m_healthy = o.sourcesWorking == o.sources;
    const QString text = o.sources == 0 ? tr("No sources")
                         : m_healthy    ? tr("%n sources", nullptr, o.sources)
                                     : tr("%1 of %n sources work", nullptr, o.sources).arg(o.sourcesWorking);
    m_sources->setText(text);
    m_sources->setAccessibleName(tr("Sources: %1").arg(text));
    m_sources->setToolTip(o.checkedAt ? tr("Checked %1").arg(TimeWords::ago(*o.checkedAt, now))
                                      : tr("Not checked yet"));
    dress();
}

void TitleBar::clearSearch()
{
    m_soon.stop();
    m_search->clear();
}

bool TitleBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Escape:
            clearSearch();
            emit searchChanged({}, false);
            emit searchLeft();
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            m_soon.stop();
            if (!m_search->text().trimmed().isEmpty()) emit searchChanged(m_search->text().trimmed(), false);
            emit searchLeft();
            return true;
        case Qt::Key_Down: emit searchLeft(); return true;
        default: break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void TitleBar::paintEvent(QPaintEvent*)
{
    const Tokens& t = DeskStyle::of(this).tokens();
    QPainter p(this);
    p.fillRect(rect(), t.page);
    p.fillRect(0, height() - 1, width(), 1, t.border);
}

void TitleBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) dress();
}

} // namespace qd::gui
