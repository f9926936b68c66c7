#include "storage/check.h"

#include "quarterdeck/base/text.h"
#include "storage/mention_row.h"

#include <set>
#include <unordered_map>

namespace qd {
namespace {

/// In how many posts each word stands: what both engines can say about their index without being asked for each post.
using WordCounts = std::unordered_map<std::string, std::int64_t>;

constexpr const char* kSqliteWords = "SELECT term, doc FROM mention_vocab";
constexpr const char* kPostgresWords = "SELECT word, ndoc FROM ts_stat('SELECT words || author FROM mention_words WHERE org_id = qd_org()')";
constexpr std::size_t kLongestPostgresWord = 2000; // longer ones are left out of its index

void countWords(std::string_view words, std::set<std::string_view>& into)
{
    for (const auto word : split(words, ' '))
        if (!word.empty()) into.insert(word);
}

Result<WordCounts> wordsOfPosts(CheckRun& run)
{
    WordCounts counts;
    MentionId last{};
    const bool postgres = run.session.engine() == EngineKind::Postgres;
    for (;;) {
        std::int64_t rows = 0;
        auto read = run.session.each("SELECT id, title, text, extra FROM mention WHERE id > $1 ORDER BY id LIMIT 2000", {last}, [&](const SqlRow& row) {
            const auto words = mentionWords(row.text(1), row.text(2));
            const auto author = indexedAuthor(row.text(3));
            std::set<std::string_view> here;
            countWords(words, here);
            countWords(author, here);
            for (const auto word : here)
                if (!postgres || word.size() < kLongestPostgresWord) ++counts[std::string{word}];
            last = row.id<MentionId>(0);
            ++rows;
            return true;
        });
        if (!read) return fail(read.error());
        if (rows == 0) return counts;
        if (auto going = run.step(rows); !going) return fail(going.error());
    }
}

} // namespace

Result<void> checkWords(CheckRun& run)
{
    auto expected = wordsOfPosts(run);
    if (!expected) return fail(expected.error());
    auto read = run.session.each(run.session.engine() == EngineKind::Sqlite ? kSqliteWords : kPostgresWords, {}, [&](const SqlRow& row) {
        const auto found = expected->find(row.string(0));
        const auto want = found == expected->end() ? 0 : found->second;
        // The word itself is of somebody's post: its place in the list of differences says enough.
        if (row.integer(1) != want)
            run.differ("search", "word of " + std::to_string(row.text(0).size()) + " bytes", std::to_string(row.integer(1)), std::to_string(want));
        if (found != expected->end()) expected->erase(found);
        return true;
    });
    if (!read) return read;
    for (const auto& [word, posts] : *expected)
        run.differ("search", "word of " + std::to_string(word.size()) + " bytes", "0", std::to_string(posts));
    return {};
}

} // namespace qd
