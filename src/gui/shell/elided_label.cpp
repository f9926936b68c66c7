#include "gui/shell/elided_label.h"

#include <QPainter>
#include <QStyle>

namespace qd::gui {

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter p(this);
    p.setPen(palette().color(foregroundRole()));
    const auto leading =
        static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter));
    p.drawText(rect(), leading | Qt::TextSingleLine,
               fontMetrics().elidedText(text(), Qt::ElideRight, width()));
}

} // namespace qd::gui
