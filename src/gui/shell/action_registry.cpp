#include "gui/shell/action_registry.h"

#include <QSettings>

#include <algorithm>

namespace qd::gui {

ActionRegistry::ActionRegistry(QSettings& settings, QObject* parent) : QObject(parent), m_settings(settings)
{}

void ActionRegistry::add(DeskAction action)
{
    const QString remembered = QStringLiteral("keys/") + action.id;
    if (m_settings.contains(remembered)) action.key = m_settings.value(remembered).toString();
    m_actions.push_back(std::move(action));
}

const DeskAction* ActionRegistry::find(const QString& id) const
{
    const auto it =
        std::find_if(m_actions.begin(), m_actions.end(), [&](const DeskAction& a) { return a.id == id; });
    return it == m_actions.end() ? nullptr : &*it;
}

bool ActionRegistry::trigger(const QString& id) const
{
    const DeskAction* action = find(id);
    if (!action || !isPossible(*action)) return false;
    action->run();
    return true;
}

const DeskAction* ActionRegistry::byKey(const QString& key, bool onDesk) const
{
    const auto it = std::find_if(m_actions.begin(), m_actions.end(), [&](const DeskAction& a) {
        return a.key == key && (onDesk || a.where == Where::Everywhere);
    });
    return it == m_actions.end() ? nullptr : &*it;
}

QString ActionRegistry::rebind(const QString& id, const QString& key)
{
    if (key.contains(QLatin1String("Alt+")))
        return tr("Alt with a letter types characters on many keyboards. Choose another key.");
    for (const DeskAction& other : m_actions)
        if (other.id != id && other.key == key && !key.isEmpty())
            return tr("%1 has that key already.").arg(other.name);
    const auto it =
        std::find_if(m_actions.begin(), m_actions.end(), [&](const DeskAction& a) { return a.id == id; });
    if (it == m_actions.end()) return tr("There is no such action.");
    it->key = key;
    m_settings.setValue(QStringLiteral("keys/") + id, key);
    return {};
}

QStringList ActionRegistry::clashes() const
{
    QStringList found;
    for (std::size_t i = 0; i < m_actions.size(); ++i)
        for (std::size_t j = i + 1; j < m_actions.size(); ++j)
            if (!m_actions[i].key.isEmpty() && m_actions[i].key == m_actions[j].key)
                found << m_actions[i].id + QLatin1Char('/') + m_actions[j].id;
    return found;
}

} // namespace qd::gui
