#pragma once

#include <libxml/xmlstring.h>

#include <string_view>
#include <utility>
#include <vector>

namespace qd::feed {

/// The vocabularies that feeds mix.
enum class Space {
    Core, ///< RSS in all its versions, Atom, CDF: their names do not clash
    Content,
    Dublin,
    Media,
    Itunes,
    Syndication,
    Xhtml,
    Other,
};

/// What an element holds.
enum class Field {
    None,
    Item,
    Skip,   ///< has a title and a link of its own that are not the item's: image, textInput, …
    Source, ///< Atom's copy of another feed's head
    Title,
    OtherTitle,
    Link,
    LinkText,
    Guid,
    AtomId,
    Content,
    Description,
    OtherText,
    Author,
    PersonName,
    PersonEmail,
    Creator,
    ItunesAuthor,
    Published,
    Issued,
    Updated,
    Enclosure,
    MediaContent,
    Thumbnail,
    ItunesImage,
    Language,
    Ttl,
    SkipHour,
    SkipDay,
    UpdatePeriod,
    UpdateFrequency,
};

/// Text for people, which may hold markup.
constexpr bool isProse(Field field) noexcept
{
    return field == Field::Title || field == Field::OtherTitle || field == Field::Content ||
           field == Field::Description || field == Field::OtherText;
}

bool equalsNoCase(std::string_view a, std::string_view b) noexcept;

/// @param name  lower case
Field fieldOf(std::string_view name, Space space) noexcept;

/// Names of vocabularies as one document binds them: by address, else by the prefix everybody uses.
class Spaces {
public:
    Space of(const xmlChar* uri, const xmlChar* prefix);

private:
    /// libxml2 keeps one copy of every name, so the pointer stands for the text.
    std::vector<std::pair<std::pair<const xmlChar*, const xmlChar*>, Space>> m_known;
};

} // namespace qd::feed
