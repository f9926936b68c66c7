#include "base/utf8.h"
#include "quarterdeck/base/text.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <array>
#include <cstdint>
#include <memory>

// One set of rules, two walks: a table over bytes for ASCII (most posts), code points for the rest.
// Words are runs of letters, digits and marks; an apostrophe between two of them joins ("don't" -> "dont").
// Tags and handles follow after the words, so that a phrase runs on through "the #delay today".

namespace qd {
namespace {

/// Collects the words, then the tags and handles.
class WordSink {
public:
    explicit WordSink(std::size_t sizeHint) { m_words.reserve(sizeHint + 16); }

    void startWord()
    {
        if (!m_words.empty()) m_words += ' ';
    }
    std::string& words() { return m_words; }

    /// "hashtag" or "handle", followed by the letters and digits of the tag.
    void addWhole(std::string_view kind, std::string_view letters)
    {
        if (letters.empty()) return;
        m_wholes += ' ';
        m_wholes += kind;
        m_wholes += letters;
    }
    std::string take()
    {
        m_words += m_words.empty() ? std::string_view{m_wholes}.substr(m_wholes.empty() ? 0 : 1) : m_wholes;
        return std::move(m_words);
    }

private:
    std::string m_words;
    std::string m_wholes;
};

constexpr std::string_view kTag = "hashtag";
constexpr std::string_view kHandle = "handle";

// ---- ASCII ---------------------------------------------------------------------------------------------------

/// The folded letter or digit, or 0 for everything else.
constexpr std::array<char, 128> kFold = [] {
    std::array<char, 128> table{};
    for (char c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = c;
    for (char c = 'a'; c <= 'z'; ++c) table[static_cast<std::size_t>(c)] = c;
    for (char c = 'A'; c <= 'Z'; ++c) table[static_cast<std::size_t>(c)] = static_cast<char>(c + 32);
    return table;
}();

char foldAt(std::string_view text, std::size_t i)
{
    return i < text.size() ? kFold[static_cast<unsigned char>(text[i])] : char{0};
}

/// What a '#' or '@' at `at` names: letters and digits over '_' (and '.' or '-' within a handle).
void addAsciiWhole(std::string_view text, std::size_t at, WordSink& sink)
{
    const bool handle = text[at] == '@';
    std::string letters;
    for (std::size_t i = at + 1; i < text.size(); ++i) {
        if (const char c = foldAt(text, i)) letters += c;
        else if (text[i] == '_') continue;
        else if (!handle || (text[i] != '.' && text[i] != '-') || foldAt(text, i + 1) == 0) break;
    }
    sink.addWhole(handle ? kHandle : kTag, letters);
}

std::string searchAscii(std::string_view text)
{
    WordSink sink{text.size()};
    auto& out = sink.words();
    bool inWord = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (const char c = foldAt(text, i)) {
            if (!inWord) sink.startWord();
            out += c;
            inWord = true;
        } else if (text[i] == '\'' && inWord && foldAt(text, i + 1) != 0) {
            continue;
        } else {
            if ((text[i] == '#' || text[i] == '@') && !inWord) addAsciiWhole(text, i, sink);
            inWord = false;
        }
    }
    return sink.take();
}

// ---- everything else -----------------------------------------------------------------------------------------

enum class Kind { Other, Word, Cjk, Unspaced, Apostrophe };

bool isMark(UChar32 c) { return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0; }

Kind kindOf(UChar32 c)
{
    if (c < 0x80) return kFold[static_cast<std::size_t>(c)] != 0 ? Kind::Word : c == '\'' ? Kind::Apostrophe : Kind::Other;
    if (c == 0x2019 || c == 0x02BC || c == 0x05F3 || c == 0x05F4) return Kind::Apostrophe;
    if (!u_isalnum(c) && !isMark(c) && u_charType(c) != U_OTHER_NUMBER && u_charType(c) != U_LETTER_NUMBER) return Kind::Other;
    switch (u_getIntPropertyValue(c, UCHAR_LINE_BREAK)) {
    case U_LB_COMPLEX_CONTEXT: return Kind::Unspaced;
    default: break;
    }
    if (c < 0x1100) return Kind::Word;
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(c, &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_BOPOMOFO: return Kind::Cjk;
    default: return c == 0x30FC ? Kind::Cjk : Kind::Word; // the long-vowel mark belongs to both kana
    }
}

void append(std::string& out, UChar32 c)
{
    if (c < 0x80) out += static_cast<char>(c);
    else if (c < 0x800) {
        out += static_cast<char>(0xC0 | (c >> 6));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        if (c < 0x10000) out += static_cast<char>(0xE0 | (c >> 12));
        else {
            out += static_cast<char>(0xF0 | (c >> 18));
            out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
        }
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    }
}

/// Walks folded code points; each run of one kind becomes words in its own way.
class UnicodeWalk {
public:
    UnicodeWalk(std::string_view folded, WordSink& sink)
        : m_text{icu::UnicodeString::fromUTF8(icu::StringPiece{folded.data(), static_cast<std::int32_t>(folded.size())})}
        , m_sink{sink} {}

