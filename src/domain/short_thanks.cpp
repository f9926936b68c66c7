#include "domain/short_thanks.h"

#include "domain/utf8_walk.h"
#include "quarterdeck/base/text.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace qd {
namespace {

// Folded as foldText() folds them: lower case, compatibility forms.
constexpr std::array<std::string_view, 23> kThanks{
    "thanks",      "thank",     "thx",        "thanx",    "ty",      "tysm",       "cheers",
    "danke",       "dank",      "dankeschön", "merci",    "gracias", "obrigado",   "obrigada",
    "grazie",      "bedankt",   "dankjewel",  "dziękuję", "dzięki",  "ありがとう", "ありがとうございます",
    "appreciated", "appreciate"};
constexpr std::array<std::string_view, 50> kAround{
    "you",   "so",        "very",     "much", "a",       "lot",    "ok",    "okay",   "great", "perfect",
    "super", "for",       "the",      "help", "your",    "quick",  "reply", "answer", "it",    "that",
    "all",   "good",      "cool",     "nice", "awesome", "vielen", "schön", "sehr",   "alles", "klar",
    "prima", "top",       "beaucoup", "bien", "muchas",  "mil",    "muito", "mille",  "tante", "je",
    "wel",   "hartelijk", "and",      "und",  "et",      "y",      "again", "got",    "many",  "guys"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& list, std::string_view word)
{
    return std::find(list.begin(), list.end(), word) != list.end();
}

/// Emoji that say thanks alone: folded hands, thumb, heart, clapping, smiling.
bool isThanksEmoji(char32_t point)
{
    return point == 0x1F64F || point == 0x1F44D || point == 0x2764 || point == 0x1F44F || point == 0x1F60A ||
           point == 0x1F970 || point == 0x1F495 || point == 0x1F49A || point == 0x1F499;
}

bool isWordPoint(char32_t point)
{
    if (point < 0x80) return (point >= 'a' && point <= 'z') || (point >= '0' && point <= '9') || point == '_';
    return (point >= 0xC0 && point < 0x2000) || (point >= 0x3040 && point < 0xFE00);
}

struct Words {
    std::vector<std::string> list;
    bool emoji{false};
    bool question{false};
};

Words wordsOf(std::string_view folded)
{
    Words words;
    std::string word;
    bool handle = false;
    const auto end = [&] {
        if (!word.empty() && !handle) words.list.push_back(word);
        word.clear();
    };
    for (std::size_t at = 0; at < folded.size();) {
        const std::size_t from = at;
        const char32_t point = nextCodePoint(folded, at);
        if (point == '?' || point == 0xFF1F || point == 0xBF) words.question = true;
        if (isThanksEmoji(point)) words.emoji = true;
        if (isWordPoint(point)) {
            word.append(folded.substr(from, at - from));
            continue;
        }
        end();
        const bool inHandle = point == '@' || (handle && (point == '.' || point == '-'));
        handle = inHandle;
    }
    end();
    return words;
}

} // namespace

bool isShortThanks(std::string_view text)
{
    constexpr std::size_t kLongest = 200; // bytes; handles included
    constexpr std::size_t kMostWords = 6;
    if (text.size() > kLongest) return false;
    const auto words = wordsOf(foldText(text));
    if (words.question || words.list.size() > kMostWords) return false;
    bool thanks = words.emoji;
    for (const auto& word : words.list) {
        if (contains(kThanks, word)) thanks = true;
        else if (!contains(kAround, word)) return false;
    }
    return thanks;
}

} // namespace qd
