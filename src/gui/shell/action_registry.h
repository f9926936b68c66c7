#pragma once

#include <QHash>
#include <QObject>
#include <QString>

#include <functional>
#include <vector>

class QSettings;

namespace qd::gui {

/// Where a key counts. Letters count on the desk only: while the list or the thread has the keyboard.
enum class Where { Desk, Everywhere };

/// One thing a person can do, described once: menus, the palette, the sheet of keys and the keyboard all read
/// this.
struct DeskAction {
    QString id;    ///< "resolve"; what a re-bound key is remembered under
    QString name;  ///< for people
    QString group; ///< heading in the sheet of keys
    QString key;   ///< "e", "Shift+E", "g", "?", "Ctrl+K"; "" = palette only
    Where where{Where::Desk};
    std::function<void()> run;
    std::function<bool()> possible; ///< empty = always
    QString icon;
};

class ActionRegistry final : public QObject {
    Q_OBJECT
public:
    ActionRegistry(QSettings& settings, QObject* parent = nullptr);

    void add(DeskAction action); ///< a remembered key replaces the default one
    const DeskAction* find(const QString& id) const;
    const std::vector<DeskAction>& all() const { return m_actions; }
    bool trigger(const QString& id) const; ///< false: not possible now
    bool isPossible(const DeskAction& action) const { return !action.possible || action.possible(); }

    /// The action whose key was pressed. @param key as keyOf() spells it
    const DeskAction* byKey(const QString& key, bool onDesk) const;
    /// Refuses Alt+letter and a key that another action has. @return what is wrong, "" = done
    QString rebind(const QString& id, const QString& key);
    /// Actions that would fight for one key; empty unless the defaults are wrong.
    QStringList clashes() const;

private:
    QSettings& m_settings;
    std::vector<DeskAction> m_actions;
};

} // namespace qd::gui
