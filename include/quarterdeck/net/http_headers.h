#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace qd {

/// The header fields of an answer, in the order they came; names are lower case.
class HttpHeaders {
public:
    HttpHeaders() = default;
    /// Names may come in any case.
    HttpHeaders(std::initializer_list<std::pair<std::string, std::string>> fields);

    void add(std::string_view name, std::string_view value);
    void clear() { m_fields.clear(); }

    /// The value of the first field of that name (any case), or nothing.
    std::optional<std::string_view> find(std::string_view name) const;
    /// The same, "" when absent.
    std::string_view get(std::string_view name) const { return find(name).value_or(std::string_view{}); }

    bool empty() const { return m_fields.empty(); }
    std::size_t size() const { return m_fields.size(); }
    auto begin() const { return m_fields.begin(); }
    auto end() const { return m_fields.end(); }

private:
    std::vector<std::pair<std::string, std::string>> m_fields;
};

} // namespace qd
