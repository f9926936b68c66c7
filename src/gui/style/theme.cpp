#include "gui/style/theme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QGuiApplication>
#include <QPalette>
#include <QSettings>

namespace qd::gui {

bool desktopIsDark()
{
    if (QGuiApplication::platformName() == QLatin1String("offscreen")) return false;
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (bus.isConnected()) {
        QDBusMessage ask = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.portal.Desktop"),
                                                          QStringLiteral("/org/freedesktop/portal/desktop"),
                                                          QStringLiteral("org.freedesktop.portal.Settings"),
                                                          QStringLiteral("Read"));
        ask.setAutoStartService(false);
        ask << QStringLiteral("org.freedesktop.appearance") << QStringLiteral("color-scheme");
        const QDBusMessage answer = bus.call(ask, QDBus::Block, 300);
        if (answer.type() == QDBusMessage::ReplyMessage && !answer.arguments().isEmpty()) {
            QVariant value = answer.arguments().constFirst();
            while (value.canConvert<QDBusVariant>())
                value = value.value<QDBusVariant>().variant(); // Read wraps twice
            if (value.toUInt() == 1) return true;
            if (value.toUInt() == 2) return false;
        }
    }
    return QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
}

ThemeChoice themeFromName(const QString& name)
{
    if (name == QLatin1String("light")) return ThemeChoice::Light;
    if (name == QLatin1String("dark")) return ThemeChoice::Dark;
    if (name == QLatin1String("contrast")) return ThemeChoice::Contrast;
    return ThemeChoice::System;
}

QString nameOfTheme(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::Light: return QStringLiteral("light");
    case ThemeChoice::Dark: return QStringLiteral("dark");
    case ThemeChoice::Contrast: return QStringLiteral("contrast");
    case ThemeChoice::System: break;
    }
    return QStringLiteral("system");
}

Theme::Theme(DeskStyle& style, QSettings& settings, QObject* parent)
    : QObject(parent)
    , m_style(style)
    , m_settings(settings)
{}

void Theme::start(const QString& forced)
{
    m_systemDark = desktopIsDark();
    m_choice =
        themeFromName(forced.isEmpty() ? m_settings.value(QStringLiteral("look/theme")).toString() : forced);
    m_density =
        m_settings.value(QStringLiteral("look/compact")).toBool() ? Density::Compact : Density::Comfortable;
    m_textScale = m_settings.value(QStringLiteral("look/textScale"), 1.0).toDouble();
    m_style.setDensity(m_density);
    m_style.setTextScale(m_textScale);
    apply();
}

void Theme::choose(ThemeChoice choice)
{
    m_choice = choice;
    m_settings.setValue(QStringLiteral("look/theme"), nameOfTheme(choice));
    apply();
}

void Theme::setDensity(Density density)
{
    m_density = density;
    m_settings.setValue(QStringLiteral("look/compact"), density == Density::Compact);
    m_style.setDensity(density);
    emit changed();
}

void Theme::setTextScale(double scale)
{
    m_textScale = scale;
    m_settings.setValue(QStringLiteral("look/textScale"), scale);
    m_style.setTextScale(scale);
    emit changed();
}

void Theme::apply()
{
    const Scheme scheme = m_choice == ThemeChoice::Contrast                 ? Scheme::Contrast
                          : m_choice == ThemeChoice::Dark                   ? Scheme::Dark
                          : m_choice == ThemeChoice::System && m_systemDark ? Scheme::Dark
                                                                            : Scheme::Light;
    m_style.setScheme(scheme);
    emit changed();
}

} // namespace qd::gui