    void run()
    {
        std::int32_t i = 0;
        bool afterWord = false;
        while (i < m_text.length()) {
            const UChar32 c = m_text.char32At(i);
            const Kind kind = kindOf(c);
            if (kind == Kind::Word || kind == Kind::Cjk || kind == Kind::Unspaced) {
                const auto end = runEnd(i, kind);
                if (kind == Kind::Word) addWord(i, end);
                else if (kind == Kind::Cjk) addBigrams(i, end);
                else addUnspaced(i, end);
                i = end;
                afterWord = true;
                continue;
            }
            if ((c == '#' || c == '@') && !afterWord) addWhole(i);
            afterWord = false;
            i = m_text.moveIndex32(i, 1);
        }
    }

private:
    Kind kindAt(std::int32_t i) const { return i < m_text.length() ? kindOf(m_text.char32At(i)) : Kind::Other; }

    /// Marks belong to the run they follow, whatever its kind; apostrophes only within words.
    std::int32_t runEnd(std::int32_t i, Kind kind) const
    {
        while (i < m_text.length()) {
            const UChar32 c = m_text.char32At(i);
            const Kind here = kindOf(c);
            const auto next = m_text.moveIndex32(i, 1);
            const bool joins = kind == Kind::Word && here == Kind::Apostrophe && kindAt(next) == Kind::Word;
            if (here != kind && !joins && !(isMark(c) && here != Kind::Other)) break;
            i = next;
        }
        return i;
    }

    void addWord(std::int32_t from, std::int32_t to)
    {
        m_sink.startWord();
        for (auto i = from; i < to; i = m_text.moveIndex32(i, 1)) {
            const UChar32 c = m_text.char32At(i);
            if (kindOf(c) != Kind::Apostrophe) append(m_sink.words(), c);
        }
    }

    void addBigrams(std::int32_t from, std::int32_t to)
    {
        for (auto i = from;;) {
            const auto second = m_text.moveIndex32(i, 1);
            if (second >= to && i != from) return;
            m_sink.startWord();
            append(m_sink.words(), m_text.char32At(i));
            if (second >= to) return; // a single character is a word of its own
            append(m_sink.words(), m_text.char32At(second));
            i = second;
        }
    }

    /// Thai, Lao, Khmer, Burmese: written without blanks, so ICU's dictionaries part the words.
    void addUnspaced(std::int32_t from, std::int32_t to)
    {
        auto* const breaks = wordBreaks();
        if (breaks == nullptr) return addWord(from, to);
        const icu::UnicodeString run{m_text, from, to - from};
        breaks->setText(run);
        for (auto start = breaks->first(), end = breaks->next(); end != icu::BreakIterator::DONE;
             start = end, end = breaks->next())
            addWord(from + start, from + end);
    }

    /// Opened once a thread: loading the dictionaries takes milliseconds.
    static icu::BreakIterator* wordBreaks()
    {
        thread_local const std::unique_ptr<icu::BreakIterator> t_breaks = [] {
            UErrorCode status = U_ZERO_ERROR;
            return std::unique_ptr<icu::BreakIterator>{
                icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status)};
        }();
        return t_breaks.get();
    }

    void addWhole(std::int32_t at)
    {
        const bool handle = m_text.charAt(at) == '@';
        const auto belongs = [this](std::int32_t i) {
            const Kind kind = kindAt(i);
            return kind == Kind::Word || kind == Kind::Cjk || kind == Kind::Unspaced;
        };
        std::string letters;
        for (auto i = at + 1; i < m_text.length(); i = m_text.moveIndex32(i, 1)) {
            const UChar32 c = m_text.char32At(i);
            if (belongs(i)) append(letters, c);
            else if (c == '_') continue;
            else if (!handle || (c != '.' && c != '-') || !belongs(m_text.moveIndex32(i, 1))) break;
        }
        m_sink.addWhole(handle ? kHandle : kTag, letters);
    }

    icu::UnicodeString m_text;
    WordSink& m_sink;
};

} // namespace

std::string searchText(std::string_view utf8)
{
    if (asciiPrefix(utf8) == utf8.size()) return searchAscii(utf8);
    const auto folded = foldText(utf8);
    WordSink sink{folded.size()};
    UnicodeWalk{folded, sink}.run();
    return sink.take();
}

} // namespace qd
