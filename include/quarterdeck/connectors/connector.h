#pragma once

#include "quarterdeck/base/result.h"
#include "quarterdeck/domain/account.h"
#include "quarterdeck/domain/mention.h"
#include "quarterdeck/domain/outbox.h"
#include "quarterdeck/net/http_client.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qd {

/// An account as a connector needs it for one request: configuration and the opened secret, never progress.
struct AccountContext {
    Account account;
    std::string secret; ///< the connector's own JSON from the SecretStore; "" = none needed
};

/// What plan() is asked to read.
struct Stream {
    AccountContext context;
    Source source;
    UtcMillis since{}; ///< how far back a first read goes (start of history)
};

struct Skipped {
    int index{0};    ///< in the page
    std::string why; ///< a code, never the content
};

/// One answer, read.
struct Page {
    std::vector<RawPost> posts;   ///< in any order
    std::string next;             ///< cursor to store with them; equal to the old one when nothing was new
    bool more{false};             ///< ask again at once with `next`
    bool gap{false};              ///< the platform's window or a page cap cut the walk: something before may be missing
    std::optional<UtcMillis> notBefore{};
    std::optional<UtcMillis> checkedUpTo{}; ///< set when the walk reached its end: everything before was read
    std::vector<Skipped> skipped;
    std::optional<std::string> movedTo{}; ///< feeds: the permanent new URL
    bool gone{false};                     ///< feeds: 410, stop polling
};

/// What the engine should do after one request of a longer conversation with the platform.
template <class Value>
struct Step {
    std::optional<HttpRequest> request; ///< ask this, then call accept again with `progress`
    std::string progress;               ///< the connector's own JSON
    std::optional<Value> done;          ///< finished
};

struct SendRequest {
    HttpRequest http;
    bool publishes{false}; ///< this is the request that makes the post: an unclear outcome is `unknown`, never a retry
    bool keyed{false};     ///< the platform refuses or merges a repetition: may be repeated
    std::optional<std::string> progress{}; ///< store this with the item before the request leaves (a record made once)
};

struct Sent {
    std::string nativeId;
    std::string nativeKey;
    std::string url;
    std::optional<UtcMillis> at{}; ///< the platform's time
};

/// What an answer to a send request means.
struct SendOutcome {
    enum class Kind { More, Sent, Refused, Retry, Unknown } kind{Kind::Unknown};
    std::string progress;
    qd::Sent sent;
    std::optional<Error> error; ///< Refused: final; Retry: nothing was posted, with retryAfter where told;
                                ///< Retry with code Auth: after a fresh token or sign-in;
                                ///< More: retryAfter says how long to be patient (media being processed)
};

struct VerifyOutcome {
    enum class Kind { Found, Absent, Undecided, More } kind{Kind::Undecided};
    std::string progress;
    qd::Sent sent;
};

enum class ActionKind { Like, Unlike, Delete, MarkRead };

struct PlatformAction {
    ActionKind kind{ActionKind::Like};
    std::string nativeId;
    std::string nativeKey;
    std::string replyRef;
    std::string nativeConversation;
    UtcMillis at{}; ///< MarkRead: everything up to this moment
};

/// What a person types to connect an account.
struct ConnectRequest {
    std::string server;   ///< base URL; the feed's URL for feeds
    std::string handle;
    std::string secret;   ///< token or app password
    bool privateHost{false};
};

struct Connected {
    Account account; ///< id unset
    std::string secret;
};

/// One platform. Pure: plans requests, reads responses; holds neither progress nor secrets. @thread any
class Connector {
public:
    virtual ~Connector() = default;
    virtual std::string_view platform() const noexcept = 0;

    /// The sources that come with an account of this platform.
    virtual std::vector<SourceKind> defaultSources(const Account& account) const = 0;
    virtual std::vector<SourceKind> possibleSources(const Account& account) const = 0;

