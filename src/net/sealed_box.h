#pragma once

#include "quarterdeck/base/result.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace qd {

/// 32 secret bytes that are wiped when they go.
class SecretKey {
public:
    static constexpr std::size_t kSize = 32;

    SecretKey() = default;
    SecretKey(const SecretKey&) = default;
    SecretKey& operator=(const SecretKey&) = default;
    ~SecretKey();

    std::array<unsigned char, kSize>& bytes() { return m_bytes; }
    const std::array<unsigned char, kSize>& bytes() const { return m_bytes; }

private:
    std::array<unsigned char, kSize> m_bytes{};
};

enum class KeyKind : std::uint8_t { File = 0, Passphrase = 1 };

/// The front of a sealed file: how its key is found, and marks that tell a wrong key from a damaged file.
/// Layout, little endian: "QDSEALED", version 1, kind, 2 zero bytes, operations u32, KiB u32, salt 16, key mark 16,
/// BLAKE2b-128 of all that; then nonce 24 and the XChaCha20-Poly1305 text, which binds the front as well.
struct SealedHeader {
    KeyKind kind{KeyKind::File};
    std::uint32_t operations{0}; ///< argon2id; passphrases only
    std::uint32_t kibibytes{0};
    std::array<unsigned char, 16> salt{};
};

using SecretMap = std::map<std::string, std::string>;

/// A header for a new file: fresh salt, today's cost.
SealedHeader makeSealedHeader(KeyKind kind);

/// @errors Corrupt, TooNew
Result<SealedHeader> readSealedHeader(std::string_view file);

/// argon2id with the header's salt and cost; takes a tenth of a second and 64 MiB.
/// @errors Full: no memory
Result<SecretKey> keyOfPassphrase(const std::string& passphrase, const SealedHeader& header);

std::string seal(const SecretMap& secrets, const SealedHeader& header, const SecretKey& key);

/// @errors Auth: the wrong key; Corrupt: cut or changed; TooNew
Result<SecretMap> unseal(std::string_view file, const SecretKey& key);

} // namespace qd
