#pragma once

#include "quarterdeck/net/secret_store.h"

#include <filesystem>
#include <functional>
#include <memory>

namespace qd {

/// Asked for the passphrase when no key source stands ready; nothing = the person gave up.
using PassphrasePrompt = std::function<std::optional<std::string>()>;

/// Open or make the sealed file of secrets: a JSON map in a libsodium secretbox (XChaCha20-Poly1305), mode 0600,
/// replaced atomically; a lock file keeps two processes from losing each other's entries.
/// The key comes from the first of: $QUARTERDECK_KEY_FILE (32 bytes raw, or 64 hex digits),
/// $CREDENTIALS_DIRECTORY/quarterdeck.key (systemd), the file makeDefaultKeyFile() makes, $QUARTERDECK_PASSPHRASE,
/// `prompt` (both through argon2id; a file sealed by passphrase asks for that alone).
/// @errors Auth (no key source, or the wrong key; the hint says what to do), Forbidden (key file readable by others
///         or inside the sealed file's folder), Corrupt (cut or tampered), TooNew, Storage
Result<std::unique_ptr<SecretStore>> openSealedFile(const std::filesystem::path& file,
                                                    const PassphrasePrompt& prompt = {});

/// $XDG_CONFIG_HOME/quarterdeck/key, or the same under ~/.config.
std::filesystem::path defaultKeyFile();

/// Make that file with a fresh random key, mode 0600; one that is there already is kept.
/// @return its path
Result<std::filesystem::path> makeDefaultKeyFile();

} // namespace qd
