#pragma once

#include "quarterdeck/net/secret_store.h"

#include <memory>

namespace qd {

/// The desktop's Secret Service through QtKeychain; nullptr where no such service runs. Calls block the caller, never
/// the GUI thread's loop: the jobs live on a thread of their own.  @thread made on main, used on any other
std::unique_ptr<SecretStore> openKeyring();

} // namespace qd
