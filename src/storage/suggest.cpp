#include "storage/suggest.h"

#include "quarterdeck/base/text.h"

#include <algorithm>
#include <tuple>

namespace qd {
namespace {

constexpr int kMostTerms = 20'000; ///< looked at a prefix
constexpr std::size_t kMostSuggestions = 3;
constexpr std::size_t kMostWords = 4;

/// searchText() gives valid UTF-8 only.
std::u32string codePoints(std::string_view utf8)
{
    std::u32string out;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t c = length == 1 ? lead : lead & (0x7F >> length);
        for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k) c = (c << 6) | (static_cast<unsigned char>(utf8[i + k]) & 0x3F);
        out += c;
        i += length;
    }
    return out;
}

/// The first `count` code points of a word, as bytes.
std::string head(std::string_view word, std::size_t count)
{
    std::size_t i = 0;
    while (i < word.size() && count > 0) {
        ++i;
        while (i < word.size() && (static_cast<unsigned char>(word[i]) & 0xC0) == 0x80) ++i;
        --count;
    }
    return std::string{word.substr(0, i)};
}

struct Near {
    int distance{0};
    std::int64_t seldom{0}; ///< minus how many mentions hold it
    std::string word;
    bool operator<(const Near& other) const { return std::tie(distance, seldom, word) < std::tie(other.distance, other.seldom, other.word); }
};

Result<void> eachTerm(SqlSession& session, const std::string& prefix, int most, const SqlSession::EachRow& row)
{
    if (session.engine() == EngineKind::Sqlite)
        return session.each("SELECT term, doc FROM mention_vocab WHERE term >= $1 AND term < $2 LIMIT $3", {prefix, prefix + "\xF4\x8F\xBF\xBF", most}, row);
    // The newest mentions' words only: counting all of them reads the whole table.
    return session.each("SELECT word, ndoc FROM ts_stat('SELECT words FROM mention_words WHERE org_id = qd_org() ORDER BY mention_id DESC LIMIT 20000') "
                        "WHERE starts_with(word, $1) LIMIT $2", {prefix, most}, row);
}

Result<bool> isIndexed(SqlSession& session, const std::string& word)
{
    const auto found = session.engine() == EngineKind::Sqlite
                           ? session.integer("SELECT 1 FROM mention_vocab WHERE term = $1", {word})
                           : session.integer("SELECT 1 FROM mention_words WHERE org_id = qd_org() AND words @@ CAST($1 AS tsquery) LIMIT 1", {"'" + word + "'"});
    if (!found) return fail(found.error());
    return found->has_value();
}

Result<void> findNear(SqlSession& session, const std::string& word, std::vector<Near>& near)
{
    const auto wanted = codePoints(word);
    const int most = wanted.size() > 5 ? 2 : 1;
    const auto look = [&](const SqlRow& row) {
        const auto term = row.string(0);
        const auto distance = editDistance(wanted, codePoints(term), most);
        if (distance > 0 && distance <= most) near.push_back(Near{distance, -row.integer(1), term});
        return true;
    };
    // Most slips come after the second letter; then the first is trusted; then the first two may be swapped.
    if (auto done = eachTerm(session, head(word, 2), kMostTerms, look); !done) return done;
    if (near.empty())
        if (auto done = eachTerm(session, head(word, 1), kMostTerms, look); !done) return done;
    if (near.empty() && wanted.size() > 2) {
        const auto first = head(word, 1);
        const auto second = head(word, 2).substr(first.size());
        return eachTerm(session, second, kMostTerms, look);
    }
    return {};
}

} // namespace

int editDistance(const std::u32string& a, const std::u32string& b, int most)
{
    const auto rows = a.size() + 1;
    const auto columns = b.size() + 1;
    const auto gap = static_cast<int>(rows > columns ? rows - columns : columns - rows);
    if (gap > most) return most + 1;
    std::vector<int> before(columns), last(columns), now(columns);
    for (std::size_t j = 0; j < columns; ++j) last[j] = static_cast<int>(j);
    for (std::size_t i = 1; i < rows; ++i) {
        now[0] = static_cast<int>(i);
        int best = now[0];
        for (std::size_t j = 1; j < columns; ++j) {
            const int change = a[i - 1] == b[j - 1] ? 0 : 1;
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) now[j] = std::min(now[j], before[j - 2] + 1);
            best = std::min(best, now[j]);
        }
        if (best > most) return most + 1;
        std::swap(before, last);
        std::swap(last, now);
    }
    return last[columns - 1];
}

Result<std::vector<std::string>> suggestWords(SqlSession& session, const std::vector<std::string>& words)
{
    std::vector<std::string> suggestions;
    for (std::size_t i = 0; i < std::min(words.size(), kMostWords); ++i) {
        if (countCodePoints(words[i]) < 3) continue;
        const auto indexed = isIndexed(session, words[i]);
        if (!indexed) return fail(indexed.error());
        if (*indexed) continue;
        std::vector<Near> near;
        if (auto done = findNear(session, words[i], near); !done) return fail(done.error());
        std::sort(near.begin(), near.end());
        for (std::size_t k = 0; k < std::min(near.size(), kMostSuggestions); ++k) suggestions.push_back(near[k].word);
    }
    return suggestions;
}

} // namespace qd
