#include "quarterdeck/net/http_headers.h"

#include "quarterdeck/base/text.h"

namespace qd {

HttpHeaders::HttpHeaders(std::initializer_list<std::pair<std::string, std::string>> fields)
{
    for (const auto& [name, value] : fields) add(name, value);
}

void HttpHeaders::add(std::string_view name, std::string_view value)
{
    m_fields.emplace_back(toLowerAscii(trim(name)), std::string{trim(value)});
}

std::optional<std::string_view> HttpHeaders::find(std::string_view name) const
{
    for (const auto& [known, value] : m_fields) {
        if (known.size() == name.size() && startsWithNoCase(known, name)) return std::string_view{value};
    }
    return std::nullopt;
}

} // namespace qd
