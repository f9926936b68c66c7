#include "net/sealed_box.h"

#include "net/sodium_ready.h"

#include <nlohmann/json.hpp>

#include <cstring>

namespace qd {
namespace {

constexpr std::string_view kMagic = "QDSEALED";
constexpr unsigned char kVersion = 1;
constexpr std::size_t kMarkSize = 16;
constexpr std::size_t kSaltAt = 20;
constexpr std::size_t kMarkAt = 36;
constexpr std::size_t kHashAt = 52;
constexpr std::size_t kFrontSize = 68;
constexpr std::size_t kNonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kLargestFile = 16U << 20U;
constexpr std::uint32_t kMostOperations = 16;
constexpr std::uint32_t kMostKibibytes = 1U << 20U; // a forged header must not eat the memory

const unsigned char* bytesOf(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytesOf(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

void putU32(std::string& out, std::uint32_t value)
{
    for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>((value >> shift) & 0xFFU);
}

std::uint32_t u32At(std::string_view text, std::size_t at)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value |= std::uint32_t{bytesOf(text)[at + i]} << (8 * i);
    return value;
}

std::string hash16(std::string_view text, const SecretKey* key)
{
    std::string out(kMarkSize, '\0');
    crypto_generichash(bytesOf(out), out.size(), bytesOf(text), text.size(), key ? key->bytes().data() : nullptr,
                       key ? SecretKey::kSize : 0);
    return out;
}

std::string keyMark(std::string_view salt, const SecretKey& key)
{
    return hash16(std::string{"quarterdeck key mark"}.append(salt), &key);
}

std::string frontOf(const SealedHeader& header, const SecretKey& key)
{
    std::string front{kMagic};
    front += static_cast<char>(kVersion);
    front += static_cast<char>(header.kind);
    front += std::string(2, '\0');
    putU32(front, header.operations);
    putU32(front, header.kibibytes);
    front.append(reinterpret_cast<const char*>(header.salt.data()), header.salt.size());
    front += keyMark(std::string_view{front}.substr(kSaltAt), key);
    front += hash16(front, nullptr);
    return front;
}

Result<SecretMap> readMap(std::string_view plain)
{
    const auto doc = nlohmann::json::parse(plain, nullptr, false);
    if (!doc.is_object()) return fail(Errc::Corrupt, "the sealed file holds no map");
    SecretMap secrets;
    for (const auto& [key, value] : doc.items()) {
        if (value.is_string()) secrets.emplace(key, value.get<std::string>());
    }
    return secrets;
}

} // namespace

SecretKey::~SecretKey() { sodium_memzero(m_bytes.data(), m_bytes.size()); }

SealedHeader makeSealedHeader(KeyKind kind)
{
    readySodium();
    SealedHeader header;
    header.kind = kind;
    if (kind == KeyKind::Passphrase) {
        header.operations = 3;
        header.kibibytes = 64U << 10U;
    }
    randombytes_buf(header.salt.data(), header.salt.size());
    return header;
}

Result<SealedHeader> readSealedHeader(std::string_view file)
{
    readySodium();
    if (file.size() < kMagic.size() + 1 || !file.starts_with(kMagic))
        return fail(Errc::Corrupt, "not a sealed file, or cut short");
    if (bytesOf(file)[8] > kVersion) return fail(Errc::TooNew, "the sealed file was made by a newer program");
    if (file.size() < kFrontSize + kNonceSize + kTagSize || file.size() > kLargestFile)
        return fail(Errc::Corrupt, "the sealed file is cut short or far too large");
    if (hash16(file.substr(0, kHashAt), nullptr) != file.substr(kHashAt, kMarkSize))
        return fail(Errc::Corrupt, "the sealed file's front is damaged");
    SealedHeader header;
    header.operations = u32At(file, 12);
    header.kibibytes = u32At(file, 16);
    std::memcpy(header.salt.data(), file.data() + kSaltAt, header.salt.size());
    const auto kind = bytesOf(file)[9];
    if (kind > 1 || header.operations > kMostOperations || header.kibibytes > kMostKibibytes)
        return fail(Errc::Corrupt, "the sealed file's front makes no sense");
    header.kind = static_cast<KeyKind>(kind);
    return header;
}

Result<SecretKey> keyOfPassphrase(const std::string& passphrase, const SealedHeader& header)
{
    readySodium();
    SecretKey key;
    if (crypto_pwhash(key.bytes().data(), SecretKey::kSize, passphrase.data(), passphrase.size(), header.salt.data(),
                      header.operations, std::size_t{header.kibibytes} << 10U, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return fail(Errc::Full, "the passphrase cannot be turned into a key: too little memory");
    return key;
}

std::string seal(const SecretMap& secrets, const SealedHeader& header, const SecretKey& key)
{
    readySodium();
    auto plain = nlohmann::json(secrets).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    const auto front = frontOf(header, key);
    std::string nonce(kNonceSize, '\0');
    randombytes_buf(nonce.data(), nonce.size());
    std::string box(plain.size() + kTagSize, '\0');
    unsigned long long size = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytesOf(box), &size, bytesOf(std::string_view{plain}), plain.size(),
                                               bytesOf(std::string_view{front}), front.size(), nullptr,
                                               bytesOf(std::string_view{nonce}), key.bytes().data());
    sodium_memzero(plain.data(), plain.size());
    return front + nonce + box;
}

Result<SecretMap> unseal(std::string_view file, const SecretKey& key)
{
    const auto header = readSealedHeader(file);
    if (!header) return tl::unexpected(header.error());
    if (keyMark(file.substr(kSaltAt, header->salt.size()), key) != file.substr(kMarkAt, kMarkSize))
        return fail(Errc::Auth, "this key does not open the sealed file",
                    "Use the key file or passphrase that the file was made with.");
    const auto nonce = file.substr(kFrontSize, kNonceSize);
    const auto box = file.substr(kFrontSize + kNonceSize);
    std::string plain(box.size() - kTagSize, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytesOf(plain), nullptr, nullptr, bytesOf(box), box.size(),
                                                   bytesOf(file), kFrontSize, bytesOf(nonce), key.bytes().data()) != 0)
        return fail(Errc::Corrupt, "the sealed file is damaged");
    auto secrets = readMap(plain);
    sodium_memzero(plain.data(), plain.size());
    return secrets;
}

} // namespace qd
