#include "gui/queue/paint_parts.h"

#include "gui/style/icons.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyle>
#include <QTextLayout>

namespace qd::gui {

void paintAvatar(QPainter* p, const QRect& disc, const QPixmap& picture, const QString& initials,
                 const QString& name, const DeskStyle& style)
{
    const Tokens& t = style.tokens();
    p->save();
    p->setRenderHint(QPainter::Antialiasing);
    if (!picture.isNull()) {
        QPainterPath clip;
        clip.addEllipse(disc);
        p->setClipPath(clip, Qt::IntersectClip);
        p->setRenderHint(QPainter::SmoothPixmapTransform);
        const int side = std::min(picture.width(), picture.height());
        p->drawPixmap(disc, picture,
                      QRect((picture.width() - side) / 2, (picture.height() - side) / 2, side, side));
    } else {
        std::size_t own = 0; // the same for a name on every day and every machine
        for (const QChar letter : name)
            own = own * 31 + letter.unicode();
        p->setPen(Qt::NoPen);
        p->setBrush(discOf(t, own));
        p->drawEllipse(disc);
        QFont font = style.font(disc.height() < 34 ? TextRole::MetaBold : TextRole::InterfaceBold);
        p->setFont(font);
        p->setPen(inkOf(t, own));
        p->drawText(disc, Qt::AlignCenter, initials);
    }
    p->restore();
}

void paintBadge(QPainter* p, const QRect& disc, const QString& icon, const DeskStyle& style,
                const QColor& ground)
{
    const Tokens& t = style.tokens();
    p->save();
    p->setRenderHint(QPainter::Antialiasing);
    p->setPen(Qt::NoPen);
    p->setBrush(ground);
    p->drawEllipse(disc.adjusted(-2, -2, 2, 2));
    p->setBrush(t.second);
    p->drawEllipse(disc);
    const int side = disc.width() * 5 / 8;
    p->drawPixmap(QPointF(disc.center().x() + 0.5 - side / 2.0, disc.center().y() + 0.5 - side / 2.0),
                  iconPixmap(icon, t.surface, side, p->device()->devicePixelRatioF()));
    p->restore();
}

void paintClock(QPainter* p, const QRect& rect, const ClockReading& clock, const DeskStyle& style,
                Qt::LayoutDirection direction)
{
    const Tokens& t = style.tokens();
    const int side = style.metrics().badge;
    const QColor colour = clock.face == ClockFace::Late   ? t.breach
                          : clock.face == ClockFace::Risk ? t.risk
                                                          : t.second;
    p->save();
    p->setRenderHint(QPainter::Antialiasing);
    QRect words = rect;
    if (clock.face != ClockFace::Plain) {
        const QRect mark(rect.left(), rect.center().y() - side / 2 + 1, side, side);
        const QRect shown = QStyle::visualRect(direction, rect, mark);
        words.setLeft(rect.left() + side + 4);
        if (clock.face == ClockFace::Late) {
            p->drawPixmap(shown.topLeft(),
                          iconPixmap(QStringLiteral("late"), colour, side, p->device()->devicePixelRatioF()));
        } else {
            const QRectF ring = QRectF(shown).adjusted(3, 3, -3, -3);
            p->setBrush(Qt::NoBrush);
            p->setPen(QPen(mixed(t.surface, colour, 0.3), 2));
            p->drawEllipse(ring);
            p->setPen(QPen(colour, 2, Qt::SolidLine, Qt::RoundCap));
            p->drawArc(ring, 90 * 16, static_cast<int>(clock.left * 360 * 16));
        }
    }
    p->setFont(style.font(TextRole::Meta));
    p->setPen(colour);
    p->drawText(QStyle::visualRect(direction, rect, words),
                static_cast<int>(Qt::AlignVCenter | Qt::AlignRight) | Qt::TextSingleLine,
                p->fontMetrics().elidedText(clock.words, Qt::ElideRight, words.width() + 2));
    p->restore();
}

void paintElided(QPainter* p, const QRect& rect, const QString& text, int lines, int lineHeight,
                 Qt::LayoutDirection direction)
{
    QTextLayout layout(text, p->font());
    QTextOption option;
    option.setWrapMode(QTextOption::WordWrap);
    option.setTextDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    layout.setTextOption(option);
    Q_UNUSED(direction);
    layout.beginLayout();
    int y = rect.top();
    for (int i = 0; i < lines; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid()) break;
        line.setLineWidth(rect.width());
        const QRect box(rect.left(), y, rect.width(), lineHeight);
        const bool last = i == lines - 1;
        const QString words =
            last ? p->fontMetrics().elidedText(text.mid(line.textStart()), Qt::ElideRight, rect.width())
                 : text.mid(line.textStart(), line.textLength()).trimmed();
        p->drawText(
            box,
            static_cast<int>(Qt::AlignVCenter | (text.isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft)) |
                Qt::TextSingleLine,
            words);
        y += lineHeight;
    }
    layout.endLayout();
}

} // namespace qd::gui
