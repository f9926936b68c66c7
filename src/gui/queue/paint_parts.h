#pragma once

#include "gui/style/desk_style.h"
#include "gui/words/time_words.h"

#include <QPixmap>
#include <QRect>
#include <QString>

class QPainter;

namespace qd::gui {

/// The picture in a disc, or the initials on a colour that the name always gets.
void paintAvatar(QPainter* painter, const QRect& disc, const QPixmap& picture, const QString& initials,
                 const QString& name, const DeskStyle& style);

/// The platform's small mark, ringed by the ground it stands on.
void paintBadge(QPainter* painter, const QRect& disc, const QString& icon, const DeskStyle& style,
                const QColor& ground);

/// The calm clock: words alone, a grey ring, a ring in the risk colour, a filled octagon.
void paintClock(QPainter* painter, const QRect& rect, const ClockReading& clock, const DeskStyle& style,
                Qt::LayoutDirection direction);

/// At most `lines` lines, the last one elided.
void paintElided(QPainter* painter, const QRect& rect, const QString& text, int lines, int lineHeight,
                 Qt::LayoutDirection direction);

} // namespace qd::gui
