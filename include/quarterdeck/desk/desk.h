#pragma once

#include "quarterdeck/desk/changes.h"
#include "quarterdeck/desk/composer.h"
#include "quarterdeck/desk/configuration.h"
#include "quarterdeck/desk/inbox.h"
#include "quarterdeck/desk/sending.h"
#include "quarterdeck/desk/sources.h"
#include "quarterdeck/desk/triage.h"
#include "quarterdeck/desk/workspace.h"

namespace qd {

/// All services of one open workspace for one person. Every call returns at once and answers later; may() is asked
/// inside, so no front end can do what its person may not.
class Desk {
public:
    virtual ~Desk() = default;
    virtual const Person& me() const = 0;
    virtual Inbox& inbox() = 0;
    virtual Triage& triage() = 0;
    virtual Composer& composer() = 0;
    virtual Sending& sending() = 0;
    virtual Sources& sources() = 0;
    virtual Pictures& pictures() = 0;
    virtual SetUp& setUp() = 0;
    virtual Workspace& workspace() = 0;
    virtual Changes& changes() = 0;
};

} // namespace qd
