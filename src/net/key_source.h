#pragma once

#include "net/sealed_box.h"
#include "quarterdeck/net/sealed_file.h"

#include <filesystem>
#include <optional>
#include <string>

namespace qd {

/// The key out of the first key file that stands ready; nothing when none is named and none exists.
/// @param folder  of the sealed file: a key inside it is refused
/// @errors Forbidden (readable by others, or inside the folder), Auth (named but unreadable or no key)
Result<std::optional<SecretKey>> findKeyFile(const std::filesystem::path& folder);

/// $QUARTERDECK_PASSPHRASE, else the prompt's answer; nothing when neither gives one.
std::optional<std::string> findPassphrase(const PassphrasePrompt& prompt);

} // namespace qd
