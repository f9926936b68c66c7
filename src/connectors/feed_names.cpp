#include "feed_names.h"

#include "quarterdeck/base/text.h"

#include <algorithm>
#include <array>

namespace qd::feed {
namespace {

struct Name {
    std::string_view name;
    Field field;
};

constexpr std::array kCore = std::to_array<Name>({
    {"abstract", Field::Description},
    {"author", Field::Author},
    {"body", Field::Content},
    {"content", Field::Content},
    {"created", Field::Issued},
    {"date", Field::Issued},
    {"day", Field::SkipDay},
    {"description", Field::Description},
    {"email", Field::PersonEmail},
    {"enclosure", Field::Enclosure},
    {"encoded", Field::Content},
    {"entry", Field::Item},
    {"fullitem", Field::Content},
    {"guid", Field::Guid},
    {"hour", Field::SkipHour},
    {"id", Field::AtomId},
    {"image", Field::Skip},
    {"issued", Field::Issued},
    {"item", Field::Item},
    {"language", Field::Language},
    {"link", Field::Link},
    {"managingeditor", Field::Author},
    {"modified", Field::Updated},
    {"name", Field::PersonName},
    {"pubdate", Field::Published},
    {"published", Field::Published},
    {"source", Field::Source},
    {"summary", Field::Description},
    {"textinput", Field::Skip},
    {"title", Field::Title},
    {"ttl", Field::Ttl},
    {"updated", Field::Updated},
    {"webmaster", Field::None},
});

constexpr std::array kContent = std::to_array<Name>({{"encoded", Field::Content}});

constexpr std::array kDublin = std::to_array<Name>({
    {"created", Field::Issued},
    {"creator", Field::Creator},
    {"date", Field::Issued},
    {"description", Field::OtherText},
    {"issued", Field::Issued},
    {"language", Field::Language},
    {"modified", Field::Updated},
    {"title", Field::OtherTitle},
});

constexpr std::array kMedia = std::to_array<Name>({
    {"content", Field::MediaContent},
    {"description", Field::OtherText},
    {"thumbnail", Field::Thumbnail},
    {"title", Field::OtherTitle},
});

constexpr std::array kItunes = std::to_array<Name>({
    {"author", Field::ItunesAuthor},
    {"image", Field::ItunesImage},
    {"subtitle", Field::OtherText},
    {"summary", Field::OtherText},
    {"title", Field::OtherTitle},
});

constexpr std::array kSyndication = std::to_array<Name>({
    {"updatefrequency", Field::UpdateFrequency},
    {"updateperiod", Field::UpdatePeriod},
});

constexpr std::array kXhtml = std::to_array<Name>({{"body", Field::Content}});

template <std::size_t N>
Field find(const std::array<Name, N>& table, std::string_view name) noexcept
{
    const auto row = std::ranges::lower_bound(table, name, {}, &Name::name);
    return row != table.end() && row->name == name ? row->field : Field::None;
}

struct Address {
    std::string_view text; ///< how it begins, without scheme
    Space space;
};

constexpr std::array kAddresses = std::to_array<Address>({
    {"www.w3.org/2005/atom", Space::Core},
    {"purl.org/atom/ns", Space::Core},
    {"purl.org/pie", Space::Core},
    {"purl.org/echo", Space::Core},
    {"example.com/necho", Space::Core},
    {"example.com/newformat", Space::Core},
    {"purl.org/rss/1.0/modules/content", Space::Content},
    {"purl.org/rss/1.0/modules/syndication", Space::Syndication},
    {"purl.org/rss/1.0/modules", Space::Other},
    {"purl.org/rss/", Space::Core},
    {"purl.org/net/rss", Space::Core},
    {"my.netscape.com/", Space::Core},
    {"channel.netscape.com/", Space::Core},
    {"backend.userland.com/rss", Space::Core},
    {"backend.userland.com/blogchannelmodule", Space::Other},
    {"blogs.law.harvard.edu/tech/rss", Space::Core},
    {"cyber.law.harvard.edu/rss", Space::Core},
    {"www.rssboard.org/rss", Space::Core},
    {"purl.org/dc/", Space::Dublin},
    {"search.yahoo.com/mrss", Space::Media},
    {"video.search.yahoo.com/mrss", Space::Media},
    {"www.rssboard.org/media-rss", Space::Media},
    {"www.itunes.com/dtds/podcast-1.0.dtd", Space::Itunes},
    {"example.com/dtds/podcast-1.0.dtd", Space::Itunes},
    {"www.w3.org/1999/xhtml", Space::Xhtml},
});

Space byAddress(std::string_view uri)
{
    auto text = toLowerAscii(trim(uri));
    if (const auto scheme = text.find("://"); scheme != std::string::npos) text.erase(0, scheme + 3);
    for (const auto& address : kAddresses) {
        if (text.starts_with(address.text)) return address.space;
    }
    return Space::Other;
}

Space byPrefix(std::string_view prefix)
{
    const auto name = toLowerAscii(prefix);
    if (name.empty() || name == "rss" || name == "atom" || name == "a10" || name == "rdf") return Space::Core;
    if (name == "content") return Space::Content;
    if (name == "dc" || name == "dcterms") return Space::Dublin;
    if (name == "media") return Space::Media;
    if (name == "itunes") return Space::Itunes;
    if (name == "sy") return Space::Syndication;
    return name == "xhtml" ? Space::Xhtml : Space::Other;
}

std::string_view viewOf(const xmlChar* text) noexcept
{
    return text == nullptr ? std::string_view{} : std::string_view(reinterpret_cast<const char*>(text));
}

} // namespace

bool equalsNoCase(std::string_view a, std::string_view b) noexcept
{
    return a.size() == b.size() && startsWithNoCase(a, b);
}

Field fieldOf(std::string_view name, Space space) noexcept
{
    switch (space) {
    case Space::Core: return find(kCore, name);
    case Space::Content: return find(kContent, name);
    case Space::Dublin: return find(kDublin, name);
    case Space::Media: return find(kMedia, name);
    case Space::Itunes: return find(kItunes, name);
    case Space::Syndication: return find(kSyndication, name);
    case Space::Xhtml: return find(kXhtml, name);
    case Space::Other: break;
    }
    return Field::None;
}

Space Spaces::of(const xmlChar* uri, const xmlChar* prefix)
{
    const auto key = std::pair(uri, prefix);
    for (const auto& [known, space] : m_known) {
        if (known == key) return space;
    }
    auto space = uri == nullptr || *uri == 0 ? byPrefix(viewOf(prefix)) : byAddress(viewOf(uri));
    // An address nobody knows: what bears no prefix is the feed's own, a usual prefix is taken at its word.
    if (space == Space::Other) space = byPrefix(viewOf(prefix));
    if (m_known.size() < 64) m_known.emplace_back(key, space);
    return space;
}

} // namespace qd::feed
