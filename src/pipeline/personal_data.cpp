#include "pipeline/digit_run.h"
#include "quarterdeck/base/text.h"
#include "quarterdeck/pipeline/guard.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <utility>

namespace qd {
namespace {

struct Hit {
    std::string_view kind;
    ByteSpan where;
};

constexpr std::size_t kMaxText = 256U << 10U;

bool isAlnum(char c) noexcept { return isAsciiDigit(c) || isAsciiLetter(c); }
bool isHighByte(char c) noexcept { return static_cast<unsigned char>(c) >= 0x80; }

class Finder {
public:
    explicit Finder(std::string_view text) : m_text(text), m_taken(text.size(), false) {}

    std::vector<Hit> run()
    {
        takeLinks();
        takeEmails();
        takeIbans();
        takeIpv6();
        m_runs = digitRuns();
        takeIpv4();
        takeCards();
        takeSsns();
        std::erase_if(m_runs, [this](const DigitRun& run) { return overlaps(run.where); });
        for (const auto where : findPhones(m_text, m_runs))
            take("phone", where);
        std::ranges::sort(m_hits, {}, [](const Hit& hit) { return hit.where.start; });
        return std::move(m_hits);
    }

private:
    char at(std::size_t i) const noexcept { return i < m_text.size() ? m_text[i] : '\0'; }
    char before(std::size_t i) const noexcept { return i > 0 ? m_text[i - 1] : '\0'; }

    bool overlaps(ByteSpan where) const
    {
        const auto first = m_taken.begin() + static_cast<std::ptrdiff_t>(where.start);
        return std::find(first, m_taken.begin() + static_cast<std::ptrdiff_t>(where.end), true) !=
               m_taken.begin() + static_cast<std::ptrdiff_t>(where.end);
    }

    void reserve(ByteSpan where)
    {
        std::fill(m_taken.begin() + static_cast<std::ptrdiff_t>(where.start),
                  m_taken.begin() + static_cast<std::ptrdiff_t>(where.end), true);
    }

    void take(std::string_view kind, ByteSpan where)
    {
        where.end = std::min(where.end, m_text.size());
        if (overlaps(where)) return;
        reserve(where);
        m_hits.push_back({kind, where});
    }

    /// The digits of a link (post ids, order numbers) are nobody's phone; an address within is still found by
    /// its '@'.
    void takeLinks()
    {
        for (auto mark = m_text.find("://"); mark != std::string_view::npos;
             mark = m_text.find("://", mark + 3)) {
            auto start = mark;
            while (isAsciiLetter(before(start)))
                --start;
            auto end = mark;
            while (end < m_text.size() && static_cast<unsigned char>(m_text[end]) > 0x20)
                ++end;
            reserve({start, end});
            mark = std::max(mark, end > 3 ? end - 3 : mark);
        }
    }

    static bool isLocalByte(char c) noexcept
    {
        return isAlnum(c) || std::string_view("!#$%&'*+/=?^_`{|}~.-").find(c) != std::string_view::npos;
    }

    void takeEmails()
    {
        for (auto mark = m_text.find('@'); mark != std::string_view::npos;
             mark = m_text.find('@', mark + 1)) {
            auto start = mark;
            while (start > 0 && mark - start < 64 && isLocalByte(m_text[start - 1]) && !m_taken[start - 1])
                --start;
            while (start < mark && !isAlnum(m_text[start]) && m_text[start] != '_')
                ++start;
            // "@maria@mastodon.example" is a handle, not an address.
            if (start == mark || before(mark) == '.' || before(start) == '@' || before(start) == '/')
                continue;
            const auto end = domainEnd(mark + 1);
            if (end > 0) take("email", {start, end});
        }
    }

