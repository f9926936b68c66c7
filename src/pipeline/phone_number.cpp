#include "pipeline/digit_run.h"
#include "quarterdeck/base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <span>

namespace qd {
namespace {

constexpr std::array kSaysPhone = std::to_array<std::string_view>(
    {"phone",    "tel",       "call",  "mobile", "cell",    "whatsapp", "whats app", "sms",
     "text me",  "ring",      "reach", "fax",    "contact", "dial",     "handy",     "ruf",
     "numero",   "número",    "móvil", "movil",  "appel",   "chiama",   "hotline",   "signal",
     "landline", "my number", "☎",     "📞",      "📱",       "电话",     "電話"});

constexpr std::array kSaysOther = std::to_array<std::string_view>(
    {"order",   "ref",      "booking", "ticket",   "invoice", "train",   "flight", "tracking",
     "parcel",  "bestell",  "auftrag", "rechnung", "kunden",  "artikel", "isbn",   "issn",
     "zug",     "id",       "sku",     "serial",   "case",    "version", "model",  "pnr",
     "account", "customer", "claim",   "policy",   "vat",     "iban",    "card",   "commande",
     "pedido",  "#",        "€",       "$",        "£",       "¥"});

/// Says so as a word of its own, or as the beginning of one.
bool mentions(std::string_view before, std::span<const std::string_view> words)
{
    return std::ranges::any_of(words, [before](std::string_view word) {
        for (auto at = before.find(word); at != std::string_view::npos; at = before.find(word, at + 1)) {
            if (at == 0 || !isAsciiLetter(before[at - 1]) || !isAsciiLetter(word.front())) return true;
        }
        return false;
    });
}

int number(const std::string& digits)
{
    int value = -1;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

/// "2026-11-22", "22.11.2026", "11/22/26", and what begins so.
bool looksLikeDate(const DigitRun& run)
{
    if (run.groups.size() < 3 || run.separators[0] == ' ' || run.separators[0] != run.separators[1])
        return false;
    const auto& g = run.groups;
    const auto isDay = [](const std::string& s) {
        return s.size() <= 2 && number(s) >= 1 && number(s) <= 31;
    };
    const bool yearFirst = g[0].size() == 4 && isDay(g[1]) && isDay(g[2]);
    const bool yearLast =
        isDay(g[0]) && isDay(g[1]) && (g[2].size() == 4 || g[2].size() == 2) && g.size() <= 4;
    return yearFirst || yearLast;
}

/// "1.234.567", "12 000 000", "4,50": an amount.
bool looksLikeAmount(const DigitRun& run)
{
    if (run.plus || run.parenthesis || run.groups.size() < 2 || run.groups[0].size() > 3) return false;
    const bool thousands =
        std::all_of(run.groups.begin() + 1, run.groups.end(), [](const auto& g) { return g.size() == 3; });
    return thousands && run.groups[0].front() != '0' && run.separators.find('-') == std::string::npos;
}

/// The calling codes that are in use begin so; all of "+1", "+7" and the two-digit ones, and three digits
/// elsewhere.
bool hasCallingCode(std::string_view digits)
{
    static constexpr std::string_view kUnused[] = {"210", "214", "215", "217", "219", "259", "28",  "292",
                                                   "293", "294", "295", "296", "384", "422", "424", "425",
                                                   "426", "427", "428", "429", "693", "694", "695", "696",
                                                   "697", "698", "699", "80",  "83",  "84",  "89",  "99"};
    if (digits.empty() || digits.front() == '0') return false;
    if (digits.starts_with("84") || digits.starts_with("80") || digits.starts_with("99"))
        return true; // Viet Nam, freephone, Central Asia
    return std::ranges::none_of(kUnused,
                                [digits](std::string_view unused) { return digits.starts_with(unused); });
}

bool isInternational(const DigitRun& run, bool told)
{
    const auto count = run.digits.size();
    if (run.plus) return count >= 8 && count <= 16 && hasCallingCode(run.digits);
    if (!run.digits.starts_with("00") || count < 10 || count > 17) return false;
    return hasCallingCode(std::string_view(run.digits).substr(2)) && (told || run.groups.size() > 1);
}

/// Three, three and four digits, as in North America; a leading 1 or 001 may stand apart.
bool isNorthAmerican(const DigitRun& run, bool told)
{
    std::size_t first = 0;
    if (run.groups.size() == 4 && (run.groups[0] == "1" || run.groups[0] == "001")) first = 1;
    if (run.groups.size() - first != 3) return run.digits.size() == 10 && told;
    const auto& g = run.groups;
    if (g[first].size() != 3 || g[first + 1].size() != 3 || g[first + 2].size() != 4) return false;
    if (run.parenthesis || told) return true;
    const auto separators = std::string_view(run.separators).substr(first);
    if (separators[0] != separators[1]) return false;
    if (separators[0] == '-' || separators[0] == '.') return true;
    return g[first][0] >= '2' && g[first + 1][0] >= '2'; // blanks: the plan's own rules must hold
}

/// "030 1234567", "0171/2345678", "020 7946 0958", "01 23 45 67 89", "07700900123".
bool isTrunkNumber(const DigitRun& run)
{
    const auto count = run.digits.size();
    if (run.digits.front() != '0' || run.digits[1] == '0' || count < 9 || count > 13) return false;
    if (run.groups.size() == 1) return count == 10 || count == 11;
    if (run.separators.find('.') != std::string::npos && run.groups.size() < 4) return false;
    return run.groups[0].size() >= 2 &&
           std::ranges::all_of(run.groups, [](const auto& g) { return g.size() >= 2; });
}

/// Nine digits as Spain, Portugal, Poland and France without its zero write them.
bool isGroupedNational(const DigitRun& run)
{
    if (run.digits.size() != 9 || run.groups.size() < 3) return false;
    return run.digits.front() >= '5' && run.separators.find_first_not_of(' ') == std::string::npos;
}

bool isPhone(std::string_view text, const DigitRun& run)
{
    const auto count = run.digits.size();
    if (count < 7 || count > 17) return false;
    const auto before = wordsBefore(text, run.where.start);
    const bool told = mentions(before, kSaysPhone);
    if (isInternational(run, told)) return true;
    if (looksLikeDate(run)) return false;
    if (!told && mentions(before, kSaysOther)) return false;
    if (isNorthAmerican(run, told) || isTrunkNumber(run)) return true;
    if (looksLikeAmount(run) && !told) return false;
    return (told && count <= 13) || (isGroupedNational(run) && !looksLikeAmount(run));
}

/// " x123", " ext. 12" after a number belong to it.
std::size_t withExtension(std::string_view text, std::size_t end)
{
    auto at = end;
    while (at < text.size() && text[at] == ' ')
        ++at;
    for (const std::string_view mark : {"extension", "ext.", "ext", "x", "durchwahl"}) {
        if (!startsWithNoCase(text.substr(at), mark)) continue;
        auto digits = at + mark.size();
        while (digits < text.size() && text[digits] == ' ')
            ++digits;
        const auto first = digits;
        while (digits < text.size() && isAsciiDigit(text[digits]))
            ++digits;
        const bool ends = digits >= text.size() || !isAsciiLetter(text[digits]);
        if (digits > first && digits - first <= 6 && ends) return digits;
    }
    return end;
}

} // namespace

std::string wordsBefore(std::string_view text, std::size_t at, std::size_t bytes)
{
    auto from = at > bytes ? at - bytes : 0;
    while (from < at && (static_cast<unsigned char>(text[from]) & 0xC0U) == 0x80U)
        ++from;
    auto before = text.substr(from, at - from);
    if (const auto end = before.find_last_of("\n;!?"); end != std::string_view::npos)
        before.remove_prefix(end + 1);
    return toLowerAscii(before);
}

std::vector<ByteSpan> findPhones(std::string_view text, const std::vector<DigitRun>& runs)
{
    std::vector<ByteSpan> found;
    for (const auto& run : runs) {
        if (isPhone(text, run)) found.push_back({run.where.start, withExtension(text, run.where.end)});
    }
    return found;
}

} // namespace qd
