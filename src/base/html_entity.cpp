#include "quarterdeck/base/html_entity.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace qd {
namespace {

using Row = std::pair<std::string_view, std::string_view>;

// In the order of their bytes: looked up by halving.
// clang-format off
constexpr std::array kEntities = std::to_array<Row>({
    {"AElig", "\xc3\x86"}, {"AMP", "\x26"}, {"Aacute", "\xc3\x81"}, {"Abreve", "\xc4\x82"},
    {"Acirc", "\xc3\x82"}, {"Agrave", "\xc3\x80"}, {"Alpha", "\xce\x91"}, {"Aogon", "\xc4\x84"},
    {"Aring", "\xc3\x85"}, {"Atilde", "\xc3\x83"}, {"Auml", "\xc3\x84"}, {"Beta", "\xce\x92"},
    {"COPY", "\xc2\xa9"}, {"Cacute", "\xc4\x86"}, {"Ccaron", "\xc4\x8c"}, {"Ccedil", "\xc3\x87"},
    {"Chi", "\xce\xa7"}, {"Dagger", "\xe2\x80\xa1"}, {"Dcaron", "\xc4\x8e"}, {"Delta", "\xce\x94"},
    {"ETH", "\xc3\x90"}, {"Eacute", "\xc3\x89"}, {"Ecaron", "\xc4\x9a"}, {"Ecirc", "\xc3\x8a"},
    {"Egrave", "\xc3\x88"}, {"Eogon", "\xc4\x98"}, {"Epsilon", "\xce\x95"}, {"Eta", "\xce\x97"},
    {"Euml", "\xc3\x8b"}, {"GT", "\x3e"}, {"Gamma", "\xce\x93"}, {"Gbreve", "\xc4\x9e"},
    {"Iacute", "\xc3\x8d"}, {"Icirc", "\xc3\x8e"}, {"Idot", "\xc4\xb0"}, {"Igrave", "\xc3\x8c"},
    {"Iota", "\xce\x99"}, {"Iuml", "\xc3\x8f"}, {"Kappa", "\xce\x9a"}, {"LT", "\x3c"},
    {"Lambda", "\xce\x9b"}, {"Lstrok", "\xc5\x81"}, {"Mu", "\xce\x9c"}, {"Nacute", "\xc5\x83"},
    {"Ncaron", "\xc5\x87"}, {"NewLine", "\x0a"}, {"NoBreak", "\xe2\x81\xa0"},
    {"NonBreakingSpace", "\xc2\xa0"}, {"Ntilde", "\xc3\x91"}, {"Nu", "\xce\x9d"}, {"OElig", "\xc5\x92"},
    {"Oacute", "\xc3\x93"}, {"Ocirc", "\xc3\x94"}, {"Odblac", "\xc5\x90"}, {"Ograve", "\xc3\x92"},
    {"Omega", "\xce\xa9"}, {"Omicron", "\xce\x9f"}, {"Oslash", "\xc3\x98"}, {"Otilde", "\xc3\x95"},
    {"Ouml", "\xc3\x96"}, {"Phi", "\xce\xa6"}, {"Pi", "\xce\xa0"}, {"Prime", "\xe2\x80\xb3"},
    {"Psi", "\xce\xa8"}, {"QUOT", "\x22"}, {"REG", "\xc2\xae"}, {"Rcaron", "\xc5\x98"}, {"Rho", "\xce\xa1"},
    {"Sacute", "\xc5\x9a"}, {"Scaron", "\xc5\xa0"}, {"Scedil", "\xc5\x9e"}, {"Sigma", "\xce\xa3"},
    {"THORN", "\xc3\x9e"}, {"TRADE", "\xe2\x84\xa2"}, {"Tab", "\x09"}, {"Tau", "\xce\xa4"},
    {"Tcaron", "\xc5\xa4"}, {"Theta", "\xce\x98"}, {"ThinSpace", "\xe2\x80\x89"}, {"Uacute", "\xc3\x9a"},
    {"Ucirc", "\xc3\x9b"}, {"Udblac", "\xc5\xb0"}, {"Ugrave", "\xc3\x99"}, {"Upsilon", "\xce\xa5"},
    {"Uring", "\xc5\xae"}, {"Uuml", "\xc3\x9c"}, {"Xi", "\xce\x9e"}, {"Yacute", "\xc3\x9d"},
    {"Yuml", "\xc5\xb8"}, {"Zacute", "\xc5\xb9"}, {"Zcaron", "\xc5\xbd"}, {"Zdot", "\xc5\xbb"},
    {"ZeroWidthSpace", "\xe2\x80\x8b"}, {"Zeta", "\xce\x96"}, {"aacute", "\xc3\xa1"},
    {"abreve", "\xc4\x83"}, {"acirc", "\xc3\xa2"}, {"acute", "\xc2\xb4"}, {"aelig", "\xc3\xa6"},
    {"agrave", "\xc3\xa0"}, {"alefsym", "\xe2\x84\xb5"}, {"alpha", "\xce\xb1"}, {"amp", "\x26"},
    {"and", "\xe2\x88\xa7"}, {"ang", "\xe2\x88\xa0"}, {"angst", "\xc3\x85"}, {"aogon", "\xc4\x85"},
    {"apos", "\x27"}, {"aring", "\xc3\xa5"}, {"ast", "\x2a"}, {"asymp", "\xe2\x89\x88"},
    {"atilde", "\xc3\xa3"}, {"auml", "\xc3\xa4"}, {"bdquo", "\xe2\x80\x9e"}, {"beta", "\xce\xb2"},
    {"bigstar", "\xe2\x98\x85"}, {"breve", "\xcb\x98"}, {"brvbar", "\xc2\xa6"}, {"bsol", "\x5c"},
    {"bull", "\xe2\x80\xa2"}, {"cacute", "\xc4\x87"}, {"cap", "\xe2\x88\xa9"}, {"caron", "\xcb\x87"},
    {"ccaron", "\xc4\x8d"}, {"ccedil", "\xc3\xa7"}, {"cedil", "\xc2\xb8"}, {"cent", "\xc2\xa2"},
    {"check", "\xe2\x9c\x93"}, {"checkmark", "\xe2\x9c\x93"}, {"chi", "\xcf\x87"}, {"circ", "\xcb\x86"},
    {"clubs", "\xe2\x99\xa3"}, {"colon", "\x3a"}, {"comma", "\x2c"}, {"commat", "\x40"},
    {"cong", "\xe2\x89\x85"}, {"copy", "\xc2\xa9"}, {"copysr", "\xe2\x84\x97"}, {"crarr", "\xe2\x86\xb5"},
    {"cross", "\xe2\x9c\x97"}, {"cup", "\xe2\x88\xaa"}, {"curren", "\xc2\xa4"}, {"dArr", "\xe2\x87\x93"},
    {"dagger", "\xe2\x80\xa0"}, {"darr", "\xe2\x86\x93"}, {"dash", "\xe2\x80\x90"}, {"dcaron", "\xc4\x8f"},
    {"deg", "\xc2\xb0"}, {"delta", "\xce\xb4"}, {"diams", "\xe2\x99\xa6"}, {"divide", "\xc3\xb7"},
    {"dollar", "\x24"}, {"dot", "\xcb\x99"}, {"eacute", "\xc3\xa9"}, {"ecaron", "\xc4\x9b"},
    {"ecirc", "\xc3\xaa"}, {"egrave", "\xc3\xa8"}, {"empty", "\xe2\x88\x85"}, {"emsp", "\xe2\x80\x83"},
    {"emsp13", "\xe2\x80\x84"}, {"emsp14", "\xe2\x80\x85"}, {"ensp", "\xe2\x80\x82"}, {"eogon", "\xc4\x99"},
    {"epsilon", "\xce\xb5"}, {"equals", "\x3d"}, {"equiv", "\xe2\x89\xa1"}, {"eta", "\xce\xb7"},
    {"eth", "\xc3\xb0"}, {"euml", "\xc3\xab"}, {"euro", "\xe2\x82\xac"}, {"excl", "\x21"},
    {"exist", "\xe2\x88\x83"}, {"female", "\xe2\x99\x80"}, {"flat", "\xe2\x99\xad"}, {"fnof", "\xc6\x92"},
    {"forall", "\xe2\x88\x80"}, {"frac12", "\xc2\xbd"}, {"frac13", "\xe2\x85\x93"}, {"frac14", "\xc2\xbc"},
    {"frac15", "\xe2\x85\x95"}, {"frac18", "\xe2\x85\x9b"}, {"frac23", "\xe2\x85\x94"},
    {"frac34", "\xc2\xbe"}, {"frac38", "\xe2\x85\x9c"}, {"frasl", "\xe2\x81\x84"}, {"gamma", "\xce\xb3"},
    {"gbreve", "\xc4\x9f"}, {"ge", "\xe2\x89\xa5"}, {"grave", "\x60"}, {"gt", "\x3e"},
    {"hArr", "\xe2\x87\x94"}, {"hairsp", "\xe2\x80\x8a"}, {"half", "\xc2\xbd"}, {"harr", "\xe2\x86\x94"},
    {"hearts", "\xe2\x99\xa5"}, {"hellip", "\xe2\x80\xa6"}, {"horbar", "\xe2\x80\x95"},
    {"hyphen", "\xe2\x80\x90"}, {"iacute", "\xc3\xad"}, {"icirc", "\xc3\xae"}, {"iexcl", "\xc2\xa1"},
    {"igrave", "\xc3\xac"}, {"image", "\xe2\x84\x91"}, {"imath", "\xc4\xb1"}, {"incare", "\xe2\x84\x85"},
    {"infin", "\xe2\x88\x9e"}, {"inodot", "\xc4\xb1"}, {"int", "\xe2\x88\xab"}, {"iota", "\xce\xb9"},
    {"iquest", "\xc2\xbf"}, {"isin", "\xe2\x88\x88"}, {"iuml", "\xc3\xaf"}, {"kappa", "\xce\xba"},
    {"lArr", "\xe2\x87\x90"}, {"lambda", "\xce\xbb"}, {"lang", "\xe2\x8c\xa9"}, {"laquo", "\xc2\xab"},
    {"larr", "\xe2\x86\x90"}, {"lbrace", "\x7b"}, {"lbrack", "\x5b"}, {"lceil", "\xe2\x8c\x88"},
    {"lcub", "\x7b"}, {"ldquo", "\xe2\x80\x9c"}, {"le", "\xe2\x89\xa4"}, {"lfloor", "\xe2\x8c\x8a"},
    {"lowast", "\xe2\x88\x97"}, {"lowbar", "\x5f"}, {"loz", "\xe2\x97\x8a"}, {"lpar", "\x28"},
    {"lrm", "\xe2\x80\x8e"}, {"lsaquo", "\xe2\x80\xb9"}, {"lsqb", "\x5b"}, {"lsquo", "\xe2\x80\x98"},
    {"lstrok", "\xc5\x82"}, {"lt", "\x3c"}, {"macr", "\xc2\xaf"}, {"male", "\xe2\x99\x82"},
    {"mdash", "\xe2\x80\x94"}, {"micro", "\xc2\xb5"}, {"middot", "\xc2\xb7"}, {"minus", "\xe2\x88\x92"},
    {"mu", "\xce\xbc"}, {"nabla", "\xe2\x88\x87"}, {"nacute", "\xc5\x84"}, {"natural", "\xe2\x99\xae"},
    {"nbsp", "\xc2\xa0"}, {"ncaron", "\xc5\x88"}, {"ndash", "\xe2\x80\x93"}, {"ne", "\xe2\x89\xa0"},
    {"ni", "\xe2\x88\x8b"}, {"not", "\xc2\xac"}, {"notin", "\xe2\x88\x89"}, {"nsub", "\xe2\x8a\x84"},
    {"ntilde", "\xc3\xb1"}, {"nu", "\xce\xbd"}, {"num", "\x23"}, {"numsp", "\xe2\x80\x87"},
    {"oacute", "\xc3\xb3"}, {"ocirc", "\xc3\xb4"}, {"odblac", "\xc5\x91"}, {"oelig", "\xc5\x93"},
    {"ograve", "\xc3\xb2"}, {"ohm", "\xce\xa9"}, {"oline", "\xe2\x80\xbe"}, {"omega", "\xcf\x89"},
    {"omicron", "\xce\xbf"}, {"oplus", "\xe2\x8a\x95"}, {"or", "\xe2\x88\xa8"}, {"ordf", "\xc2\xaa"},
    {"ordm", "\xc2\xba"}, {"oslash", "\xc3\xb8"}, {"otilde", "\xc3\xb5"}, {"otimes", "\xe2\x8a\x97"},
    {"ouml", "\xc3\xb6"}, {"para", "\xc2\xb6"}, {"part", "\xe2\x88\x82"}, {"percnt", "\x25"},
    {"period", "\x2e"}, {"permil", "\xe2\x80\xb0"}, {"perp", "\xe2\x8a\xa5"}, {"phi", "\xcf\x86"},
    {"phone", "\xe2\x98\x8e"}, {"pi", "\xcf\x80"}, {"piv", "\xcf\x96"}, {"plus", "\x2b"},
    {"plusmn", "\xc2\xb1"}, {"pound", "\xc2\xa3"}, {"prime", "\xe2\x80\xb2"}, {"prod", "\xe2\x88\x8f"},
    {"prop", "\xe2\x88\x9d"}, {"psi", "\xcf\x88"}, {"puncsp", "\xe2\x80\x88"}, {"quest", "\x3f"},
    {"quot", "\x22"}, {"rArr", "\xe2\x87\x92"}, {"radic", "\xe2\x88\x9a"}, {"rang", "\xe2\x8c\xaa"},
    {"raquo", "\xc2\xbb"}, {"rarr", "\xe2\x86\x92"}, {"rarrw", "\xe2\x86\x9d"}, {"rbrace", "\x7d"},
    {"rbrack", "\x5d"}, {"rcaron", "\xc5\x99"}, {"rceil", "\xe2\x8c\x89"}, {"rcub", "\x7d"},
    {"rdquo", "\xe2\x80\x9d"}, {"real", "\xe2\x84\x9c"}, {"reg", "\xc2\xae"}, {"rfloor", "\xe2\x8c\x8b"},
    {"rho", "\xcf\x81"}, {"ring", "\xcb\x9a"}, {"rlm", "\xe2\x80\x8f"}, {"rpar", "\x29"},
    {"rsaquo", "\xe2\x80\xba"}, {"rsqb", "\x5d"}, {"rsquo", "\xe2\x80\x99"}, {"sacute", "\xc5\x9b"},
    {"sbquo", "\xe2\x80\x9a"}, {"scaron", "\xc5\xa1"}, {"scedil", "\xc5\x9f"}, {"sdot", "\xe2\x8b\x85"},
    {"sect", "\xc2\xa7"}, {"semi", "\x3b"}, {"sharp", "\xe2\x99\xaf"}, {"shy", "\xc2\xad"},
    {"sigma", "\xcf\x83"}, {"sigmaf", "\xcf\x82"}, {"sim", "\xe2\x88\xbc"}, {"sol", "\x2f"},
    {"spades", "\xe2\x99\xa0"}, {"star", "\xe2\x98\x86"}, {"starf", "\xe2\x98\x85"},
    {"sub", "\xe2\x8a\x82"}, {"sube", "\xe2\x8a\x86"}, {"sum", "\xe2\x88\x91"}, {"sung", "\xe2\x99\xaa"},
    {"sup", "\xe2\x8a\x83"}, {"sup1", "\xc2\xb9"}, {"sup2", "\xc2\xb2"}, {"sup3", "\xc2\xb3"},
    {"supe", "\xe2\x8a\x87"}, {"szlig", "\xc3\x9f"}, {"tau", "\xcf\x84"}, {"tcaron", "\xc5\xa5"},
    {"there4", "\xe2\x88\xb4"}, {"theta", "\xce\xb8"}, {"thetasym", "\xcf\x91"}, {"thinsp", "\xe2\x80\x89"},
    {"thorn", "\xc3\xbe"}, {"tilde", "\xcb\x9c"}, {"times", "\xc3\x97"}, {"trade", "\xe2\x84\xa2"},
    {"uArr", "\xe2\x87\x91"}, {"uacute", "\xc3\xba"}, {"uarr", "\xe2\x86\x91"}, {"ucirc", "\xc3\xbb"},
    {"udblac", "\xc5\xb1"}, {"ugrave", "\xc3\xb9"}, {"uml", "\xc2\xa8"}, {"upsih", "\xcf\x92"},
    {"upsilon", "\xcf\x85"}, {"uring", "\xc5\xaf"}, {"uuml", "\xc3\xbc"}, {"verbar", "\x7c"},
    {"vert", "\x7c"}, {"weierp", "\xe2\x84\x98"}, {"xi", "\xce\xbe"}, {"yacute", "\xc3\xbd"},
    {"yen", "\xc2\xa5"}, {"yuml", "\xc3\xbf"}, {"zacute", "\xc5\xba"}, {"zcaron", "\xc5\xbe"},
    {"zdot", "\xc5\xbc"}, {"zeta", "\xce\xb6"}, {"zwj", "\xe2\x80\x8d"}, {"zwnj", "\xe2\x80\x8c"},
});
// clang-format on

// What Windows puts where Unicode has controls nobody wants; 0 = left alone.
constexpr std::array<char32_t, 32> kWindows1252{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

constexpr std::size_t kLongestName = 16;
constexpr char32_t kReplacement = 0xFFFD;

bool isDigit(char c) noexcept { return c >= '0' && c <= '9'; }
bool isNameByte(char c) noexcept { return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

int hexValue(char c) noexcept
{
    if (isDigit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

void appendUtf8(char32_t c, std::string& out)
{
    const auto push = [&out](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (c < 0x80) {
        push(c);
    } else if (c < 0x800) {
        push(0xC0U | (c >> 6U));
        push(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
        push(0xE0U | (c >> 12U));
        push(0x80U | ((c >> 6U) & 0x3FU));
        push(0x80U | (c & 0x3FU));
    } else {
        push(0xF0U | (c >> 18U));
        push(0x80U | ((c >> 12U) & 0x3FU));
        push(0x80U | ((c >> 6U) & 0x3FU));
        push(0x80U | (c & 0x3FU));
    }
}

/// Read "#123;" or "#x1F;" (without the '&'). @return bytes taken, 0 = no number
std::size_t takeNumber(std::string_view text, std::string& out)
{
    constexpr unsigned long kTooLarge = 0x110000;
    const bool hex = text.size() > 1 && (text[1] == 'x' || text[1] == 'X');
    const std::size_t first = hex ? 2 : 1;
    std::size_t at = first;
    unsigned long number = 0;
    for (; at < text.size(); ++at) {
        const int digit = hex ? hexValue(text[at]) : isDigit(text[at]) ? text[at] - '0' : -1;
        if (digit < 0) break;
        number = std::min(number * (hex ? 16UL : 10UL) + static_cast<unsigned long>(digit), kTooLarge);
    }
    if (at == first) return 0;
    appendCharacterReference(number, out);
    return at < text.size() && text[at] == ';' ? at + 1 : at;
}

/// The Latin-1 names, which pages have always written without a semicolon too.
bool standsAlone(std::string_view value) noexcept
{
    const auto lead = static_cast<unsigned char>(value.empty() ? '\0' : value.front());
    return lead == 0xC2 || lead == 0xC3 || value == "&" || value == "<" || value == ">" || value == "\"";
}

/// Read "name;" (without the '&'). @return bytes taken, 0 = nobody's name
std::size_t takeName(std::string_view text, std::string& out)
{
    std::size_t length = 0;
    while (length < text.size() && length < kLongestName && isNameByte(text[length])) ++length;
    if (length == 0) return 0;
    const auto value = htmlEntity(text.substr(0, length));
    const char next = length < text.size() ? text[length] : '\0';
    const bool closed = next == ';';
    if (value.empty() || (!closed && (next == '=' || !standsAlone(value)))) return 0; // "?a=1&copy=2" is a query
    out += value;
    return closed ? length + 1 : length;
}

} // namespace

std::string_view htmlEntity(std::string_view name) noexcept
{
    const auto row = std::ranges::lower_bound(kEntities, name, {}, &Row::first);
    return row != kEntities.end() && row->first == name ? row->second : std::string_view{};
}

void appendCharacterReference(unsigned long number, std::string& out)
{
    if (number >= 0x80 && number <= 0x9F && kWindows1252.at(number - 0x80) != 0) {
        return appendUtf8(kWindows1252.at(number - 0x80), out);
    }
    const bool sound = number != 0 && number < 0x110000 && (number < 0xD800 || number > 0xDFFF);
    appendUtf8(sound ? static_cast<char32_t>(number) : kReplacement, out);
}

void decodeHtmlEntities(std::string_view text, std::string& out)
{
    while (!text.empty()) {
        const auto ampersand = text.find('&');
        out += text.substr(0, ampersand);
        if (ampersand == std::string_view::npos) return;
        text.remove_prefix(ampersand + 1);
        const bool number = !text.empty() && text.front() == '#';
        const auto taken = number ? takeNumber(text, out) : takeName(text, out);
        if (taken == 0) out += '&';
        text.remove_prefix(taken);
    }
}

} // namespace qd
