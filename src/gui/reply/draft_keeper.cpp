#include "gui/reply/draft_keeper.h"

namespace qd::gui {

DraftKeeper::DraftKeeper(DeskBridge& bridge, QObject* parent) : QObject(parent), m_bridge(bridge)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(1000);
    connect(&m_soon, &QTimer::timeout, this, &DraftKeeper::flush);
}

void DraftKeeper::keep(Draft draft)
{
    const Key key{draft.conversation.value, draft.note};
    m_held.insert(key, {std::move(draft), true, ++m_turn});
    m_soon.start();
}

void DraftKeeper::flush()
{
    m_soon.stop();
    const auto keys = m_held.keys();
    for (const Key& key : keys)
        if (m_held[key].dirty) save(key);
}

void DraftKeeper::save(const Key& key)
{
    Held& held = m_held[key];
    held.dirty = false;
    const quint64 turn = held.turn;
    m_bridge.ask<Draft>(
        this,
        [draft = held.draft](Desk& desk, Reply<Draft> reply) {
            desk.composer().saveDraft(draft, std::move(reply));
        },
        [key, turn](DraftKeeper& self, Result<Draft> result) {
            const auto it = self.m_held.find(key);
            const bool newest = it != self.m_held.end() && it->turn == turn;
            if (!result) {
                if (newest) it->dirty = true;
                self.m_soon.start(); // the text is still here; try again
                emit self.failed(result.error());
                return;
            }
            if (newest) self.m_held.erase(it);
            emit self.saved();
        });
}

void DraftKeeper::forget(ConversationId conversation, bool note)
{
    m_held.remove({conversation.value, note});
}

std::optional<Draft> DraftKeeper::unsaved(ConversationId conversation, bool note) const
{
    const auto it = m_held.constFind({conversation.value, note});
    return it == m_held.constEnd() ? std::nullopt : std::optional(it->draft);
}

} // namespace qd::gui
