#pragma once

#include "quarterdeck/domain/account.h"

#include <string>
#include <string_view>
#include <vector>

namespace qd::mastodon {

/// What a later reply to a status, or an act on it, needs to know of it; kept as RawPost::replyRef.
struct ReplyRef {
    std::string status;                ///< id on the account's server
    std::string visibility;            ///< as the server names it
    std::vector<std::string> people;   ///< acct of the author, then of everybody mentioned, without ourselves
    std::string conversation;          ///< the server's id of a direct conversation, "" = not seen there
    std::string notification;          ///< "" = not seen as a notification
};

std::string writeRef(const ReplyRef& ref);
ReplyRef readRef(std::string_view text); ///< empty fields for anything unreadable

/// Ids are opaque: the shorter is the older, equal lengths compare as bytes.
bool idLess(std::string_view a, std::string_view b) noexcept;

/// Whether the account's server is Mastodon itself, at least of that version.
bool isMastodon(const Account& account, int major, int minor);

/// The token in an account's secret; "" where there is none.
std::string tokenOf(std::string_view secret);
std::string secretOf(std::string_view token);

} // namespace qd::mastodon
