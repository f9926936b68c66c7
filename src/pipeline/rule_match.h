#pragma once

#include "pipeline/word_stream.h"
#include "quarterdeck/domain/calendar.h"
#include "quarterdeck/domain/mention.h"
#include "quarterdeck/domain/rule.h"
#include "quarterdeck/pipeline/judge.h"

#include <unicode/regex.h>

#include <bitset>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace qd {

bool hasWords(std::string_view value);
bool isRegex(const std::string& pattern);
/// '*' stands for any run of characters; ASCII case does not count.
bool matchesGlob(std::string_view text, std::string_view pattern) noexcept;

/// Every word and phrase that some rule looks for: a text is read once, whatever the number of rules.
class WordTable {
public:
    /// @return the slot under which find() tells about it
    int add(const RuleCondition& condition);
    bool empty() const noexcept { return m_slots == 0; }

    /// For every slot the index of a value found in the text, -1 = none.
    std::vector<int> find(const WordStream& stream) const;

private:
    struct OwnedWord {
        std::string text;
        char mark;
    };
    struct Pattern {
        std::vector<OwnedWord> words;
        int slot;
        int value;
    };
    static constexpr std::size_t kBloom = 4096;
    void addPattern(std::string_view text, int slot, int value);
    static bool fits(const Pattern& pattern, const std::vector<Word>& words, std::size_t at);

    std::vector<Pattern> m_patterns;
    std::unordered_map<std::uint32_t, std::vector<std::size_t>> m_byFirst; ///< by the hash of the first word
    std::bitset<kBloom> m_bloom;
    int m_slots{0};
};

/// What the conditions of one routing look at; what costs is made when first asked for.
class Subject {
public:
    Subject(const Mention& m, const Judgement& j, const WordTable& table, UtcMillis at)
        : mention(m)
        , judgement(j)
        , now(at)
        , m_table(table)
    {}

    int foundWord(int slot);
    const icu::UnicodeString& utf16();

    const Mention& mention;
    const Judgement& judgement;
    UtcMillis now;

private:
    std::string wholeText(std::size_t bytes) const;
    const WordTable& m_table;
    std::vector<int> m_found;
    std::optional<icu::UnicodeString> m_utf16;
};

/// A condition made ready. What it says about a mention, it says in words that were made beforehand.
class CompiledCondition {
public:
    CompiledCondition(const RuleCondition& condition, const std::vector<Calendar>& calendars,
                      WordTable& words);

    struct Verdict {
        bool fits;
        const std::string* because; ///< lives as long as the condition
    };
    Verdict ask(Subject& subject) const;

private:
    /// Index of the value that holds, kNone, or kUnknown where the mention does not say: neither the
    /// condition nor its negation fits then.
    static constexpr int kNone = -1;
    static constexpr int kUnknown = -2;
    int holds(Subject& subject) const;
    int equalTo(std::string_view actual) const;
    int followersHold(const Mention& mention) const;
    int hoursHold(UtcMillis now) const;
    int regexHolds(Subject& subject) const;
    void describe();

    RuleField m_field;
    bool m_negate;
    std::vector<std::string> m_values;
    std::vector<std::unique_ptr<icu::RegexPattern>> m_patterns;
    std::vector<std::pair<bool, Calendar>> m_hours;
    std::int64_t m_bound{0};
    int m_slot{-1};
    std::vector<std::string> m_whenHeld; ///< one a value
    std::string m_whenNot;
    std::string m_whenUnknown;
};

} // namespace qd
