#include "net/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <optional>

namespace qd {
namespace {

using V6 = std::array<std::uint8_t, 16>;

struct Block {
    std::uint32_t network;
    int bits;
};
constexpr std::array<Block, 16> kPrivateV4{{
    {0x00000000, 8},  {0x0A000000, 8},  {0x64400000, 10}, {0x7F000000, 8},  // this host, 10/8, CGNAT, loopback
    {0xA9FE0000, 16}, {0xAC100000, 12}, {0xC0000000, 24}, {0xC0000200, 24}, // link-local, 172.16/12, IETF, test 1
    {0xC0586300, 24}, {0xC0A80000, 16}, {0xC6120000, 15}, {0xC6336400, 24}, // 6to4 relay, 192.168/16, bench, test 2
    {0xCB007100, 24}, {0xE0000000, 4},  {0xF0000000, 4},  {0xFFFFFFFF, 32}, // test 3, multicast, reserved, broadcast
}};

bool isPrivateV4(std::uint32_t address)
{
    for (const auto& block : kPrivateV4) {
        const auto mask = ~std::uint32_t{0} << (32 - block.bits);
        if ((address & mask) == block.network) return true;
    }
    return false;
}

std::uint32_t v4At(const V6& a, std::size_t i)
{
    return (std::uint32_t{a[i]} << 24U) | (std::uint32_t{a[i + 1]} << 16U) | (std::uint32_t{a[i + 2]} << 8U) | a[i + 3];
}

bool startsWith(const V6& a, std::initializer_list<std::uint8_t> prefix)
{
    return std::memcmp(a.data(), prefix.begin(), prefix.size()) == 0;
}

bool isPrivateV6(const V6& a)
{
    if (startsWith(a, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF})) return isPrivateV4(v4At(a, 12)); // mapped
    if (startsWith(a, {0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0})) return isPrivateV4(v4At(a, 12)); // NAT64
    if (startsWith(a, {0x20, 0x02})) return isPrivateV4(v4At(a, 2));                               // 6to4
    if (startsWith(a, {0x20, 0x01, 0x00, 0x00}) || startsWith(a, {0x20, 0x01, 0x0D, 0xB8})) return true;
    return (a[0] & 0xE0U) != 0x20U; // global unicast is 2000::/3; ::1, fc00::/7, fe80::/10, ff00::/8 are not in it
}

std::optional<V6> readV6(const std::string& text)
{
    V6 address{};
    const auto bare = text.substr(0, text.find('%')); // a zone does not change the kind of address
    return inet_pton(AF_INET6, bare.c_str(), address.data()) == 1 ? std::optional{address} : std::nullopt;
}

std::string withoutBrackets(const std::string& text)
{
    return text.size() > 2 && text.front() == '[' && text.back() == ']' ? text.substr(1, text.size() - 2) : text;
}

} // namespace

bool isPrivateAddress(const sockaddr& address)
{
    if (address.sa_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &address, sizeof v4);
        return isPrivateV4(ntohl(v4.sin_addr.s_addr));
    }
    if (address.sa_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, &address, sizeof v6);
        V6 bytes{};
        std::memcpy(bytes.data(), &v6.sin6_addr, bytes.size());
        return isPrivateV6(bytes);
    }
    return true;
}

bool isPrivateAddress(const std::string& text)
{
    const auto bare = withoutBrackets(text);
    in_addr v4{};
    if (inet_pton(AF_INET, bare.c_str(), &v4) == 1) return isPrivateV4(ntohl(v4.s_addr));
    const auto v6 = readV6(bare);
    return !v6 || isPrivateV6(*v6);
}

bool isIpAddress(const std::string& text)
{
    const auto bare = withoutBrackets(text);
    in_addr v4{};
    return inet_pton(AF_INET, bare.c_str(), &v4) == 1 || readV6(bare).has_value();
}

} // namespace qd
