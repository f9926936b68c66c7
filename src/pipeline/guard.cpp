#include "quarterdeck/pipeline/guard.h"

#include "pipeline/plain_text.h"
#include "pipeline/word_stream.h"
#include "quarterdeck/base/text.h"
#include "quarterdeck/domain/text_length.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace qd {
namespace {

/// A handle as somebody typed it into the text; the '@' is not part of `name`.
struct TypedHandle {
    std::string name;
    std::size_t start{0}, end{0}; ///< bytes, with the '@'
};

bool isHandleByte(char c) noexcept
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '-';
}

std::vector<TypedHandle> typedHandles(std::string_view text)
{
    std::vector<TypedHandle> found;
    for (auto at = text.find('@'); at != std::string_view::npos; at = text.find('@', at)) {
        const bool apart =
            at == 0 || (!isHandleByte(text[at - 1]) && text[at - 1] != '@' && text[at - 1] != '/');
        auto end = at + 1;
        while (end < text.size() && (isHandleByte(text[end]) || (text[end] == '@' && end > at + 1)))
            ++end;
        auto last = end;
        while (last > at + 1 && (text[last - 1] == '.' || text[last - 1] == '-' || text[last - 1] == '@'))
            --last;
        if (apart && last > at + 1)
            found.push_back({toLowerAscii(text.substr(at + 1, last - at - 1)), at, last});
        at = std::max(end, at + 1);
    }
    return found;
}

/// "maria" and "maria@mastodon.example" are one person; so are "acme.bsky.social" and itself.
bool isSamePerson(std::string_view typed, std::string_view handle)
{
    const auto known = toLowerAscii(handle);
    return typed == known ||
           (typed.find('@') == std::string_view::npos && typed == known.substr(0, known.find('@')));
}

class Guard {
public:
    explicit Guard(const GuardInput& input) : m_in(input) {}

    std::vector<Finding> run()
    {
        account();
        audience();
        length();
        personalData();
        forbidden();
        handles();
        invisible();
        alternativeText();
        std::ranges::stable_sort(m_findings, {}, &Finding::severity);
        return std::move(m_findings);
    }

private:
    void add(Severity severity, std::string code, std::size_t start = 0, std::size_t end = 0)
    {
        m_findings.push_back({severity, std::move(code), start, end});
    }

    /// The same with byte offsets.
    void addAt(Severity severity, std::string code, std::size_t start, std::size_t end)
    {
        const std::string_view text = m_in.text;
        const auto first = countCodePoints(text.substr(0, start));
        add(severity, std::move(code), first, first + countCodePoints(text.substr(start, end - start)));
    }

    void account()
    {
        if (m_in.account == nullptr || !m_in.conversationAccount) return;
        if (m_in.account->id != m_in.conversationAccount) add(Severity::Stop, "wrong_account");
    }

    void audience()
    {
        const bool wasPrivate = m_in.target != nullptr && m_in.target->visibility == Visibility::Direct;
        if (wasPrivate && m_in.visibility != Visibility::Direct) add(Severity::Stop, "private_made_public");
    }

    void length()
    {
        if (trim(m_in.text).empty() && m_in.media.empty()) add(Severity::Stop, "empty");
        if (m_in.account == nullptr) return;
        const bool direct = m_in.visibility == Visibility::Direct;
        if (!measureText(m_in.text, {}, m_in.account->limits, direct).fits()) add(Severity::Stop, "too_long");
    }

    /// In private it is what service is about; in public it is a leak.
    void personalData()
    {
        if (m_in.visibility == Visibility::Direct) return;
        for (const auto& piece : findPersonalData(m_in.text)) {
            const auto severity = piece.kind == "ip_address" ? Severity::Warn : Severity::Stop;
            add(severity, "personal_data:" + piece.kind, piece.start, piece.end);
        }
    }

    void forbidden()
    {
        if (m_in.forbiddenPhrases.empty()) return;
        const WordStream text(m_in.text);
        for (const auto& phrase : m_in.forbiddenPhrases) {
            const WordStream wanted(phrase);
            if (wanted.words().empty()) continue;
            const auto found = std::search(text.words().begin(), text.words().end(), wanted.words().begin(),
                                           wanted.words().end(),
                                           [](const Word& a, const Word& b) { return a.text == b.text; });
            if (found != text.words().end()) add(Severity::Stop, "forbidden_phrase");
        }
    }

    /// A handle in the text that is not among those who get the reply: a typing error, or a stranger pulled
    /// in.
    void handles()
    {
        if (m_in.target == nullptr) return;
        const auto& target = *m_in.target;
        for (const auto& typed : typedHandles(m_in.text)) {
            const auto is = [&typed](std::string_view handle) { return isSamePerson(typed.name, handle); };
            const bool known = is(target.author.handle) || std::ranges::any_of(target.addressed, is) ||
                               (m_in.account != nullptr && is(m_in.account->handle));
            if (!known) addAt(Severity::Warn, "handle_unaddressed", typed.start, typed.end);
        }
    }

    void invisible()
    {
        const std::string_view text = m_in.text;
        for (std::size_t at = 0; at < text.size(); ++at) {
            auto length = invisibleLength(text.substr(at));
            const auto rest = text.substr(at);
            // Overrides turn what follows around; marks that right-to-left writing needs are left alone.
            if (length == 0 && (rest.starts_with("\xE2\x80\xAD") || rest.starts_with("\xE2\x80\xAE")))
                length = 3;
            if (length == 0) continue;
            addAt(Severity::Warn, "invisible_characters", at, at + length);
            return;
        }
    }

    void alternativeText()
    {
        const bool missing =
            std::ranges::any_of(m_in.media, [](const Attachment& a) { return trim(a.alt).empty(); });
        if (missing) add(Severity::Warn, "alt_missing");
    }

    const GuardInput& m_in;
    std::vector<Finding> m_findings;
};

} // namespace

std::vector<Finding> guardReply(const GuardInput& input) { return Guard(input).run(); }

} // namespace qd
