#include "pipeline/rule_match.h"

#include "pipeline/plain_text.h"
#include "pipeline/rule_check.h"
#include "quarterdeck/base/text.h"
#include "quarterdeck/domain/names.h"

#include <fmt/format.h>

#include <algorithm>

namespace qd {
namespace {

constexpr std::size_t kMaxPattern = 1000;      ///< bytes of a regular expression
constexpr std::size_t kRegexText = 16U << 10U; ///< bytes of a text that it is tried on
constexpr std::int32_t kRegexTime = 20;        ///< ICU's steps, about a millisecond each
constexpr std::int32_t kRegexStack = 1 << 20;  ///< bytes of back-tracking
constexpr std::size_t kWordText = 64U << 10U;  ///< bytes of a text that words are looked for in

std::unique_ptr<icu::RegexPattern> compileRegex(const std::string& pattern)
{
    if (pattern.empty() || pattern.size() > kMaxPattern || !isValidUtf8(pattern)) return nullptr;
    UErrorCode status = U_ZERO_ERROR;
    UParseError where{};
    std::unique_ptr<icu::RegexPattern> compiled(icu::RegexPattern::compile(
        icu::UnicodeString::fromUTF8(pattern), UREGEX_CASE_INSENSITIVE, where, status));
    return U_SUCCESS(status) ? std::move(compiled) : nullptr;
}

std::string joined(const std::vector<std::string>& values)
{
    return fmt::format("{}", fmt::join(values, ", "));
}

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

} // namespace

bool hasWords(std::string_view value) { return !WordStream(value).words().empty(); }

bool isRegex(const std::string& pattern) { return compileRegex(pattern) != nullptr; }

bool matchesGlob(std::string_view text, std::string_view pattern) noexcept
{
    std::size_t t = 0;
    std::size_t p = 0;
    std::size_t star = std::string_view::npos; // the last '*', and what it has swallowed so far
    std::size_t from = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            from = t;
        } else if (p < pattern.size() && lower(pattern[p]) == lower(text[t])) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++from;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

int WordTable::add(const RuleCondition& condition)
{
    const int slot = m_slots++;
    int value = 0;
    for (const auto& text : condition.values) {
        if (condition.field == RuleField::Phrase) {
            addPattern(text, slot, value);
        } else {
            // A list of words: each of them will do.
            std::size_t at = 0;
            while ((at = text.find_first_not_of(" ,;\t\n", at)) != std::string::npos) {
                const auto end = std::min(text.find_first_of(" ,;\t\n", at), text.size());
                addPattern(std::string_view(text).substr(at, end - at), slot, value);
                at = end;
            }
        }
        ++value;
    }
    return slot;
}

void WordTable::addPattern(std::string_view text, int slot, int value)
{
    const WordStream stream(text);
    if (stream.words().empty()) return;
    Pattern pattern{.words = {}, .slot = slot, .value = value};
    for (const auto& word : stream.words())
        pattern.words.push_back({std::string(word.text), word.mark});
    const auto first = stream.words().front().hash;
    m_bloom.set(first % kBloom);
    m_byFirst[first].push_back(m_patterns.size());
    m_patterns.push_back(std::move(pattern));
}

bool WordTable::fits(const Pattern& pattern, const std::vector<Word>& words, std::size_t at)
{
    if (words.size() - at < pattern.words.size()) return false;
    for (const auto& wanted : pattern.words) {
        const auto& word = words[at++];
        if (word.text != wanted.text || (wanted.mark != 0 && word.mark != wanted.mark)) return false;
    }
    return true;
}

std::vector<int> WordTable::find(const WordStream& stream) const
{
    std::vector<int> found(static_cast<std::size_t>(m_slots), -1);
    const auto& words = stream.words();
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (!m_bloom.test(words[at].hash % kBloom)) continue;
        const auto row = m_byFirst.find(words[at].hash);
        if (row == m_byFirst.end()) continue;
        for (const auto index : row->second) {
            const auto& pattern = m_patterns[index];
            auto& slot = found[static_cast<std::size_t>(pattern.slot)];
            if (slot < 0 && fits(pattern, words, at)) slot = pattern.value;
        }
    }
    return found;
}

std::string Subject::wholeText(std::size_t bytes) const
{
    std::string whole;
    whole.reserve(mention.title.size() + 1 + std::min(mention.text.size(), bytes));
    whole += mention.title;
    if (!whole.empty()) whole += '\n';
    whole += firstBytes(mention.text, bytes);
    return whole;
}

int Subject::foundWord(int slot)
{
    if (m_found.empty()) m_found = m_table.find(WordStream(wholeText(kWordText)));
    return m_found[static_cast<std::size_t>(slot)];
}

const icu::UnicodeString& Subject::utf16()
{
    if (!m_utf16) m_utf16 = icu::UnicodeString::fromUTF8(wholeText(kRegexText));
    return *m_utf16;
}

