#pragma once

#include "gui/style/desk_style.h"

#include <QFontMetrics>
#include <QRect>

#include <array>

namespace qd::gui {

struct CardFace;

/// Where each part of a card lies; worked out without a painter.
struct CardLayout {
    QRect bar; ///< the accent or goal bar, 3 px at the leading edge
    QRect avatar;
    QRect badge; ///< overlaps the avatar's lower corner
    QRect dot;   ///< unread
    QRect name;
    QRect age;
    QRect clock; ///< ring and words; empty without a clock
    QRect text;  ///< one or two lines
    int textLines{2};
    int textLine{20}; ///< height of each
    std::array<QRect, 2> chips{};
    int chipCount{0};
};

struct CardFonts {
    QFontMetrics name, text, meta;
};

CardLayout layoutCard(const QRect& card, const CardFace& face, const QString& age, const QString& clock,
                      const Metrics& metrics, const CardFonts& fonts, Qt::LayoutDirection direction);

} // namespace qd::gui
