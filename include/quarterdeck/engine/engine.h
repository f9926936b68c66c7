#pragma once

#include "quarterdeck/base/time.h"
#include "quarterdeck/desk/opener.h"
#include "quarterdeck/net/http_client.h"
#include "quarterdeck/net/secret_store.h"
#include "quarterdeck/storage/database.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace qd {

/// What app supplies: everything concrete that the engine only knows by its interface.
struct EngineParts {
    Clock& clock;                                                  ///< outlives the opener
    std::function<std::unique_ptr<HttpClient>()> makeHttp;         ///< one a workspace
    /// Opened when a secret is first needed; `create`: a new place may be made for it.
    std::function<Result<std::unique_ptr<SecretStore>>(const WorkspaceUrl&, bool create)> openSecrets;
    std::string defaultWorkspace; ///< taken for an empty OpenRequest::workspace
    std::string osUser;           ///< login of who runs the program
    std::string osUserName;       ///< that person's full name
    /// Every interval of the poll loop, divided by this: the demo polls each few seconds.
    double pollHaste{1.0};
};

std::unique_ptr<Opener> makeOpener(EngineParts parts);

} // namespace qd
