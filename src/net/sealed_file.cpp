#include "quarterdeck/net/sealed_file.h"

#include "net/key_source.h"
#include "net/sealed_box.h"
#include "net/sodium_ready.h"
#include "quarterdeck/base/text.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <fstream>
#include <thread>
#include <utility>

namespace qd {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kLockDeadline{10};
constexpr std::streamsize kLargestFile = 17 << 20;

tl::unexpected<Error> cannotWrite(int error)
{
    if (error == ENOSPC || error == EDQUOT) return fail(Errc::Full, "no room for the sealed file");
    if (error == EROFS) return fail(Errc::ReadOnly, "the sealed file lies on a read-only disk");
    return fail(Errc::Storage, "the sealed file cannot be written");
}

/// Held while the file is read, changed and replaced; each holder opens the lock file anew, so that threads of one
/// process wait for each other too.
class FileLock {
public:
    static Result<FileLock> take(const fs::path& file)
    {
        FileLock lock{::open((file.string() + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)};
        if (lock.m_fd < 0) return cannotWrite(errno);
        const auto deadline = std::chrono::steady_clock::now() + kLockDeadline;
        while (::flock(lock.m_fd, LOCK_EX | LOCK_NB) != 0) {
            if (std::chrono::steady_clock::now() > deadline)
                return fail(Errc::Busy, "another process holds the sealed file");
            std::this_thread::sleep_for(std::chrono::milliseconds{5});
        }
        return lock;
    }
    FileLock(FileLock&& other) noexcept : m_fd{std::exchange(other.m_fd, -1)} {}
    FileLock& operator=(FileLock&&) = delete;
    ~FileLock()
    {
        if (m_fd >= 0) ::close(m_fd);
    }

private:
    explicit FileLock(int fd) : m_fd{fd} {}
    int m_fd;
};

/// The bytes of the file; nothing when there is none.
Result<std::optional<std::string>> slurp(const fs::path& file)
{
    std::error_code error;
    if (!fs::exists(file, error) && !error) return std::optional<std::string>{};
    std::ifstream in{file, std::ios::binary};
    std::string bytes;
    char part[4096];
    while (in.read(part, sizeof part) || in.gcount() > 0) {
        bytes.append(part, static_cast<std::size_t>(in.gcount()));
        if (static_cast<std::streamsize>(bytes.size()) > kLargestFile)
            return fail(Errc::Corrupt, "the sealed file is far too large");
    }
    if (!in.eof()) return fail(Errc::Storage, "the sealed file cannot be read");
    return std::optional{std::move(bytes)};
}

bool writeAll(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto count = ::write(fd, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return ::fsync(fd) == 0;
}

/// Old or new, never half: written aside, synced, renamed, and the folder synced.
Result<void> replaceFile(const fs::path& file, const std::string& bytes)
{
    auto aside = file.string() + ".XXXXXX";
    const int fd = ::mkostemp(aside.data(), O_CLOEXEC); // mode 0600
    if (fd < 0) return cannotWrite(errno);
    const bool written = writeAll(fd, bytes);
    const int error = errno;
    ::close(fd);
    if (!written || ::rename(aside.c_str(), file.c_str()) != 0) {
        const int reason = written ? errno : error;
        ::unlink(aside.c_str());
        return cannotWrite(reason);
    }
    if (const int folder = ::open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); folder >= 0) {
        ::fsync(folder);
        ::close(folder);
    }
    return {};
}

/// Reads the file at every call: another process may have written it.
class SealedFile final : public SecretStore {
public:
    SealedFile(fs::path file, SealedHeader header, SecretKey key) : m_file{std::move(file)}, m_header{header}, m_key{key} {}

    Result<std::optional<std::string>> read(const std::string& key) override
    {
        auto secrets = load();
        if (!secrets) return tl::unexpected(secrets.error());
        const auto found = secrets->find(key);
        return found == secrets->end() ? std::optional<std::string>{} : std::optional{found->second};
    }

