#include "gui/style/icons.h"

#include "gui/style/desk_style.h"

#include <QApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <cmath>

namespace qd::gui {

namespace {

QColor colourOf(IconTint tint, QIcon::Mode mode)
{
    const Tokens& t = DeskStyle::of(nullptr).tokens();
    if (mode == QIcon::Disabled) return mixed(t.second, t.surface, 0.5);
    switch (tint) {
    case IconTint::Text: return t.text;
    case IconTint::Second: return t.second;
    case IconTint::Accent: return t.accent;
    case IconTint::AccentText: return t.accentText;
    case IconTint::Risk: return t.risk;
    case IconTint::Breach: return t.breach;
    case IconTint::Ok: return t.ok;
    }
    return t.text;
}

class TintedEngine final : public QIconEngine {
public:
    TintedEngine(QString name, IconTint tint) : m_name(std::move(name)), m_tint(tint) {}
    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const int side = std::min(rect.width(), rect.height());
        const QPixmap picture =
            iconPixmap(m_name, colourOf(m_tint, mode), side, painter->device()->devicePixelRatio());
        painter->drawPixmap(
            QPoint(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2), picture);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override
    {
        return iconPixmap(m_name, colourOf(m_tint, mode), std::min(size.width(), size.height()), 1.0);
    }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const int side = static_cast<int>(std::lround(std::min(size.width(), size.height()) / scale));
        return iconPixmap(m_name, colourOf(m_tint, mode), side, scale);
    }
    QIconEngine* clone() const override { return new TintedEngine(m_name, m_tint); }

private:
    QString m_name;
    IconTint m_tint;
};

} // namespace

QIcon icon(const QString& name, IconTint tint) { return QIcon(new TintedEngine(name, tint)); }

QPixmap iconPixmap(const QString& name, const QColor& colour, int side, qreal ratio)
{
    const QString key =
        QStringLiteral("qd:%1:%2:%3:%4").arg(name, colour.name(QColor::HexArgb)).arg(side).arg(ratio);
    QPixmap cached;
    if (QPixmapCache::find(key, &cached)) return cached;
    const int pixels = static_cast<int>(std::ceil(side * ratio));
    QPixmap picture(pixels, pixels);
    picture.fill(Qt::transparent);
    {
        QPainter painter(&picture);
        QSvgRenderer(QStringLiteral(":/quarterdeck/icons/%1.svg").arg(name))
            .render(&painter, QRectF(0, 0, pixels, pixels));
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(picture.rect(), colour);
    }
    picture.setDevicePixelRatio(ratio);
    QPixmapCache::insert(key, picture);
    return picture;
}

} // namespace qd::gui
