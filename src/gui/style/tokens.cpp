#include "gui/style/tokens.h"

#include <algorithm>
#include <cmath>

namespace qd::gui {

namespace {

QColor hex(const char* name) { return QColor(QLatin1String(name)); }

Tokens light()
{
    Tokens t;
    t.page = hex("#F6F7F9");
    t.surface = hex("#FFFFFF");
    t.selected = hex("#E3F1F0");
    t.text = hex("#1A2330");
    t.second = hex("#566273");
    t.accent = hex("#0A716C");
    t.accentText = hex("#FFFFFF");
    t.goals = {hex("#1F5AE0"), hex("#7C3AED"), hex("#B5179E"),
               hex("#8A4B2A"), hex("#4F6F12"), hex("#52667A")};
    t.ok = hex("#12702F");
    t.risk = hex("#A34A06");
    t.breach = hex("#C01B1B");
    t.note = hex("#FFF8E6");
    t.noteBorder = hex("#D8C68A");
    t.border = hex("#E1E5EA");
    t.shadow = QColor(0, 0, 0, 46);
    return t;
}

Tokens dark()
{
    Tokens t;
    t.page = hex("#12161C");
    t.surface = hex("#1A2028");
    t.selected = hex("#1B3335");
    t.text = hex("#E6EAF0");
    t.second = hex("#9CA8B7");
    t.accent = hex("#3FBFB5");
    t.accentText = hex("#12161C");
    t.goals = {hex("#7FA8FF"), hex("#B79BFF"), hex("#F08AD8"),
               hex("#D9A07E"), hex("#A9C765"), hex("#A3B4C5")};
    t.ok = hex("#5BC98A");
    t.risk = hex("#F0B04A");
    t.breach = hex("#FF8080");
    t.note = hex("#2B2618");
    t.noteBorder = hex("#6B5E33");
    t.border = hex("#2B333E");
    t.shadow = QColor(0, 0, 0, 120);
    return t;
}

Tokens highContrast()
{
    Tokens t;
    t.page = hex("#000000");
    t.surface = hex("#000000");
    t.selected = hex("#003D3A");
    t.text = hex("#FFFFFF");
    t.second = hex("#E0E0E0");
    t.accent = hex("#5CFFF2");
    t.accentText = hex("#000000");
    t.goals = {hex("#A8C5FF"), hex("#D3C2FF"), hex("#FFB3EC"),
               hex("#FFCBAA"), hex("#D3F08C"), hex("#D5E1EC")};
    t.ok = hex("#7CFFB2");
    t.risk = hex("#FFD072");
    t.breach = hex("#FFB0B0");
    t.note = hex("#2A2300");
    t.noteBorder = hex("#FFE066");
    t.border = hex("#8A8A8A");
    t.shadow = QColor(0, 0, 0, 0);
    return t;
}

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& c)
{
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

} // namespace

QColor mixed(const QColor& a, const QColor& b, double share)
{
    const auto between = [share](int from, int to) {
        return static_cast<int>(std::lround(from + (to - from) * share));
    };
    return {between(a.red(), b.red()), between(a.green(), b.green()), between(a.blue(), b.blue())};
}

QColor discOf(const Tokens& t, std::size_t which)
{
    return mixed(t.surface, t.goals[which % t.goals.size()], t.scheme == Scheme::Light ? 0.14 : 0.24);
}

QColor inkOf(const Tokens& t, std::size_t which)
{
    return mixed(t.goals[which % t.goals.size()], t.text, 0.35);
}

Tokens tokensOf(Scheme scheme)
{
    Tokens t = scheme == Scheme::Light ? light() : scheme == Scheme::Dark ? dark() : highContrast();
    t.scheme = scheme;
    t.hover = mixed(t.surface, t.selected, 0.5);
    t.chip = mixed(t.surface, t.text, scheme == Scheme::Light ? 0.055 : 0.09);
    return t;
}

double contrastOf(const QColor& a, const QColor& b)
{
    const double one = luminance(a), two = luminance(b);
    return (std::max(one, two) + 0.05) / (std::min(one, two) + 0.05);
}

std::vector<ColourPair> pairsInUse(const Tokens& t)
{
    std::vector<ColourPair> pairs;
    const std::pair<const char*, QColor> grounds[] = {
        {"page", t.page}, {"surface", t.surface}, {"selected", t.selected}, {"hover", t.hover}};
    const std::pair<const char*, QColor> fronts[] = {{"text", t.text},     {"second", t.second},
                                                     {"accent", t.accent}, {"ok", t.ok},
                                                     {"risk", t.risk},     {"breach", t.breach}};
    for (const auto& [groundName, ground] : grounds) {
        for (const auto& [frontName, front] : fronts)
            pairs.push_back(
                {QStringLiteral("%1 on %2").arg(QLatin1String(frontName), QLatin1String(groundName)), front,
                 ground});
        for (std::size_t i = 0; i < t.goals.size(); ++i)
            pairs.push_back(
                {QStringLiteral("goal %1 on %2").arg(i).arg(QLatin1String(groundName)), t.goals[i], ground});
    }
    pairs.push_back({QStringLiteral("text on note"), t.text, t.note});
    pairs.push_back({QStringLiteral("second on note"), t.second, t.note});
    pairs.push_back({QStringLiteral("risk on note"), t.risk, t.note});
    pairs.push_back({QStringLiteral("text on chip"), t.text, t.chip});
    pairs.push_back({QStringLiteral("second on chip"), t.second, t.chip});
    pairs.push_back({QStringLiteral("risk on chip"), t.risk, t.chip});
    pairs.push_back({QStringLiteral("breach on chip"), t.breach, t.chip});
    pairs.push_back({QStringLiteral("accent's own text"), t.accentText, t.accent});
    pairs.push_back({QStringLiteral("page on text (undo bar)"), t.page, t.text});
    for (std::size_t i = 0; i < t.goals.size(); ++i)
        pairs.push_back({QStringLiteral("initials %1").arg(i), inkOf(t, i), discOf(t, i)});
    pairs.push_back({QStringLiteral("badge"), t.surface, t.second});
    return pairs;
}

} // namespace qd::gui
