#pragma once

#include <string>
#include <string_view>

namespace qd {

/// ISO 639-1 of a BCP 47 tag ("pt-BR" is "pt", "deu" is "de"); "" for unknown, undetermined or none.
std::string languageOfTag(std::string_view tag);

} // namespace qd
