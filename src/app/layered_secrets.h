#pragma once

#include "quarterdeck/net/secret_store.h"

#include <functional>
#include <memory>

namespace qd {

/// The keyring first, the sealed file behind it: new secrets go to the keyring, those that the command line sealed
/// are still found.
std::unique_ptr<SecretStore> layerSecrets(std::unique_ptr<SecretStore> keyring,
                                          std::function<Result<std::unique_ptr<SecretStore>>()> openSealed);

} // namespace qd