CompiledCondition::CompiledCondition(const RuleCondition& condition, const std::vector<Calendar>& calendars,
                                     WordTable& words)
    : m_field(condition.field)
    , m_negate(condition.negate)
    , m_values(condition.values)
{
    switch (m_field) {
    case RuleField::Words:
    case RuleField::Phrase: m_slot = words.add(condition); break;
    case RuleField::Regex:
        for (const auto& value : m_values)
            m_patterns.push_back(compileRegex(value));
        break;
    case RuleField::MinFollowers:
    case RuleField::MaxFollowers: {
        // Any of several bounds will do: the widest.
        std::vector<std::int64_t> bounds;
        for (const auto& value : m_values)
            bounds.push_back(wholeNumber(value).value_or(0));
        m_bound = m_field == RuleField::MinFollowers ? std::ranges::min(bounds) : std::ranges::max(bounds);
        break;
    }
    case RuleField::BusinessHours:
        for (const auto& value : m_values) {
            const auto hours = parseBusinessHours(value);
            const auto calendar = std::ranges::find(calendars, hours->second, &Calendar::id);
            m_hours.emplace_back(hours->first, *calendar);
        }
        break;
    case RuleField::Author:
        for (auto& value : m_values) {
            if (value.starts_with('@')) value.erase(0, 1);
        }
        break;
    default:
        for (auto& value : m_values)
            value = toLowerAscii(trim(value));
    }
    describe();
}

void CompiledCondition::describe()
{
    const auto name = std::string(nameOf(m_field));
    const auto all = joined(m_values);
    m_whenUnknown = name + " unknown";
    for (const auto& value : m_values) {
        switch (m_field) {
        case RuleField::Words:
        case RuleField::Phrase:
        case RuleField::Regex: m_whenHeld.push_back(fmt::format("{}: {}", name, value)); break;
        case RuleField::MinFollowers:
            m_whenHeld.push_back(fmt::format("followers: at least {}", m_bound));
            break;
        case RuleField::MaxFollowers:
            m_whenHeld.push_back(fmt::format("followers: at most {}", m_bound));
            break;
        case RuleField::BusinessHours: m_whenHeld.push_back(fmt::format("business hours: {}", value)); break;
        default: m_whenHeld.push_back(fmt::format("{} is {}", name, value));
        }
    }
    switch (m_field) {
    case RuleField::Words:
    case RuleField::Phrase: m_whenNot = fmt::format("no {}: {}", name, all); break;
    case RuleField::Regex:
        m_whenNot = fmt::format("no regex: {}", all);
        m_whenUnknown = "regex took too long";
        break;
    case RuleField::MinFollowers:
    case RuleField::MaxFollowers:
        m_whenNot =
            fmt::format("followers: {} {}", m_field == RuleField::MinFollowers ? "below" : "above", m_bound);
        m_whenUnknown = "followers unknown";
        break;
    case RuleField::BusinessHours: m_whenNot = fmt::format("business hours: not {}", all); break;
    default: m_whenNot = fmt::format("{} is not {}", name, joined(m_values));
    }
}

CompiledCondition::Verdict CompiledCondition::ask(Subject& subject) const
{
    const int held = holds(subject);
    if (held == kUnknown) return {false, &m_whenUnknown};
    const bool met = held >= 0;
    return {met != m_negate, met ? &m_whenHeld[static_cast<std::size_t>(held)] : &m_whenNot};
}

int CompiledCondition::equalTo(std::string_view actual) const
{
    if (actual.empty()) return kUnknown;
    const auto found = std::ranges::find(m_values, actual);
    return found == m_values.end() ? kNone : static_cast<int>(found - m_values.begin());
}

int CompiledCondition::followersHold(const Mention& mention) const
{
    if (!mention.author.followers) return kUnknown;
    const auto actual = *mention.author.followers;
    return (m_field == RuleField::MinFollowers ? actual >= m_bound : actual <= m_bound) ? 0 : kNone;
}

int CompiledCondition::hoursHold(UtcMillis now) const
{
    int index = 0;
    for (const auto& [inside, calendar] : m_hours) {
        if (isOpen(calendar, now) == inside) return index;
        ++index;
    }
    return kNone;
}

int CompiledCondition::regexHolds(Subject& subject) const
{
    bool gaveUp = false;
    int index = 0;
    for (const auto& pattern : m_patterns) {
        UErrorCode status = U_ZERO_ERROR;
        const std::unique_ptr<icu::RegexMatcher> matcher(pattern->matcher(subject.utf16(), status));
        if (U_SUCCESS(status)) {
            matcher->setTimeLimit(kRegexTime, status);
            matcher->setStackLimit(kRegexStack, status);
            if (matcher->find(status) != 0 && U_SUCCESS(status)) return index;
        }
        gaveUp = gaveUp || U_FAILURE(status);
        ++index;
    }
    return gaveUp ? kUnknown : kNone;
}

int CompiledCondition::holds(Subject& subject) const
{
    const auto& mention = subject.mention;
    switch (m_field) {
    case RuleField::Platform: return equalTo(mention.platform);
    case RuleField::Account: return equalTo(fmt::format("{}", mention.account.value));
    case RuleField::Kind: return equalTo(nameOf(mention.kind));
    case RuleField::Language: return equalTo(mention.lang);
    case RuleField::Visibility: return equalTo(nameOf(mention.visibility));
    case RuleField::Sentiment: return equalTo(subject.judgement.sentiment);
    case RuleField::Intent: return equalTo(subject.judgement.intent);
    case RuleField::Words:
    case RuleField::Phrase: return subject.foundWord(m_slot);
    case RuleField::Regex: return regexHolds(subject);
    case RuleField::MinFollowers:
    case RuleField::MaxFollowers: return followersHold(mention);
    case RuleField::BusinessHours: return hoursHold(subject.now);
    case RuleField::Author: break;
    }
    for (std::size_t i = 0; i < m_values.size(); ++i) {
        if (matchesGlob(mention.author.handle, m_values[i])) return static_cast<int>(i);
    }
    return kNone;
}

} // namespace qd
