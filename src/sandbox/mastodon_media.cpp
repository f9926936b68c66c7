#include "sandbox/mastodon_api.h"

#include "sandbox/digest.h"
#include "sandbox/graphemes.h"

#include <nlohmann/json.hpp>

namespace qd::sandbox::mastodon {
namespace {

constexpr std::size_t kImageLimit = 16u << 20, kVideoLimit = 99u << 20, kDescriptionLimit = 1500;

/// By the bytes, as the server does: what the client calls it counts for nothing.
std::string sniffed(std::string_view bytes)
{
    if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return "image/png";
    if (bytes.starts_with("\xff\xd8\xff")) return "image/jpeg";
    if (bytes.starts_with("GIF8")) return "image/gif";
    if (bytes.starts_with("RIFF") && bytes.substr(8, 4) == "WEBP") return "image/webp";
    if (bytes.size() > 12 && bytes.substr(4, 4) == "ftyp") return "video/mp4";
    return {};
}

int bigEndian(std::string_view bytes, std::size_t at)
{
    int value = 0;
    for (std::size_t i = at; i < at + 4 && i < bytes.size(); ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
    return value & 0xffff;
}

} // namespace

Answer Api::uploadMedia(Context& c, bool asynchronous)
{
    const Part* file = nullptr;
    for (const Part& part : c.call.parts)
        if (part.name == "file") file = &part;
    if (c.call.type != "multipart/form-data" || !file) return invalid("Datei muss ausgefüllt werden");
    const std::string mime = sniffed(file->content);
    if (mime.empty()) return invalid("Der Dateityp wird nicht unterstützt");
    const bool video = mime.starts_with("video/");
    if (file->content.size() > (video ? kVideoLimit : kImageLimit)) return invalid("Die Datei ist zu groß");
    const std::string description = c.params.text("description");
    if (codePoints(description).size() > kDescriptionLimit) return invalid("Beschreibung ist zu lang");
    Attachment held;
    held.id = m_state.newMediaId(c.now);
    held.owner = m_state.ownAccount;
    held.mime = mime;
    held.bytes = file->content;
    held.name = "up-" + shortHash(held.id + mime) + (mime == "image/png" ? ".png" : mime == "image/jpeg" ? ".jpg" : ".bin");
    held.description = description;
    held.width = mime == "image/png" ? bigEndian(held.bytes, 16) : 640;
    held.height = mime == "image/png" ? bigEndian(held.bytes, 20) : 480;
    // The v1 call answers when all is done; v2 answers pictures at once only below a size, else 202.
    held.polls = asynchronous && (video || held.bytes.size() > 64 * 1024) ? 2 : 0;
    const Attachment& kept = m_state.media[held.id] = held;
    return Answer{.status = kept.polls > 0 ? 202 : 200, .body = c.entities.attachment(kept).dump(), .acted = true, .created = kept.id};
}

Answer Api::showMedia(Context& c)
{
    const auto held = m_state.media.find(c.at(3));
    if (held == m_state.media.end() || held->second.owner != m_state.ownAccount || held->second.attached) return notFound();
    const int status = held->second.polls > 0 ? 206 : 200;
    Answer answer{status, c.entities.attachment(held->second).dump()};
    if (held->second.polls > 0) --held->second.polls;
    return answer;
}

Answer Api::updateMedia(Context& c)
{
    const auto held = m_state.media.find(c.at(3));
    if (held == m_state.media.end() || held->second.owner != m_state.ownAccount) return notFound();
    const std::string description = c.params.text("description");
    if (codePoints(description).size() > kDescriptionLimit) return invalid("Beschreibung ist zu lang");
    held->second.description = description;
    return Answer{.status = held->second.polls > 0 ? 206 : 200, .body = c.entities.attachment(held->second).dump(), .acted = true};
}

} // namespace qd::sandbox::mastodon
