#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace qd {

/// "" where the key is absent or no text.
std::string textIn(const nlohmann::json& object, const char* key);
std::int64_t integerIn(const nlohmann::json& object, const char* key, std::int64_t otherwise);
std::vector<std::string> textsIn(const nlohmann::json& list); ///< the texts of a list; anything else is left out

/// As JSON text; broken UTF-8 is replaced, never thrown.
std::string dumpJson(const nlohmann::json& value);

/// `text` in quotes, escaped.
void appendJsonText(std::string& out, std::string_view text);

/// Writes one flat object without building a tree: rows are written by the thousand.
class JsonObjectText {
public:
    void add(std::string_view key, std::string_view value); ///< nothing for ""
    void addInteger(std::string_view key, std::int64_t value);
    void addRaw(std::string_view key, std::string_view json);
    std::string take(); ///< "" where nothing was added

private:
    void addKey(std::string_view key);
    std::string m_text;
};

} // namespace qd
