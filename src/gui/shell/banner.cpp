#include "gui/shell/banner.h"

#include "gui/style/desk_style.h"
#include "gui/style/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace qd::gui {

Banner::Banner(QWidget* parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_label(new QLabel(this))
    , m_button(new QPushButton(this))
    , m_close(new QPushButton(this))
{
    setObjectName(QStringLiteral("banner"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 6, 8, 6);
    row->setSpacing(10);
    m_label->setObjectName(QStringLiteral("bannerWords"));
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    m_button->setObjectName(QStringLiteral("bannerButton"));
    m_close->setObjectName(QStringLiteral("bannerClose"));
    m_close->setIcon(icon(QStringLiteral("close"), IconTint::Second));
    m_close->setAccessibleName(tr("Dismiss this message"));
    setButtonKind(m_close, ButtonKind::Quiet);
    row->addWidget(m_icon);
    row->addWidget(m_label, 1);
    row->addWidget(m_button);
    row->addWidget(m_close);
    connect(m_close, &QPushButton::clicked, this, [this] {
        m_fault.clear();
        showCurrent();
    });
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_act) m_act();
    });
    m_gone.setSingleShot(true);
    m_gone.setInterval(12'000);
    connect(&m_gone, &QTimer::timeout, m_close, &QPushButton::click);
    hide();
}

void Banner::fault(const QString& sentence)
{
    m_fault = sentence;
    m_gone.start();
    showCurrent();
}

void Banner::stand(const QString& sentence, const QString& button, std::function<void()> act)
{
    m_standing = sentence;
    m_standingButton = button;
    m_act = std::move(act);
    showCurrent();
}

void Banner::clearStanding()
{
    m_standing.clear();
    m_act = nullptr;
    showCurrent();
}

QString Banner::sentence() const { return isHidden() ? QString() : m_label->text(); }

void Banner::showCurrent()
{
    const bool fault = !m_fault.isEmpty();
    m_label->setText(fault ? m_fault : m_standing);
    m_icon->setPixmap(iconPixmap(fault ? QStringLiteral("risk") : QStringLiteral("pause"),
                                 DeskStyle::of(this).tokens().risk, 18, devicePixelRatioF()));
    m_button->setText(m_standingButton);
    m_button->setAccessibleName(m_standingButton);
    m_button->setVisible(!fault && !m_standingButton.isEmpty());
    m_close->setVisible(fault);
    setVisible(fault || !m_standing.isEmpty());
    update();
}

void Banner::paintEvent(QPaintEvent*)
{
    const Tokens& t = DeskStyle::of(this).tokens();
    QPainter p(this);
    p.fillRect(rect(), t.note);
    p.fillRect(0, height() - 1, width(), 1, t.noteBorder);
}

} // namespace qd::gui
