#include "engine/desk/picture_service.h"

#include "quarterdeck/storage/account_table.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

namespace qd {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostBytes = 8U << 20U;
constexpr std::uintmax_t kCacheBytes = 512ULL << 20U;

std::string cacheName(const std::string& url)
{
    std::array<unsigned char, 16> hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(url.data()), url.size(), nullptr, 0);
    std::string name;
    for (const unsigned char byte : hash) name += fmt::format("{:02x}", byte);
    return name;
}

std::string originOf(const std::string& url) { return url.substr(0, url.find('/', url.find("://") + 3)); }

/// Whether one of our accounts' own servers, on a private address, serves this picture.
Result<bool> isOwnPrivateServer(Session& session, const std::string& url)
{
    const auto accounts = loadAccounts(session);
    if (!accounts) return fail(accounts.error());
    for (const Account& account : *accounts)
        if (account.privateHost && originOf(account.server) == originOf(url)) return true;
    return false;
}

/// Keep the cache within its size: what was looked at longest ago goes first.
void trimCache(const fs::path& folder)
{
    std::vector<std::pair<fs::file_time_type, fs::path>> files;
    std::uintmax_t bytes = 0;
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator{folder, failed}) {
        std::error_code ignored;
        bytes += entry.file_size(ignored);
        files.emplace_back(entry.last_write_time(ignored), entry.path());
    }
    if (bytes <= kCacheBytes) return;
    std::sort(files.begin(), files.end());
    for (const auto& [when, path] : files) {
        if (bytes <= kCacheBytes * 9 / 10) return;
        std::error_code ignored;
        bytes -= std::min(bytes, fs::file_size(path, ignored));
        fs::remove(path, ignored);
    }
}

Result<std::string> store(const std::string& body, const fs::path& file)
{
    const fs::path temporary = file.string() + ".part";
    std::ofstream out{temporary, std::ios::binary | std::ios::trunc};
    out.write(body.data(), static_cast<std::streamsize>(body.size()));
    out.close();
    std::error_code failed;
    if (out) fs::rename(temporary, file, failed);
    if (!out || failed) return fail(Errc::Full, "the picture could not be kept");
    return file.string();
}

} // namespace

PictureService::PictureService(const Ask& ask)
    : m_ask{ask}
{
    m_ask.engine().read().post([folder = m_ask.engine().pictureFolder](Session&) { trimCache(folder); });
}

void PictureService::fetch(std::string url, Reply<std::string> done)
{
    const bool secure = url.starts_with("https://");
    if (!secure && !url.starts_with("http://")) return done(fail(Errc::Invalid, "that is no picture's address"));
    {
        const std::scoped_lock lock{m_mutex};
        auto& waiting = m_waiting[url];
        waiting.push_back(std::move(done));
        if (waiting.size() > 1) return;
    }
    m_ask.read<bool>(
        [this, url, secure](Result<bool> isPrivate) {
            const fs::path file = m_ask.engine().pictureFolder / cacheName(url);
            std::error_code failed;
            if (fs::exists(file, failed)) {
                fs::last_write_time(file, fs::file_time_type::clock::now(), failed);
                return finish(url, file.string());
            }
            const bool own = isPrivate && *isPrivate;
            if (!secure && !own) return finish(url, fail(Errc::Invalid, "pictures come over https only"));
            request(url, file.string(), own);
        },
        [url](Session& session) { return isOwnPrivateServer(session, url); });
}

void PictureService::request(const std::string& url, const std::string& file, bool privateHost)
{
    HttpRequest request;
    request.url = url;
    request.headers = {{"Accept", "image/*"}};
    request.maxBody = kMostBytes;
    request.allowPrivateHost = privateHost;
    m_ask.engine().http().send(std::move(request), [this, url, file](HttpOutcome outcome) {
        if (!outcome) return finish(url, fail(outcome.error().error));
        if (outcome->status != 200) return finish(url, fail(Errc::NotFound, "the picture is not there"));
        m_ask.engine().read().post([this, url, file, body = std::move(outcome->body)](Session&) {
            finish(url, store(body, file));
        });
    });
}

void PictureService::finish(const std::string& url, const Result<std::string>& result)
{
    std::vector<Reply<std::string>> waiting;
    {
        const std::scoped_lock lock{m_mutex};
        waiting.swap(m_waiting[url]);
        m_waiting.erase(url);
    }
    for (const auto& done : waiting) done(result);
}

} // namespace qd
