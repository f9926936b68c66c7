#include "pipeline/language.h"

#include "quarterdeck/base/text.h"
#include "quarterdeck/pipeline/normalise.h"

#include <unicode/uloc.h>

#include <cld2/public/compact_lang_det.h>
#include <cstddef>
#include <cstdio> // cld2's header needs it and does not ask for it

namespace qd {
namespace {

constexpr std::size_t kEnough = 1500; ///< bytes: more text makes no better guess
constexpr int kLeastLetters = 10;     ///< below that a word is as good as any
constexpr int kLeastPercent = 70;     ///< of the text in the language found, else it is mixed

bool isWordEnd(char c) noexcept { return c == ' ' || c == '\n' || c == '\t'; }

/// What says nothing about the language: links, handles and hashtags.
bool isNoise(std::string_view word) noexcept
{
    return word.front() == '@' || word.front() == '#' || word.find("://") != std::string_view::npos ||
           word.starts_with("www.");
}

std::string wordsOf(std::string_view text)
{
    std::string words;
    words.reserve(kEnough + 64);
    for (std::size_t at = 0; at < text.size() && words.size() < kEnough;) {
        if (isWordEnd(text[at])) {
            ++at;
            continue;
        }
        auto end = at;
        while (end < text.size() && !isWordEnd(text[end]) && end - at < kEnough)
            ++end;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
            --end;
        if (end == at) break;
        const auto word = text.substr(at, end - at);
        if (!isNoise(word)) (words += word) += ' ';
        at = end;
    }
    return words;
}

/// Letters, counting one of a script without an alphabet as three: "駅で待っています" says enough.
int letterWeight(std::string_view text) noexcept
{
    int letters = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte >= 0xC3) ++letters;
        if (byte >= 0xE3 && byte <= 0xED) letters += 2;
    }
    return letters;
}

std::string twoLetters(std::string_view code)
{
    if (code == "iw") return "he";
    if (code == "jw") return "jv";
    if (code.size() >= 2 && (code.size() == 2 || code[2] == '-')) return std::string(code.substr(0, 2));
    return {};
}

} // namespace

std::string languageOfTag(std::string_view tag)
{
    tag = trim(tag);
    const auto primary = toLowerAscii(tag.substr(0, tag.find_first_of("-_")));
    if (primary.size() < 2 || primary.size() > 3 ||
        primary.find_first_not_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos) {
        return {};
    }
    if (primary.size() == 2) {
        if (primary == "iw") return "he";
        if (primary == "in") return "id";
        if (primary == "ji") return "yi";
        return primary;
    }
    // "deu" is "de"; what has no short name ("und", "zxx", "mul") is unknown.
    char language[ULOC_LANG_CAPACITY] = {};
    UErrorCode status = U_ZERO_ERROR;
    uloc_getLanguage(primary.c_str(), language, ULOC_LANG_CAPACITY, &status);
    const std::string_view found(language);
    return U_SUCCESS(status) && found.size() == 2 ? std::string(found) : std::string{};
}

std::string detectLanguage(std::string_view text)
{
    const auto words = wordsOf(text);
    if (letterWeight(words) < kLeastLetters || !isValidUtf8(words)) return {};
    CLD2::Language best[3] = {CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE};
    int percent[3] = {};
    int bytes = 0;
    bool reliable = false;
    CLD2::DetectLanguageSummary(words.data(), static_cast<int>(words.size()), true, best, percent, &bytes,
                                &reliable);
    if (!reliable || best[0] == CLD2::UNKNOWN_LANGUAGE || percent[0] < kLeastPercent) return {};
    return twoLetters(CLD2::LanguageCode(best[0]));
}

} // namespace qd
