#include "gui/queue/card_layout.h"

#include "gui/queue/card_face.h"

#include <QStyle>

#include <algorithm>

namespace qd::gui {

CardLayout layoutCard(const QRect& card, const CardFace& face, const QString& age, const QString& clock,
                      const Metrics& metrics, const CardFonts& fonts, Qt::LayoutDirection direction)
{
    CardLayout l;
    const bool compact = card.height() < metrics.scaled(76);
    const int padV = compact ? 9 : metrics.scaled(10);
    const QRect inside = card.adjusted(metrics.pad, padV, -metrics.pad, -padV);
    l.bar = QRect(card.left(), card.top(), 3, card.height());
    l.avatar = QRect(inside.left(), inside.top() + (compact ? (inside.height() - metrics.avatar) / 2 : 0),
                     metrics.avatar, metrics.avatar);
    l.badge = QRect(l.avatar.right() - metrics.badge + 5, l.avatar.bottom() - metrics.badge + 5,
                    metrics.badge, metrics.badge);
    l.dot = QRect(card.left() + (metrics.pad - 6) / 2 + 1, l.avatar.center().y() - 3, 6, 6);

    const int left = l.avatar.right() + 1 + metrics.gap;
    const int right = inside.right() + 1;
    const int ageWidth = fonts.meta.horizontalAdvance(age);
    l.age = QRect(right - ageWidth, inside.top(), ageWidth, metrics.line);
    int nameRight = l.age.left() - 8;
    if (!clock.isEmpty()) {
        const int width =
            std::min(fonts.meta.horizontalAdvance(clock) + metrics.badge + 4, (right - left) / 2);
        l.clock = QRect(l.age.left() - 10 - width, inside.top(), width, metrics.line);
        nameRight = l.clock.left() - 8;
    }
    if (!clock.isEmpty() &&
        nameRight - left < (right - left) * 2 / 5) { // who it is matters more than how old it is
        l.clock.moveRight(right - 1);
        l.age = {};
        nameRight = l.clock.left() - 8;
    }
    l.name = QRect(left, inside.top(), std::max(0, nameRight - left), metrics.line);

    const bool chips = !face.chips.isEmpty() && !compact;
    // Four lines fit where chips ask for the last one: then the text's stand a little closer.
    l.textLines = compact ? 1 : 2;
    l.textLine = compact ? metrics.line : chips ? metrics.scaled(17) : metrics.scaled(19);
    const int textTop = l.name.bottom() + 1 + (compact || chips ? 0 : 3);
    l.text = QRect(left, textTop, right - left, l.textLine * l.textLines);
    if (!chips) {
        l.text.setBottom(std::min(l.text.bottom(), card.bottom() - 4));
    } else {
        int x = left;
        const int top = l.text.bottom() + 1 + 3;
        for (int i = 0; i < std::min<int>(2, static_cast<int>(face.chips.size())); ++i) {
            const int width = std::min(fonts.meta.horizontalAdvance(face.chips.at(i)) + 12, right - x);
            if (width < 24) break;
            l.chips[static_cast<std::size_t>(i)] = QRect(x, top, width, metrics.meta);
            x += width + 6;
            ++l.chipCount;
        }
    }
    if (direction == Qt::RightToLeft) {
        for (QRect* rect : {&l.bar, &l.avatar, &l.badge, &l.dot, &l.name, &l.age, &l.clock, &l.text,
                            &l.chips[0], &l.chips[1]})
            *rect = QStyle::visualRect(direction, card, *rect);
    }
    return l;
}

} // namespace qd::gui
