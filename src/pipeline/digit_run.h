#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace qd {

constexpr bool isAsciiDigit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool isAsciiLetter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// [start, end) in bytes.
struct ByteSpan {
    std::size_t start{0}, end{0};
    bool operator==(const ByteSpan&) const = default;
};

/// Digits and what people write between them: "+49 (0)30 123-45". Starts with '+', '(' or a digit, ends with
/// a digit.
struct DigitRun {
    ByteSpan where;
    std::string digits;
    std::vector<std::string> groups; ///< the digits as they are grouped
    std::string separators;          ///< one character between two groups; ' ' stands for any blank
    bool plus{false};
    bool parenthesis{false};
};

/// The words right before a place, lower case, at most `bytes` of the same line.
std::string wordsBefore(std::string_view text, std::size_t at, std::size_t bytes = 28);

/// Phone numbers among the runs of a text: international ones, and national ones in a form that is hardly
/// anything else or beside a word that says so. Dates, times, prices, order and train numbers are left alone.
std::vector<ByteSpan> findPhones(std::string_view text, const std::vector<DigitRun>& runs);

} // namespace qd
