#include "net/key_source.h"

#include "net/sodium_ready.h"
#include "quarterdeck/base/text.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

namespace qd {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> environment(const char* name)
{
    const char* const value = std::getenv(name);
    return value != nullptr && *value != '\0' ? std::optional<std::string>{value} : std::nullopt;
}

bool liesWithin(const fs::path& file, const fs::path& folder)
{
    std::error_code ignored;
    const auto inner = fs::weakly_canonical(file, ignored);
    const auto outer = fs::weakly_canonical(folder, ignored);
    return !outer.empty() && std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first == outer.end();
}

class Descriptor {
public:
    explicit Descriptor(int fd) : m_fd{fd} {}
    ~Descriptor()
    {
        if (m_fd >= 0) ::close(m_fd);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return m_fd; }

private:
    int m_fd;
};

Result<SecretKey> parseKey(std::string content)
{
    SecretKey key;
    std::size_t written = 0;
    const auto hex = trim(content);
    const bool raw = content.size() == SecretKey::kSize;
    if (raw) {
        std::copy(content.begin(), content.end(), key.bytes().begin());
    } else if (hex.size() == 2 * SecretKey::kSize) {
        sodium_hex2bin(key.bytes().data(), SecretKey::kSize, hex.data(), hex.size(), nullptr, &written, nullptr);
    }
    sodium_memzero(content.data(), content.size());
    if (!raw && written != SecretKey::kSize)
        return fail(Errc::Auth, "the key file holds no key", "A key is 32 raw bytes or 64 hexadecimal digits.");
    return key;
}

/// @param otherBits  permissions that nobody but the owner may have
Result<SecretKey> readKeyFile(const fs::path& file, const fs::path& folder, unsigned otherBits)
{
    if (liesWithin(file, folder))
        return fail(Errc::Forbidden, "the key file lies in the workspace folder, beside what it opens",
                    "Move it elsewhere: a copy of the folder must not carry its own key.");
    const Descriptor in{::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    struct stat info{};
    if (in.get() < 0 || ::fstat(in.get(), &info) != 0 || !S_ISREG(info.st_mode))
        return fail(Errc::Auth, "the key file cannot be read");
    if ((info.st_mode & otherBits) != 0)
        return fail(Errc::Forbidden, "the key file can be read by others", "Run: chmod 600 on the key file.");
    std::string content(256, '\0');
    const auto count = ::read(in.get(), content.data(), content.size());
    content.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return parseKey(std::move(content));
}

} // namespace

Result<std::optional<SecretKey>> findKeyFile(const fs::path& folder)
{
    readySodium();
    const auto found = [&folder](const fs::path& file, unsigned otherBits) -> Result<std::optional<SecretKey>> {
        auto key = readKeyFile(file, folder, otherBits);
        if (!key) return tl::unexpected(key.error());
        return std::optional<SecretKey>{*key};
    };
    std::error_code ignored;
    if (const auto named = environment("QUARTERDECK_KEY_FILE")) return found(*named, 077);
    if (const auto credentials = environment("CREDENTIALS_DIRECTORY")) {
        // systemd gives the service its credential by an ACL, which shows as a group bit.
        const auto file = fs::path{*credentials} / "quarterdeck.key";
        if (fs::exists(file, ignored)) return found(file, 007);
    }
    if (const auto file = defaultKeyFile(); !file.empty() && fs::exists(file, ignored)) return found(file, 077);
    return std::optional<SecretKey>{};
}

std::optional<std::string> findPassphrase(const PassphrasePrompt& prompt)
{
    if (auto passphrase = environment("QUARTERDECK_PASSPHRASE")) return passphrase;
    auto typed = prompt ? prompt() : std::nullopt;
    return typed && !typed->empty() ? typed : std::nullopt;
}

fs::path defaultKeyFile()
{
    const auto config = environment("XDG_CONFIG_HOME");
    if (config && config->front() == '/') return fs::path{*config} / "quarterdeck" / "key";
    const auto home = environment("HOME");
    return home ? fs::path{*home} / ".config" / "quarterdeck" / "key" : fs::path{};
}

Result<fs::path> makeDefaultKeyFile()
{
    readySodium();
    const auto file = defaultKeyFile();
    if (file.empty()) return fail(Errc::Storage, "no home folder to keep a key in");
    std::error_code error;
    if (fs::exists(file, error)) return file;
    fs::create_directories(file.parent_path(), error);
    if (error) return fail(Errc::Storage, "the folder for the key cannot be made");
    ::chmod(file.parent_path().c_str(), 0700);

    SecretKey key;
    randombytes_buf(key.bytes().data(), SecretKey::kSize);
    std::string hex(2 * SecretKey::kSize + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), key.bytes().data(), SecretKey::kSize);
    hex.back() = '\n';

    // Written aside and linked into place: nobody ever reads half a key, and the first of two makers wins.
    auto aside = file.string() + ".XXXXXX";
    bool written = false;
    {
        const Descriptor out{::mkostemp(aside.data(), O_CLOEXEC)};
        written = out.get() >= 0 && ::write(out.get(), hex.data(), hex.size()) == static_cast<ssize_t>(hex.size()) &&
                  ::fsync(out.get()) == 0;
    }
    sodium_memzero(hex.data(), hex.size());
    const bool placed = written && (::link(aside.c_str(), file.c_str()) == 0 || errno == EEXIST);
    ::unlink(aside.c_str());
    if (!placed) return fail(Errc::Storage, "the key file cannot be written");
    return file;
}

} // namespace qd