    /// Where the domain that starts here ends, 0 = none.
    std::size_t domainEnd(std::size_t start) const
    {
        auto end = start;
        std::size_t lastDot = 0;
        while (end < m_text.size() && end - start < 255) {
            const char c = m_text[end];
            if (c == '.' && end > start && (isAlnum(at(end + 1)) || isHighByte(at(end + 1))) &&
                before(end) != '-')
                lastDot = end;
            else if (!isAlnum(c) && c != '-' && !isHighByte(c)) break;
            ++end;
        }
        while (end > start && m_text[end - 1] == '-')
            --end;
        if (lastDot == 0 || end <= lastDot + 2) return 0;
        const auto top = m_text.substr(lastDot + 1, end - lastDot - 1);
        const bool letters = std::ranges::none_of(top, isAsciiDigit) || top.starts_with("xn--");
        return letters && at(end) != '@' ? end : 0;
    }

    void takeIbans()
    {
        for (std::size_t i = 0; i + 14 < m_text.size(); ++i) {
            if (!isAsciiLetter(m_text[i]) || !isAsciiLetter(m_text[i + 1]) || !isAsciiDigit(m_text[i + 2]))
                continue;
            if (isAlnum(before(i)) || m_taken[i]) continue;
            if (const auto end = ibanEnd(i); end > 0) take("iban", {i, end});
        }
    }

    static std::size_t ibanLength(std::string_view country);
    static bool hasIbanChecksum(std::string_view iban);

    std::size_t ibanEnd(std::size_t start) const
    {
        std::string iban;
        const auto country = std::string{upper(m_text[start]), upper(m_text[start + 1])};
        const auto length = ibanLength(country);
        if (length == 0) return 0;
        auto end = start;
        for (; end < m_text.size() && iban.size() < length; ++end) {
            const char c = m_text[end];
            if (isAlnum(c)) iban += upper(c);
            else if ((c != ' ' && c != '-') || !isAlnum(at(end + 1)) || iban.size() < 4) return 0;
        }
        if (iban.size() != length || isAlnum(at(end)) || !hasIbanChecksum(iban)) return 0;
        return end;
    }

    static char upper(char c) noexcept
    {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
    }

    void takeIpv6()
    {
        const auto isPart = [](char c) {
            return isAsciiDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' ||
                   c == '.';
        };
        for (std::size_t i = 0; i < m_text.size();) {
            auto end = i;
            int colons = 0;
            while (end < m_text.size() && isPart(m_text[end]) && end - i < 64)
                colons += m_text[end++] == ':' ? 1 : 0;
            auto last = end;
            while (last > i &&
                   (m_text[last - 1] == '.' || (m_text[last - 1] == ':' && before(last - 1) != ':')))
                --last;
            const auto word = m_text.substr(i, last - i);
            const bool apart = !isAlnum(before(i)) && !isAlnum(at(end));
            const bool digits = std::ranges::any_of(word, isAsciiDigit);
            if (colons >= 2 && apart && digits && word.size() >= 6 && isAddress(AF_INET6, word))
                take("ip_address", {i, last});
            i = std::max(end, i + 1);
        }
    }

    static bool isAddress(int family, std::string_view word)
    {
        std::array<unsigned char, 16> bytes{};
        return inet_pton(family, std::string(word).c_str(), bytes.data()) == 1;
    }

    std::vector<DigitRun> digitRuns() const;
    DigitRun runAt(std::size_t start) const;
    std::size_t separatorAt(std::size_t i, char& sign) const;

    void takeIpv4()
    {
        for (const auto& run : m_runs) {
            if (run.groups.size() != 4 || run.separators != "..." || run.plus || run.parenthesis) continue;
            const auto word = m_text.substr(run.where.start, run.where.end - run.where.start);
            const auto said = wordsBefore(m_text, run.where.start, 10);
            const bool version = said.ends_with("v") || said.find("version") != std::string::npos;
            if (!version && isAddress(AF_INET, word)) take("ip_address", run.where);
        }
    }

    void takeCards();
    void takeSsns();

