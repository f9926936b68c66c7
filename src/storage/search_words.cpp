#include "quarterdeck/base/text.h"
#include "storage/search_sql.h"

#include <algorithm>

namespace qd {
namespace {

std::vector<std::string> wordsOf(const std::string& text)
{
    std::vector<std::string> words;
    for (const auto word : split(text, ' '))
        if (!word.empty()) words.emplace_back(word);
    return words;
}

bool isSign(char c) { return c == '#' || c == '@'; }

/// A single CJK character is indexed within the pairs it stands in: it is the start of one, nearly always.
bool isLoneCjk(const std::string& word)
{
    if (countCodePoints(word) != 1 || word.size() < 3) return false;
    return word != searchText(word + word); // two of them become one pair
}

std::string quoted(const std::vector<std::string>& words)
{
    std::string text = "\"";
    for (const auto& word : words) {
        if (text.size() > 1) text += ' ';
        text += word; // letters, digits and marks only
    }
    return text + '"';
}

} // namespace

SearchWords searchWordsOf(const QueryNode& leaf)
{
    SearchWords words;
    words.author = leaf.kind == QueryNode::Kind::Field;
    words.prefix = leaf.prefix;
    auto plain = leaf.text;
    if (words.author) { // handles are indexed as words there
        std::replace_if(plain.begin(), plain.end(), isSign, ' ');
        words.run = wordsOf(searchText(plain));
    } else if (std::any_of(plain.begin(), plain.end(), isSign)) {
        // The index holds tags and handles after the words: what is left when the signs are blanks is the run.
        const auto all = wordsOf(searchText(leaf.text));
        std::replace_if(plain.begin(), plain.end(), isSign, ' ');
        words.run = wordsOf(searchText(plain));
        const auto used = std::min(words.run.size(), all.size());
        words.wholes.assign(all.begin() + static_cast<std::ptrdiff_t>(used), all.end());
        if (words.prefix && !words.wholes.empty()) words.run.clear(); // "#del" as it is typed
    } else {
        words.run = wordsOf(searchText(plain));
    }
    if (words.run.size() == 1 && isLoneCjk(words.run.front())) words.prefix = true;
    return words;
}

std::string sqliteMatch(const SearchWords& words)
{
    std::string text;
    if (!words.run.empty()) {
        text = quoted(words.run);
        if (words.prefix) text += " *";
    }
    for (std::size_t i = 0; i < words.wholes.size(); ++i) {
        if (!text.empty()) text += " AND ";
        text += '"' + words.wholes[i] + '"';
        if (words.prefix && words.run.empty() && i + 1 == words.wholes.size()) text += " *";
    }
    if (words.wholes.size() + (words.run.empty() ? 0U : 1U) > 1) text = '(' + text + ')';
    return words.author ? "author : " + text : text;
}

std::vector<std::string> postgresMatches(const SearchWords& words)
{
    const auto word = [](const std::string& lexeme, bool prefix) { return '\'' + lexeme + (prefix ? "':*" : "'"); };
    std::vector<std::string> matches;
    std::string run;
    for (std::size_t i = 0; i < words.run.size(); ++i)
        run += (run.empty() ? "" : " <-> ") + word(words.run[i], words.prefix && i + 1 == words.run.size());
    if (!run.empty()) matches.push_back(run);
    for (std::size_t i = 0; i < words.wholes.size(); ++i)
        matches.push_back(word(words.wholes[i], words.prefix && words.run.empty() && i + 1 == words.wholes.size()));
    return matches;
}

} // namespace qd
