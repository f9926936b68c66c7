#pragma once

#include "gui/style/desk_style.h"

#include <QObject>

class QSettings;

namespace qd::gui {

enum class ThemeChoice { System, Light, Dark, Contrast };

/// Whether the desktop asks for a dark look: its settings portal says so, else its palette. Answers within
/// 300 ms.
bool desktopIsDark();

/// "light", "dark", "contrast", anything else: system.
ThemeChoice themeFromName(const QString& name);
QString nameOfTheme(ThemeChoice choice);

/// Holds the person's choice and applies it live.
class Theme final : public QObject {
    Q_OBJECT
public:
    Theme(DeskStyle& style, QSettings& settings, QObject* parent = nullptr);

    /// `forced` comes from the command line and is not remembered; "" = as remembered.
    void start(const QString& forced);
    void choose(ThemeChoice choice);
    void setDensity(Density density);
    void setTextScale(double scale);
    ThemeChoice choice() const { return m_choice; }
    Density density() const { return m_density; }
    double textScale() const { return m_textScale; }

signals:
    void changed();

private:
    void apply();

    DeskStyle& m_style;
    QSettings& m_settings;
    ThemeChoice m_choice{ThemeChoice::System};
    Density m_density{Density::Comfortable};
    double m_textScale{1.0};
    bool m_systemDark{false};
};

} // namespace qd::gui
