#include "mastodon_ref.h"

#include "json_read.h"

#include <charconv>

namespace qd::mastodon {

std::string writeRef(const ReplyRef& ref)
{
    json::Value out{{"id", ref.status}, {"visibility", ref.visibility}, {"people", ref.people}};
    if (!ref.conversation.empty()) out["conversation"] = ref.conversation;
    if (!ref.notification.empty()) out["notification"] = ref.notification;
    return json::dump(out);
}

ReplyRef readRef(std::string_view text)
{
    const json::Value in = json::parse(text);
    ReplyRef ref;
    ref.status = json::text(in, "id");
    ref.visibility = json::text(in, "visibility");
    ref.conversation = json::text(in, "conversation");
    ref.notification = json::text(in, "notification");
    for (const auto& acct : json::array(in, "people"))
        if (auto name = json::asText(acct); !name.empty()) ref.people.push_back(std::move(name));
    return ref;
}

bool idLess(std::string_view a, std::string_view b) noexcept
{
    return a.size() != b.size() ? a.size() < b.size() : a < b;
}

bool isMastodon(const Account& account, int major, int minor)
{
    constexpr std::string_view kName = "mastodon ";
    std::string_view software = account.capabilities.software;
    if (software.substr(0, kName.size()) != kName) return false;
    software.remove_prefix(kName.size());
    int theirMajor = 0;
    int theirMinor = 0;
    const char* end = software.data() + software.size();
    const auto first = std::from_chars(software.data(), end, theirMajor);
    if (first.ec != std::errc{} || first.ptr == end || *first.ptr != '.') return false;
    if (std::from_chars(first.ptr + 1, end, theirMinor).ec != std::errc{}) return false;
    return theirMajor != major ? theirMajor > major : theirMinor >= minor;
}

std::string tokenOf(std::string_view secret) { return json::text(json::parse(secret), "token"); }

std::string secretOf(std::string_view token) { return json::dump({{"token", std::string(token)}}); }

} // namespace qd::mastodon