    Result<void> write(const std::string& key, const std::string& secret) override
    {
        if (!isValidUtf8(key) || !isValidUtf8(secret)) return fail(Errc::Invalid, "a secret must be UTF-8 text");
        return change([&](SecretMap& secrets) { secrets[key] = secret; });
    }

    Result<void> remove(const std::string& key) override
    {
        return change([&](SecretMap& secrets) { secrets.erase(key); });
    }

    std::string_view name() const noexcept override { return "sealed-file"; }

private:
    Result<SecretMap> load() const
    {
        const auto bytes = slurp(m_file);
        if (!bytes) return tl::unexpected(bytes.error());
        if (!*bytes) return fail(Errc::Corrupt, "the sealed file has vanished");
        return unseal(**bytes, m_key);
    }

    template <class Change>
    Result<void> change(Change&& apply)
    {
        const auto lock = FileLock::take(m_file);
        if (!lock) return tl::unexpected(lock.error());
        auto secrets = load();
        if (!secrets) return tl::unexpected(secrets.error());
        apply(*secrets);
        return replaceFile(m_file, seal(*secrets, m_header, m_key));
    }

    fs::path m_file;
    SealedHeader m_header;
    SecretKey m_key;
};

tl::unexpected<Error> noKey()
{
    return fail(Errc::Auth, "no key for the secrets of this workspace",
                "Set QUARTERDECK_KEY_FILE to a file of 32 random bytes outside the workspace, mode 600 "
                "(head -c 32 /dev/urandom > FILE), or set QUARTERDECK_PASSPHRASE.");
}

/// The key for a file with this header, or for a new one when there is none: then the header is made too.
Result<SecretKey> findKey(const fs::path& folder, std::optional<SealedHeader>& header, const PassphrasePrompt& prompt)
{
    if (!header || header->kind == KeyKind::File) {
        const auto key = findKeyFile(folder);
        if (!key) return tl::unexpected(key.error());
        if (*key) {
            if (!header) header = makeSealedHeader(KeyKind::File);
            return **key;
        }
        if (header) return noKey();
    }
    auto passphrase = findPassphrase(prompt);
    if (!passphrase) return noKey();
    if (!header) header = makeSealedHeader(KeyKind::Passphrase);
    auto key = keyOfPassphrase(*passphrase, *header);
    sodium_memzero(passphrase->data(), passphrase->size());
    return key;
}

} // namespace

Result<std::unique_ptr<SecretStore>> openSealedFile(const fs::path& path, const PassphrasePrompt& prompt)
{
    const auto file = fs::absolute(path);
    const auto folder = file.parent_path();
    std::error_code error;
    if (!fs::exists(folder, error)) {
        fs::create_directories(folder, error);
        ::chmod(folder.c_str(), 0700);
    }
    auto bytes = slurp(file);
    std::optional<FileLock> lock;
    if (bytes && !*bytes) { // locked from the look to the first write: two first runs must agree on one salt
        auto taken = FileLock::take(file);
        if (!taken) return tl::unexpected(taken.error());
        lock.emplace(std::move(*taken));
        bytes = slurp(file);
    }
    if (!bytes) return tl::unexpected(bytes.error());

    std::optional<SealedHeader> header;
    if (*bytes) {
        const auto read = readSealedHeader(**bytes);
        if (!read) return tl::unexpected(read.error());
        header = *read;
    }
    const auto key = findKey(folder, header, prompt);
    if (!key) return tl::unexpected(key.error());
    if (*bytes) {
        const auto secrets = unseal(**bytes, *key);
        if (!secrets) return tl::unexpected(secrets.error());
    } else if (const auto made = replaceFile(file, seal({}, *header, *key)); !made) {
        return tl::unexpected(made.error());
    }
    return std::make_unique<SealedFile>(file, *header, *key);
}

} // namespace qd
