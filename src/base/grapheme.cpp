#include "base/utf8.h"
#include "quarterdeck/base/text.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <limits>
#include <memory>

namespace qd {
namespace {

/// Ends of the grapheme clusters of one text, as byte offsets. The iterator behind it is opened once a thread:
/// opening costs far more than a post's worth of steps.
class Graphemes {
public:
    explicit Graphemes(std::string_view utf8)
    {
        const auto size = std::min<std::size_t>(utf8.size(), std::numeric_limits<std::int32_t>::max());
        UErrorCode status = U_ZERO_ERROR;
        utext_openUTF8(&m_text, utf8.data(), static_cast<std::int64_t>(size), &status);
        if (U_SUCCESS(status) && iterator()) iterator()->setText(&m_text, status);
        m_ok = U_SUCCESS(status) && iterator();
        if (m_ok) iterator()->first();
    }
    ~Graphemes() { utext_close(&m_text); }
    Graphemes(const Graphemes&) = delete;
    Graphemes& operator=(const Graphemes&) = delete;

    /// The next end, or -1 when the text is at its end.
    std::int32_t next() { return m_ok ? iterator()->next() : -1; }

private:
    static icu::BreakIterator* iterator()
    {
        thread_local const std::unique_ptr<icu::BreakIterator> t_iterator = [] {
            UErrorCode status = U_ZERO_ERROR;
            return std::unique_ptr<icu::BreakIterator>{
                icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status)};
        }();
        return t_iterator.get();
    }

    UText m_text = UTEXT_INITIALIZER;
    bool m_ok{false};
};

/// In ASCII the only cluster of two bytes is CR LF.
bool endsInCrLf(std::string_view text, std::size_t i) { return i + 1 < text.size() && text[i] == '\r' && text[i + 1] == '\n'; }

std::string cutAt(std::string_view utf8, std::size_t bytes)
{
    auto kept = utf8.substr(0, bytes);
    while (!kept.empty() && kept.back() == ' ') kept.remove_suffix(1);
    return std::string{kept} + "\xE2\x80\xA6";
}

} // namespace

std::size_t countGraphemes(std::string_view utf8)
{
    std::size_t count = 0;
    if (asciiPrefix(utf8) == utf8.size()) {
        for (std::size_t i = 0; i < utf8.size(); ++i, ++count) i += endsInCrLf(utf8, i);
        return count;
    }
    Graphemes clusters{utf8};
    while (clusters.next() >= 0) ++count;
    return count;
}

std::string ellipsize(std::string_view utf8, std::size_t graphemes)
{
    if (utf8.size() <= graphemes) return std::string{utf8};
    std::size_t end = 0;
    if (asciiPrefix(utf8.substr(0, graphemes + 2)) == std::min(graphemes + 2, utf8.size()) &&
        utf8.substr(0, graphemes + 2).find('\r') == std::string_view::npos) {
        return cutAt(utf8, graphemes); // longer than asked, and no cluster here is longer than a byte
    }
    Graphemes clusters{utf8};
    for (std::size_t i = 0; i < graphemes; ++i) {
        const auto next = clusters.next();
        if (next < 0) return std::string{utf8};
        end = static_cast<std::size_t>(next);
    }
    return end >= utf8.size() ? std::string{utf8} : cutAt(utf8, end);
}

} // namespace qd