    std::string_view m_text;
    std::vector<bool> m_taken;
    std::vector<DigitRun> m_runs;
    std::vector<Hit> m_hits;
};

std::size_t Finder::ibanLength(std::string_view country)
{
    // Country and length, in pairs.
    static constexpr std::string_view kLengths = "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY2"
                                                 "8CZ24DE22DJ27DK18DO28EE20EG29ES24FI18FK18FO18FR27"
                                                 "GB22GE22GI23GL18GR27GT28HR21HU28IE22IL23IQ23IS26IT27JO30KW3"
                                                 "0KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19"
                                                 "MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS2"
                                                 "2RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23"
                                                 "TN24TR26UA29VA22VG24XK20YE30";
    for (std::size_t i = 0; i < kLengths.size(); i += 4) {
        if (kLengths.substr(i, 2) != country) continue;
        return static_cast<std::size_t>((kLengths[i + 2] - '0') * 10 + (kLengths[i + 3] - '0'));
    }
    return 0;
}

bool Finder::hasIbanChecksum(std::string_view iban)
{
    int rest = 0;
    for (std::size_t i = 0; i < iban.size(); ++i) {
        const char c = iban[(i + 4) % iban.size()]; // country and checksum count last
        rest = isAsciiDigit(c) ? (rest * 10 + (c - '0')) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
    }
    return rest == 1;
}

/// What stands between two groups of digits, '\0' = nothing that belongs into a number.
std::size_t Finder::separatorAt(std::size_t i, char& sign) const
{
    constexpr std::size_t kLongest = 3;
    std::size_t length = 0;
    sign = '\0';
    while (length < kLongest + 1) {
        const char c = at(i + length);
        const auto rest = m_text.substr(std::min(i + length, m_text.size()));
        if (c == ' ' || c == '-' || c == '.' || c == '/' || c == '(' || c == ')') {
            if (sign == '\0' || sign == ' ') sign = c;
            ++length;
        } else if (rest.starts_with("\xC2\xA0") || rest.starts_with("\xE2\x80\xAF") ||
                   rest.starts_with("\xE2\x80\x93") || rest.starts_with("\xE2\x80\x91") ||
                   rest.starts_with("\xE2\x80\x90")) {
            const bool blank = c == '\xC2' || rest[2] == '\xAF';
            if (sign == '\0' || sign == ' ') sign = blank ? ' ' : '-';
            length += c == '\xC2' ? 2 : 3;
        } else {
            break;
        }
    }
    return length > 0 && length <= kLongest && isAsciiDigit(at(i + length)) ? length : 0;
}

DigitRun Finder::runAt(std::size_t start) const
{
    DigitRun run{.where = {start, start}};
    auto i = start;
    while (at(i) == '+' || at(i) == '(' || at(i) == ' ') {
        run.plus = run.plus || at(i) == '+';
        run.parenthesis = run.parenthesis || at(i) == '(';
        ++i;
    }
    while (isAsciiDigit(at(i))) {
        auto& group = run.groups.emplace_back();
        while (isAsciiDigit(at(i)))
            group += at(i++);
        run.digits += group;
        run.where.end = i;
        char sign = '\0';
        const auto length = separatorAt(i, sign);
        if (length == 0) break;
        run.parenthesis =
            run.parenthesis || m_text.substr(i, length).find_first_of("()") != std::string_view::npos;
        run.separators += sign;
        i += length;
    }
    if (!run.separators.empty() && run.separators.size() >= run.groups.size()) run.separators.pop_back();
    return run;
}

std::vector<DigitRun> Finder::digitRuns() const
{
    std::vector<DigitRun> runs;
    for (std::size_t i = 0; i < m_text.size();) {
        auto start = i;
        const bool opens = at(i) == '+' || at(i) == '(';
        if (opens) {
            auto next = i + 1;
            while (next < i + 3 && (at(next) == '(' || at(next) == '+' || at(next) == ' '))
                ++next;
            if (!isAsciiDigit(at(next))) {
                ++i;
                continue;
            }
        } else if (!isAsciiDigit(at(i))) {
            ++i;
            continue;
        }
        auto run = runAt(start);
        i = std::max(run.where.end, i + 1);
        // Glued to a word ("ICE1234567", "4711a", "#123", "$5", "1,5"): part of something else.
        const char left = before(start);
        const char right = at(run.where.end);
        const bool glued = isAlnum(left) || left == '_' || left == '#' || left == '$' || left == ',' ||
                           left == '@' || (isAsciiLetter(right) && right != 'x' && right != 'e') ||
                           right == '_' || right == '%' ||
                           (right == ',' && isAsciiDigit(at(run.where.end + 1)));
        if (!glued && !overlaps(run.where)) runs.push_back(std::move(run));
    }
    return runs;
}

bool hasLuhnSum(std::string_view digits)
{
    int sum = 0;
    bool twice = false;
    for (auto i = digits.size(); i-- > 0; twice = !twice) {
        const int digit = (digits[i] - '0') * (twice ? 2 : 1);
        sum += digit > 9 ? digit - 9 : digit;
    }
    return sum % 10 == 0;
}

/// Whether an issuer gives out numbers that begin so, of this length.
bool isIssued(std::string_view d)
{
    int head = 0;
    std::from_chars(d.data(), d.data() + 4, head);
    const auto size = d.size();
    const int two = head / 100;
    if (head / 1000 == 4) return size == 13 || size == 16 || size == 19;
    if ((two >= 51 && two <= 55) || (head >= 2221 && head <= 2720)) return size == 16;
    if (two == 34 || two == 37) return size == 15;
    if (two == 36 || two == 38 || two == 39 || head / 10 == 309 || (head >= 3000 && head <= 3059))
        return size == 14 || size == 16;
    if (head >= 3528 && head <= 3589) return size >= 16 && size <= 19;
    if (head == 2131 || head == 1800) return size == 15;
    if (head == 6011 || two == 65 || (head >= 6440 && head <= 6499)) return size >= 16 && size <= 19;
    if (two == 62 || two == 81) return size >= 16 && size <= 19;
    if (two == 50 || (two >= 56 && two <= 58) || two == 63 || two == 67 || head == 6759 || head == 604)
        return size >= 12 && size <= 19;
    return (two == 60 || two == 22) && size == 16;
}

void Finder::takeCards()
{
    for (const auto& run : m_runs) {
        if (run.plus || run.parenthesis || run.digits.size() < 12 || run.digits.size() > 19) continue;
        const bool one = run.groups.size() == 1;
        const bool even = run.separators.find_first_not_of(' ') == std::string::npos ||
                          run.separators.find_first_not_of('-') == std::string::npos;
        const bool grouped =
            run.groups.size() >= 3 && run.groups.size() <= 5 && even && run.groups[0].size() >= 4;
        if ((one || grouped) && isIssued(run.digits) && hasLuhnSum(run.digits))
            take("credit_card", run.where);
    }
}

void Finder::takeSsns()
{
    for (const auto& run : m_runs) {
        if (run.plus || run.parenthesis || run.digits.size() != 9) continue;
        const bool grouped = run.groups.size() == 3 && run.groups[0].size() == 3 && run.groups[1].size() == 2;
        const bool same = grouped && run.separators[0] == run.separators[1];
        const auto said = wordsBefore(m_text, run.where.start);
        const bool told =
            said.find("ssn") != std::string::npos || said.find("social sec") != std::string::npos;
        if (!(same && (run.separators[0] == '-' || told)) && !(told && run.groups.size() == 1)) continue;
        const auto d = std::string_view(run.digits);
        const bool issued = !d.starts_with("000") && !d.starts_with("666") && d[0] != '9' &&
                            d.substr(3, 2) != "00" && d.substr(5) != "0000";
        if (issued) take("us_ssn", run.where);
    }
}

} // namespace

std::vector<PersonalData> findPersonalData(std::string_view text)
{
    text = text.substr(0, kMaxText);
    std::vector<PersonalData> found;
    std::size_t byte = 0;
    std::size_t codePoint = 0;
    for (const auto& hit : Finder(text).run()) {
        codePoint += countCodePoints(text.substr(byte, hit.where.start - byte));
        const auto piece = text.substr(hit.where.start, hit.where.end - hit.where.start);
        const auto end = codePoint + countCodePoints(piece);
        found.push_back({std::string(hit.kind), codePoint, end, std::string(piece)});
        byte = hit.where.end;
        codePoint = end;
    }
    return found;
}

} // namespace qd
