#include "bluesky_tid.h"

#include "digest.h"

namespace qd::bluesky {
namespace {

constexpr std::string_view kAlphabet = "234567abcdefghijklmnopqrstuvwxyz";
constexpr std::size_t kLength = 13;
constexpr unsigned kClockBits = 10;

} // namespace

std::string makeTid(UtcMillis at, std::string_view seed)
{
    const std::uint64_t hash = fnv1a(seed);
    const std::uint64_t ms = toInt(at) > 0 ? static_cast<std::uint64_t>(toInt(at)) : 0;
    const std::uint64_t micros = (ms * 1000 + hash % 1000) & ((1ULL << 53U) - 1);
    std::uint64_t bits = (micros << kClockBits) | ((hash >> 32U) & ((1U << kClockBits) - 1));
    std::string tid(kLength, kAlphabet.front());
    for (std::size_t i = kLength; i-- > 0; bits >>= 5U) tid[i] = kAlphabet[bits & 31U];
    return tid;
}

std::optional<UtcMillis> timeOfTid(std::string_view tid)
{
    // The first character holds the four highest bits, of which the highest is always zero.
    if (tid.size() != kLength || kAlphabet.find(tid.front()) >= 16) return std::nullopt;
    std::uint64_t bits = 0;
    for (const char c : tid) {
        const auto digit = kAlphabet.find(c);
        if (digit == std::string_view::npos) return std::nullopt;
        bits = bits << 5U | digit;
    }
    return fromInt(static_cast<std::int64_t>((bits >> kClockBits) / 1000));
}

AtUri parseAtUri(std::string_view uri)
{
    constexpr std::string_view kScheme = "at://";
    if (uri.substr(0, kScheme.size()) != kScheme || uri.size() > 8192) return {};
    uri.remove_prefix(kScheme.size());
    const auto first = uri.find('/');
    if (first == std::string_view::npos) return {};
    const auto second = uri.find('/', first + 1);
    if (second == std::string_view::npos || second + 1 == uri.size()) return {};
    AtUri parts{std::string(uri.substr(0, first)), std::string(uri.substr(first + 1, second - first - 1)),
                std::string(uri.substr(second + 1))};
    const bool whole = !parts.did.empty() && !parts.collection.empty() && parts.rkey.find('/') == std::string::npos;
    return whole ? parts : AtUri{};
}

} // namespace qd::bluesky
