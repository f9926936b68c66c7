#include "storage/query_parse.h"
#include "storage/search_sql.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace {

/// What a parsed leaf becomes for either engine.
void walk(const qd::QueryNode& node)
{
    const bool text = node.kind == qd::QueryNode::Kind::Words
                      || (node.kind == qd::QueryNode::Kind::Field && node.field == qd::QueryField::Author);
    if (text) {
        const auto words = qd::searchWordsOf(node);
        if (!words.empty()) {
            if (qd::sqliteMatch(words).empty() || qd::postgresMatches(words).empty()) __builtin_trap();
        }
    }
    for (const auto& child : node.children) walk(child);
}

} // namespace

/// The users' query language: any bytes give a tree or Invalid.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view query{reinterpret_cast<const char*>(data), size};
    for (const bool typing : {false, true}) {
        const auto tree = qd::parseQuery(query, typing);
        if (!tree && tree.error().code != qd::Errc::Invalid) __builtin_trap();
        if (tree && *tree) walk(**tree);
    }
    return 0;
}
