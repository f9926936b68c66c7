#pragma once

#include "engine/desk/composer_service.h"
#include "engine/desk/inbox_service.h"
#include "engine/desk/picture_service.h"
#include "engine/desk/sending_service.h"
#include "engine/desk/setup_service.h"
#include "engine/desk/sources_service.h"
#include "engine/desk/triage_service.h"
#include "engine/desk/workspace_service.h"
#include "quarterdeck/desk/desk.h"

#include <memory>

namespace qd {

/// The desk of one person over one running workspace.
class DeskSession final : public Desk {
public:
    DeskSession(std::unique_ptr<WorkspaceEngine> engine, Person me);
    ~DeskSession() override;

    const Person& me() const override { return m_me; }
    Inbox& inbox() override { return m_inbox; }
    Triage& triage() override { return m_triage; }
    Composer& composer() override { return m_composer; }
    Sending& sending() override { return m_sending; }
    Sources& sources() override { return m_sources; }
    Pictures& pictures() override { return m_pictures; }
    SetUp& setUp() override { return m_setUp; }
    Workspace& workspace() override { return m_workspace; }
    Changes& changes() override { return m_engine->changes(); }

private:
    Person m_me;
    std::unique_ptr<WorkspaceEngine> m_engine;
    Ask m_ask;
    InboxService m_inbox;
    TriageService m_triage;
    ComposerService m_composer;
    SendingService m_sending;
    SourcesService m_sources;
    PictureService m_pictures;
    SetUpService m_setUp;
    WorkspaceService m_workspace;
};

} // namespace qd
