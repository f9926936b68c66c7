#include "engine/desk_session.h"

namespace qd {

DeskSession::DeskSession(std::unique_ptr<WorkspaceEngine> engine, Person me)
    : m_me{std::move(me)}
    , m_engine{std::move(engine)}
    , m_ask{*m_engine, m_me.id}
    , m_inbox{m_ask}
    , m_triage{m_ask}
    , m_composer{m_ask}
    , m_sending{m_ask}
    , m_sources{m_ask}
    , m_pictures{m_ask}
    , m_setUp{m_ask}
    , m_workspace{m_ask}
{}

/// Callbacks under way use the services: the threads end first, while everything still stands.
DeskSession::~DeskSession() { m_engine->stop(); }

} // namespace qd
