#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>

namespace qd::gui {

/// Which token an icon takes its colour from.
enum class IconTint { Text, Second, Accent, AccentText, Risk, Breach, Ok };

/// One of resources/icons, by its file's name without ending; painted from the tokens at the moment it is
/// shown, so that a change of theme needs no new icon.
QIcon icon(const QString& name, IconTint tint = IconTint::Text);

/// The same as a picture in one colour, for delegates; cached.
QPixmap iconPixmap(const QString& name, const QColor& colour, int side, qreal ratio);

} // namespace qd::gui
