#include "net/host_name.h"

#include "quarterdeck/base/text.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace qd {
namespace {

constexpr std::uint32_t kBase = 36;
constexpr std::uint32_t kThresholdLeast = 1;
constexpr std::uint32_t kThresholdMost = 26;
constexpr std::size_t kLongestName = 253;
constexpr std::size_t kLongestLabel = 63;

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// The code points of valid UTF-8.
std::vector<std::uint32_t> codePoints(std::string_view utf8)
{
    std::vector<std::uint32_t> points;
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) points.push_back(byte);
        else if (byte >= 0xF0) points.push_back(byte & 0x07U);
        else if (byte >= 0xE0) points.push_back(byte & 0x0FU);
        else if (byte >= 0xC0) points.push_back(byte & 0x1FU);
        else if (!points.empty()) points.back() = (points.back() << 6U) | (byte & 0x3FU);
    }
    return points;
}

std::uint32_t adapt(std::uint32_t delta, std::uint32_t count, bool first)
{
    delta = first ? delta / 700 : delta / 2;
    delta += delta / count;
    std::uint32_t steps = 0;
    for (; delta > ((kBase - kThresholdLeast) * kThresholdMost) / 2; steps += kBase) delta /= kBase - kThresholdLeast;
    return steps + (kBase - kThresholdLeast + 1) * delta / (delta + 38);
}

char digit(std::uint32_t value) { return static_cast<char>(value < 26 ? 'a' + value : '0' + (value - 26)); }

/// One number in Punycode's variable-length base 36.
void putNumber(std::string& out, std::uint32_t number, std::uint32_t bias)
{
    for (std::uint32_t k = kBase;; k += kBase) {
        const auto threshold = std::clamp(k > bias ? k - bias : 0, kThresholdLeast, kThresholdMost);
        if (number < threshold) break;
        out += digit(threshold + (number - threshold) % (kBase - threshold));
        number = (number - threshold) / (kBase - threshold);
    }
    out += digit(number);
}

std::string punycode(std::string_view label)
{
    const auto points = codePoints(label);
    std::string out = "xn--";
    for (const auto point : points) {
        if (point < 0x80) out += static_cast<char>(point);
    }
    const auto basic = static_cast<std::uint32_t>(out.size() - 4);
    if (basic > 0) out += '-';

    std::uint32_t next = 0x80;
    std::uint32_t delta = 0;
    std::uint32_t bias = 72;
    for (auto done = basic; done < points.size(); ++delta, ++next) {
        auto smallest = std::numeric_limits<std::uint32_t>::max();
        for (const auto point : points) {
            if (point >= next) smallest = std::min(smallest, point);
        }
        delta += (smallest - next) * (done + 1); // labels are short: this cannot overflow
        next = smallest;
        for (const auto point : points) {
            if (point < next) ++delta;
            if (point != next) continue;
            putNumber(out, delta, bias);
            bias = adapt(delta, done + 1, done == basic);
            delta = 0;
            ++done;
        }
    }
    return out;
}

bool isHostCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

/// Folding may bring forth '/' or '@': those never stood in a host.
std::string asciiLabel(std::string_view label)
{
    for (const char c : label) {
        if (static_cast<unsigned char>(c) < 0x80 && !isHostCharacter(c)) return {};
    }
    if (isAscii(label)) return std::string{label};
    return label.size() > kLongestLabel * 4 ? std::string{} : punycode(label);
}

} // namespace

std::string asciiHost(std::string_view host)
{
    if (host.starts_with('[')) return toLowerAscii(host); // an IPv6 address, which curl has checked
    if (host.empty() || host.size() > kLongestName * 4 || !isValidUtf8(host)) return {};
    auto folded = foldText(host);
    constexpr std::string_view kWideStop = "\xE3\x80\x82"; // U+3002 parts labels as well
    for (auto at = folded.find(kWideStop); at != std::string::npos; at = folded.find(kWideStop)) folded.replace(at, 3, ".");

    std::string out;
    for (const auto label : split(folded, '.')) {
        const auto ascii = asciiLabel(label);
        if (ascii.size() > kLongestLabel || (ascii.empty() && !label.empty())) return {};
        out += ascii + '.';
    }
    out.pop_back();
    return out.size() <= kLongestName ? out : std::string{};
}

} // namespace qd