    // Connecting and staying connected.
    virtual Step<Connected> connect(const ConnectRequest& request) const = 0;
    virtual Result<Step<Connected>> acceptConnect(const ConnectRequest& request, std::string_view progress,
                                                  const HttpResponse& response) const = 0;
    /// A request that checks the account and reads its server's limits again.
    virtual Step<Connected> refreshProfile(const AccountContext& context) const = 0;
    virtual Result<Step<Connected>> acceptProfile(const AccountContext& context, std::string_view progress,
                                                  const HttpResponse& response) const = 0;
    /// A request for a fresh token; nullopt where the platform has none to give.
    virtual std::optional<HttpRequest> refreshToken(const AccountContext& context) const = 0;
    /// @return the new secret; @errors Auth: a person must sign in again
    virtual Result<std::string> acceptToken(const AccountContext& context, const HttpResponse& response) const = 0;
    /// Whether an answer says that the access token has run out and refreshToken() may help.
    virtual bool tokenExpired(const HttpResponse& response) const = 0;

    // Reading.
    virtual Result<HttpRequest> plan(const Stream& stream, std::string_view cursor) const = 0;
    /// @errors Auth, RateLimited (retryAfter where told), BadReply, Network (5xx); the cursor is then unchanged
    virtual Result<Page> accept(const Stream& stream, std::string_view cursor, const HttpResponse& response,
                                UtcMillis now) const = 0;
    /// The thread around a post, oldest first; `more` never set. Also the look just before sending.
    virtual Result<HttpRequest> planThread(const AccountContext& context, const Mention& mention) const = 0;
    virtual Result<Page> acceptThread(const AccountContext& context, const Mention& mention,
                                      const HttpResponse& response, UtcMillis now) const = 0;
    /// Do these known posts still stand, unchanged? nullopt where the platform cannot tell. At most 25 a call.
    virtual std::optional<HttpRequest> planSweep(const AccountContext& context,
                                                 const std::vector<Mention>& known) const = 0;
    /// Edited posts in full, vanished ones as tombstones.
    virtual Result<Page> acceptSweep(const AccountContext& context, const std::vector<Mention>& known,
                                     const HttpResponse& response, UtcMillis now) const = 0;

    // Writing.
    /// The next request of the send. `mediaBytes` holds the attachment that progress says is next, if any.
    virtual Result<SendRequest> planSend(const AccountContext& context, const OutboxItem& item,
                                         std::string_view progress, std::string_view mediaBytes) const = 0;
    /// Which attachment planSend needs the bytes of, given progress; nullopt = none.
    virtual std::optional<std::size_t> nextMedia(const OutboxItem& item, std::string_view progress) const = 0;
    virtual SendOutcome acceptSend(const AccountContext& context, const OutboxItem& item, std::string_view progress,
                                   const HttpResponse& response, UtcMillis now) const = 0;
    /// Look for the outcome of an unknown send. A look matches only posts by our account with the same parent, made
    /// after startedAt - 2 min and not in `bound` (native keys of other outbox rows).
    virtual Result<HttpRequest> planVerify(const AccountContext& context, const OutboxItem& item,
                                           std::string_view progress) const = 0;
    virtual VerifyOutcome acceptVerify(const AccountContext& context, const OutboxItem& item,
                                       std::string_view progress, const HttpResponse& response,
                                       const std::vector<std::string>& bound) const = 0;

    // Small acts. An action may take two requests (mark read: conversation, then marker).
    virtual Result<HttpRequest> planAction(const AccountContext& context, const PlatformAction& action) const = 0;
    virtual Result<void> acceptAction(const AccountContext& context, const PlatformAction& action,
                                      const HttpResponse& response) const = 0;

    /// A recorded reply of `endpoint` (docs/connectors) as posts, for `inspect decode`; never fails to return.
    virtual Result<Page> decode(std::string_view endpoint, const HttpResponse& response, UtcMillis now) const = 0;
};

/// Every connector that is built in, by platform name; nullptr for a name nobody bears. The pointers live for ever.
const Connector* findConnector(std::string_view platform) noexcept;
std::vector<std::string_view> platforms();

} // namespace qd
