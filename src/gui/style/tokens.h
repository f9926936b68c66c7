#pragma once

#include <QColor>
#include <QString>

#include <array>
#include <vector>

namespace qd::gui {

enum class Scheme { Light, Dark, Contrast };

/// Every colour of the desk. Nothing outside gui/style names a colour by its value.
struct Tokens {
    Scheme scheme{Scheme::Light};
    QColor page, surface, selected, hover;
    QColor text, second;
    QColor accent, accentText;
    std::array<QColor, 6> goals; ///< by GoalNature
    QColor ok, risk, breach;     ///< status only, never alone
    QColor note, noteBorder;     ///< the internal note's paper
    QColor border;               ///< between neighbours, and around fields
    QColor chip;                 ///< behind a chip's words
    QColor shadow;
};

/// The colours of docs' look-and-feel table; `hover` and `chip` are mixed from them.
Tokens tokensOf(Scheme scheme);

/// `share` of `b` in `a`, both opaque.
QColor mixed(const QColor& a, const QColor& b, double share);

/// A person's disc: soft, so that a list of people is not the loudest thing on the screen. `which` picks the
/// hue.
QColor discOf(const Tokens& tokens, std::size_t which);
QColor inkOf(const Tokens& tokens, std::size_t which); ///< of the initials on it

/// WCAG 2 contrast ratio, 1 to 21.
double contrastOf(const QColor& a, const QColor& b);

/// A text colour and what it is painted on somewhere in the window.
struct ColourPair {
    QString name;
    QColor front, back;
};
std::vector<ColourPair> pairsInUse(const Tokens& tokens);

} // namespace qd::gui
