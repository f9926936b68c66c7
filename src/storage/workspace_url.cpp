#include "storage/workspace_url.h"

#include "quarterdeck/base/text.h"
#include "quarterdeck/storage/database.h"

#include <cstdint>
#include <cstdlib>
#include <random>

namespace qd {
namespace {

std::string percentDecoded(std::string_view text)
{
    const auto nibble = [](char c) {
        if (c >= '0' && c <= '9') return c - '0';
        if (c >= 'a' && c <= 'f') return c - 'a' + 10;
        if (c >= 'A' && c <= 'F') return c - 'A' + 10;
        return -1;
    };
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && nibble(text[i + 1]) >= 0 && nibble(text[i + 2]) >= 0) {
            out += static_cast<char>(nibble(text[i + 1]) * 16 + nibble(text[i + 2]));
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

bool isPostgres(std::string_view text)
{
    return startsWithNoCase(text, "postgresql://") || startsWithNoCase(text, "postgres://");
}

/// Media and logs of a team's desk lie on this machine, in a folder of their own for each server.
std::filesystem::path localFolderFor(std::string_view url)
{
    std::uint64_t hash = 14695981039346656037ULL; // FNV-1a: the same folder for the same URL in every version
    for (const char c : url) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    std::string name = "team-";
    for (int shift = 60; shift >= 0; shift -= 4) name += "0123456789abcdef"[(hash >> shift) & 15U];
    const char* data = std::getenv("XDG_DATA_HOME");
    if (data != nullptr && *data == '/') return std::filesystem::path{data} / "quarterdeck" / name;
    const char* home = std::getenv("HOME");
    return std::filesystem::path{home != nullptr ? home : "."} / ".local/share/quarterdeck" / name;
}

} // namespace

bool holdsPassword(std::string_view url)
{
    const auto scheme = url.find("://");
    const auto rest = scheme == std::string_view::npos ? url : url.substr(scheme + 3);
    const auto question = rest.find('?');
    const auto front = rest.substr(0, question);
    // Everything before the last '@' of the authority names the user; a colon there starts a password.
    const auto authority = front.substr(0, front.find('/'));
    if (const auto at = authority.rfind('@'); at != std::string_view::npos && authority.substr(0, at).find(':') != std::string_view::npos)
        return true;
    if (front.find('@') != std::string_view::npos && authority.find('@') == std::string_view::npos && front.find(':') < front.find('@'))
        return true; // a password with a slash in it hides the '@' behind what looks like a path
    if (question == std::string_view::npos) return false;
    for (const auto parameter : split(rest.substr(question + 1), '&')) {
        const auto key = toLowerAscii(percentDecoded(parameter.substr(0, parameter.find('='))));
        if (key == "password" || key == "sslpassword" || key == "passwd" || key == "pwd") return true;
    }
    return false;
}

unsigned drawNode()
{
    return std::random_device{}() & 1023U;
}

Result<WorkspaceUrl> parseWorkspaceUrl(std::string_view text)
{
    if (text.empty()) return fail(Errc::Invalid, "no workspace is named");
    WorkspaceUrl url;
    if (isPostgres(text)) {
        if (holdsPassword(text))
            return fail(Errc::Invalid, "a password may not stand in the workspace URL, where lists of processes show it",
                        "Put it into ~/.pgpass (or the file that PGPASSFILE names), or use a service file: postgresql://?service=NAME");
        url.engine = EngineKind::Postgres;
        url.postgres = std::string{text};
        url.folder = localFolderFor(text);
        return url;
    }
    if (text.find("://") != std::string_view::npos)
        return fail(Errc::Invalid, "a workspace is a folder or a postgresql:// URL");
    url.folder = std::filesystem::path{std::string{text}};
    return url;
}

} // namespace qd
