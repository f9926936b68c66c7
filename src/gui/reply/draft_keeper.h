#pragma once

#include "gui/bridge/desk_bridge.h"

#include <QMap>
#include <QTimer>

#include <optional>

namespace qd::gui {

/// Saves what is being written, a second after the last key and whenever it is asked to. Each draft carries
/// its own conversation from the moment it was typed, so a switch in between can never save it under another.
class DraftKeeper final : public QObject {
    Q_OBJECT
public:
    DraftKeeper(DeskBridge& bridge, QObject* parent = nullptr);

    void keep(Draft draft);
    void flush();
    void forget(ConversationId conversation, bool note); ///< it was sent: nothing is left to save
    /// What was typed here and is not known to be saved yet; newer than what the desk has.
    std::optional<Draft> unsaved(ConversationId conversation, bool note) const;

signals:
    void saved();
    void failed(const qd::Error& error);

private:
    using Key = std::pair<qint64, bool>;
    struct Held {
        Draft draft;
        bool dirty{true};
        quint64 turn{0};
    };
    void save(const Key& key);

    DeskBridge& m_bridge;
    QMap<Key, Held> m_held;
    QTimer m_soon;
    quint64 m_turn{0};
};

} // namespace qd::gui
