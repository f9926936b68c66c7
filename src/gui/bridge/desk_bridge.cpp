#include "gui/bridge/desk_bridge.h"

namespace qd::gui {

DeskBridge::DeskBridge(Desk& desk, QObject* parent) : QObject(parent), m_desk(desk)
{
    QPointer<DeskBridge> guard(this);
    m_listening = desk.changes().onChange([guard](const std::vector<DeskChange>& changes) {
        onGuiThread(guard, [changes](DeskBridge& bridge) { bridge.tell(changes); });
    });
}

DeskBridge::~DeskBridge() = default;

void DeskBridge::tell(const std::vector<DeskChange>& changes)
{
    bool lists = false, counts = false, outbox = false, sources = false, setUp = false;
    for (const DeskChange& change : changes) {
        switch (change.kind) {
        case DeskChange::Kind::Conversation:
            lists = counts = true;
            emit conversationChanged(change.id);
            break;
        case DeskChange::Kind::Lists: lists = counts = true; break;
        case DeskChange::Kind::Counts: counts = true; break;
        case DeskChange::Kind::Outbox:
        case DeskChange::Kind::Sending: outbox = counts = true; break;
        case DeskChange::Kind::Source: sources = counts = true; break;
        case DeskChange::Kind::Setup: setUp = lists = counts = true; break;
        }
    }
    if (lists) emit listsChanged();
    if (counts) emit countsChanged();
    if (outbox) emit outboxChanged();
    if (sources) emit sourcesChanged();
    if (setUp) emit setUpChanged();
}

} // namespace qd::gui
