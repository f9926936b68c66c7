#pragma once

#include "quarterdeck/desk/opener.h"

#include <functional>
#include <memory>
#include <string>

namespace qd {

class SecretStore;

/// Opens the desktop's keyring; nullptr where there is none. Supplied by the window's program, which has Qt.
using OpenKeyring = std::function<std::unique_ptr<SecretStore>()>;

/// The one place that names concrete classes: the curl client, the sealed file, the machine's clock.
std::unique_ptr<Opener> composeOpener(double pollHaste, const OpenKeyring& keyring = {});

/// $QUARTERDECK_WORKSPACE, then quarterdeck below the XDG data folder.
std::string defaultWorkspace();

} // namespace qd
