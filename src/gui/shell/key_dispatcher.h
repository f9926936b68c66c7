#pragma once

#include <QObject>
#include <QPointer>
#include <QWidget>

#include <vector>

class QKeyEvent;

namespace qd::gui {

class ActionRegistry;

/// How a pressed key is spelt in the registry: the character it makes ("j", "?", "!"), letters made with
/// Shift as "Shift+E", keys with Control as "Ctrl+K" or "Ctrl+Shift+Return". Empty for anything with Alt,
/// AltGr or Meta.
QString keyOf(const QKeyEvent& event);

/// Turns keys of one window into actions. Plain characters count only while one of the desk's panes has the
/// keyboard and no text is being typed.
class KeyDispatcher final : public QObject {
    Q_OBJECT
public:
    KeyDispatcher(ActionRegistry& registry, QWidget& window);
    void addDeskPane(QWidget* pane) { m_panes.emplace_back(pane); }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool isOnDesk() const;

    ActionRegistry& m_registry;
    QWidget& m_window;
    std::vector<QPointer<QWidget>> m_panes;
};

} // namespace qd::gui
