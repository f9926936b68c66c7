#include "engine/desk/attachments.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <fstream>

namespace qd {
namespace {

namespace fs = std::filesystem;

struct Signature {
    std::string_view bytes;
    std::size_t at;
    std::string_view mime;
};

using namespace std::string_view_literals;

constexpr std::array kSignatures{
    Signature{"\x89PNG\r\n\x1a\n"sv, 0, "image/png"}, Signature{"\xff\xd8\xff"sv, 0, "image/jpeg"},
    Signature{"GIF87a"sv, 0, "image/gif"},            Signature{"GIF89a"sv, 0, "image/gif"},
    Signature{"WEBP"sv, 8, "image/webp"},             Signature{"ftypavif"sv, 4, "image/avif"},
    Signature{"ftypheic"sv, 4, "image/heic"},         Signature{"ftypqt"sv, 4, "video/quicktime"},
    Signature{"ftyp"sv, 4, "video/mp4"},              Signature{"\x1a\x45\xdf\xa3"sv, 0, "video/webm"},
};

std::string newName(const fs::path& from)
{
    std::array<unsigned char, 8> random{};
    randombytes_buf(random.data(), random.size());
    std::string name;
    for (const unsigned char byte : random) name += fmt::format("{:02x}", byte);
    return name + from.extension().string();
}

Result<Attachment> keepOne(const Attachment& given, const ServerLimits& limits, const fs::path& folder)
{
    const fs::path from{given.path};
    std::error_code missing;
    const auto size = fs::file_size(from, missing);
    if (missing) return fail(Errc::NotFound, "the attachment cannot be read", "Choose the file again.");
    std::ifstream file{from, std::ios::binary};
    std::array<char, 16> head{};
    file.read(head.data(), head.size());
    Attachment kept = given;
    kept.bytes = static_cast<std::int64_t>(size);
    kept.mimeType = sniffMedia({head.data(), static_cast<std::size_t>(file.gcount())});
    const bool taken = limits.mediaTypes.empty() ||
                       std::ranges::find(limits.mediaTypes, kept.mimeType) != limits.mediaTypes.end();
    if (kept.mimeType.empty() || !taken)
        return fail(Errc::Invalid, "the platform does not take this kind of file", "Attach a PNG, JPEG, GIF, WebP or MP4.");
    const auto most = kept.mimeType.starts_with("video/") ? limits.maxVideoBytes : limits.maxImageBytes;
    if (kept.bytes > most)
        return fail(Errc::Invalid, fmt::format("the file has {} bytes, the platform takes {}", kept.bytes, most),
                    "Make the file smaller.");
    const std::string name = newName(from);
    std::error_code failed;
    fs::copy_file(from, folder / name, failed);
    if (failed) return fail(Errc::Full, "the attachment could not be copied into the workspace");
    kept.path = name;
    return kept;
}

} // namespace

std::string sniffMedia(std::string_view firstBytes)
{
    for (const Signature& signature : kSignatures)
        if (firstBytes.size() >= signature.at + signature.bytes.size() &&
            firstBytes.substr(signature.at, signature.bytes.size()) == signature.bytes)
            return std::string{signature.mime};
    return {};
}

Result<std::vector<Attachment>> keepAttachments(const std::vector<Attachment>& given, const ServerLimits& limits,
                                                const fs::path& folder)
{
    if (given.size() > static_cast<std::size_t>(std::max(limits.maxMedia, 0)))
        return fail(Errc::Invalid, fmt::format("the platform takes {} attachments", limits.maxMedia));
    std::vector<Attachment> kept;
    for (const Attachment& one : given) {
        auto copy = keepOne(one, limits, folder);
        if (!copy) {
            std::error_code ignored;
            for (const Attachment& done : kept) fs::remove(folder / done.path, ignored);
            return fail(copy.error());
        }
        kept.push_back(std::move(*copy));
    }
    return kept;
}

} // namespace qd
