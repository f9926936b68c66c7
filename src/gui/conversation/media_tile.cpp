#include "gui/conversation/media_tile.h"

#include "gui/bridge/picture_loader.h"
#include "gui/style/desk_style.h"
#include "gui/style/icons.h"

#include <QPainter>
#include <QPainterPath>

namespace qd::gui {

namespace {
constexpr QSize kBox(960, 640);
constexpr int kTall = 220;
} // namespace

MediaTile::MediaTile(DeskContext& context, Media media, bool sensitive, QWidget* parent)
    : QAbstractButton(parent)
    , m_context(context)
    , m_media(std::move(media))
    , m_veiled(sensitive)
{
    const QString alt = QString::fromStdString(m_media.alt);
    const QString what = m_media.kind == MediaKind::Video || m_media.kind == MediaKind::Gif ? tr("Video")
                         : m_media.kind == MediaKind::Audio                                 ? tr("Sound")
                                                                                            : tr("Picture");
    setAccessibleName(alt.isEmpty() ? tr("%1 without description").arg(what) : tr("%1: %2").arg(what, alt));
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, this, [this] {
        m_veiled = false;
        updateGeometry();
        update();
    });
    connect(&context.pictures, &PictureLoader::ready, this, [this](const QString& ready) {
        if (ready != url()) return;
        updateGeometry();
        update();
    });
}

QString MediaTile::url() const
{
    const bool still = m_media.kind != MediaKind::Image && !m_media.previewUrl.empty();
    if (m_media.kind != MediaKind::Image && !still) return {};
    return QString::fromStdString(still || m_media.url.empty() ? m_media.previewUrl : m_media.url);
}

QPixmap MediaTile::shown() const
{
    const QPixmap picture = m_context.pictures.picture(url(), kBox);
    if (!m_veiled || picture.isNull()) return picture;
    if (m_blurred.isNull()) m_blurred = QPixmap::fromImage(blurred(picture.toImage()));
    return m_blurred;
}

QSize MediaTile::sizeHint() const
{
    const int words = DeskStyle::of(this).metrics().line + 6;
    const QPixmap picture = m_context.pictures.picture(url(), kBox);
    if (picture.isNull()) return {300, 64 + words};
    const int width = std::min(420, picture.width() * kTall / std::max(1, picture.height()));
    return {std::max(200, width), kTall + words};
}

void MediaTile::paintEvent(QPaintEvent*)
{
    const DeskStyle& style = DeskStyle::of(this);
    const Tokens& t = style.tokens();
    const int words = style.metrics().line + 6;
    QPainter p(this);
    p.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const QRect frame = rect().adjusted(0, 0, -1, -words);
    QPainterPath clip;
    clip.addRoundedRect(frame, 8, 8);
    const QPixmap picture = shown();
    p.save();
    p.setClipPath(clip);
    p.fillRect(frame, t.chip);
    if (!picture.isNull()) {
        const QSize fit = picture.size().scaled(frame.size(), Qt::KeepAspectRatioByExpanding);
        p.drawPixmap(QRect(frame.center() - QPoint(fit.width() / 2, fit.height() / 2), fit), picture);
    }
    p.restore();
    p.setFont(style.font(TextRole::Meta));
    if (picture.isNull() || m_veiled) {
        const bool off = !m_context.pictures.enabled();
        const QString why = off                                ? tr("Pictures are turned off")
                            : m_context.pictures.failed(url()) ? tr("The picture could not be fetched")
                            : m_veiled                         ? tr("Marked as sensitive: press to show")
                            : url().isEmpty()                  ? tr("No preview")
                                                               : tr("Fetching the picture…");
        const int side = style.metrics().scaled(20);
        const QRect words0 = p.fontMetrics().boundingRect(why);
        const QRect pill(frame.center().x() - (words0.width() + side + 32) / 2, frame.center().y() - 16,
                         words0.width() + side + 32, 32);
        p.setPen(Qt::NoPen);
        if (!picture.isNull()) {
            p.setBrush(t.surface);
            p.drawRoundedRect(pill, 6, 6);
        }
        p.drawPixmap(pill.left() + 10, pill.center().y() - side / 2 + 1,
                     iconPixmap(m_veiled || off ? QStringLiteral("eye-off") : QStringLiteral("image"),
                                t.second, side, devicePixelRatioF()));
        p.setPen(t.second);
        p.drawText(pill.adjusted(side + 18, 0, 0, 0), static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft),
                   why);
    }
    const QString alt = QString::fromStdString(m_media.alt);
    p.setPen(t.second);
    p.drawText(
        QRect(0, height() - words + 2, width(), words - 2),
        static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft),
        p.fontMetrics().elidedText(alt.isEmpty() ? tr("No description") : alt, Qt::ElideRight, width()));
    if (!alt.isEmpty()) setToolTip(alt);
    if (hasFocus()) {
        p.setBrush(Qt::NoBrush);
        p.setPen(QPen(t.accent, 2));
        p.drawRoundedRect(QRectF(frame).adjusted(1, 1, -1, -1), 8, 8);
    }
}

} // namespace qd::gui
