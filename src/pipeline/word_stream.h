#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace qd {

/// A folded word of a text, with its hash and what stood right before it.
struct Word {
    std::string_view text;
    std::uint32_t hash{0};
    char mark{0}; ///< '#' or '@', 0 = neither
};

/// Cuts a text into folded words, one way for rules and for mentions: letters and digits with their marks;
/// signs of scripts written without blanks, and emoji, are words of their own.
class WordStream {
public:
    explicit WordStream(std::string_view utf8);
    WordStream(const WordStream&) = delete;
    WordStream& operator=(const WordStream&) = delete;
    const std::vector<Word>& words() const noexcept { return m_words; }

private:
    void cut();
    std::string m_folded; ///< the words point into it
    std::vector<Word> m_words;
};

} // namespace qd
