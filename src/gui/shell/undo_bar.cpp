#include "gui/shell/undo_bar.h"

#include "gui/style/desk_style.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace qd::gui {

UndoBar::UndoBar(QWidget* parent)
    : QFrame(parent)
    , m_label(new QLabel(this))
    , m_button(new QPushButton(tr("Undo"), this))
{
    setObjectName(QStringLiteral("undoBar"));
    setAccessibleName(tr("Last action"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 8, 8, 10);
    row->setSpacing(12);
    m_label->setObjectName(QStringLiteral("undoWords"));
    m_label->setTextFormat(Qt::PlainText);
    m_button->setObjectName(QStringLiteral("undo"));
    m_button->setAccessibleName(tr("Undo the last action"));
    m_button->setFocusPolicy(Qt::TabFocus);
    setButtonKind(m_button, ButtonKind::Quiet);
    row->addWidget(m_label);
    row->addWidget(m_button);
    m_tick.setInterval(60);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (m_since.hasExpired(m_time.count())) withdraw();
        else update(0, height() - 4, width(), 4);
    });
    connect(m_button, &QPushButton::clicked, this, &UndoBar::take);
    hide();
}

void UndoBar::offer(const QString& what, std::function<void()> undo, std::chrono::milliseconds time)
{
    const Tokens& t = DeskStyle::of(this).tokens();
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, t.page);
    m_label->setPalette(colours);
    colours.setColor(QPalette::ButtonText, t.page);
    m_button->setPalette(colours);
    m_button->setVisible(undo != nullptr);
    m_button->setFont(DeskStyle::of(this).font(TextRole::InterfaceBold));
    m_label->setText(what);
    m_undo = std::move(undo);
    m_time = time;
    m_since.start();
    m_tick.start();
    adjustSize();
    show();
    raise();
    place();
}

bool UndoBar::take()
{
    if (!m_undo) return false;
    const auto undo = std::exchange(m_undo, nullptr);
    withdraw();
    undo();
    return true;
}

void UndoBar::withdraw()
{
    m_undo = nullptr;
    m_tick.stop();
    hide();
}

QString UndoBar::words() const { return isVisible() ? m_label->text() : QString(); }

void UndoBar::place()
{
    const QWidget* over = parentWidget();
    const int x = layoutDirection() == Qt::RightToLeft ? over->width() - width() - 16 : 16;
    move(x, over->height() - height() - 16);
}

void UndoBar::paintEvent(QPaintEvent*)
{
    const Tokens& t = DeskStyle::of(this).tokens();
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(Qt::NoPen);
    p.setBrush(t.text);
    p.drawRoundedRect(rect(), 8, 8);
    const double left = m_time.count() > 0 ? 1.0 - static_cast<double>(m_since.elapsed()) /
                                                       static_cast<double>(m_time.count())
                                           : 0.0;
    p.setBrush(t.accent);
    p.drawRoundedRect(QRectF(12, height() - 5, std::max(0.0, left) * (width() - 24), 2), 1, 1);
}

} // namespace qd::gui
