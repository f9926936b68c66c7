#include "mastodon.h"

#include "mastodon_connect.h"
#include "mastodon_read.h"
#include "mastodon_send.h"

namespace qd {
namespace {

class MastodonConnector final : public Connector {
public:
    std::string_view platform() const noexcept override { return "mastodon"; }

    std::vector<SourceKind> defaultSources(const Account&) const override
    {
        return {SourceKind::Mentions, SourceKind::Messages, SourceKind::Own};
    }
    std::vector<SourceKind> possibleSources(const Account&) const override
    {
        return {SourceKind::Mentions, SourceKind::Messages, SourceKind::Own,
                SourceKind::Hashtag,  SourceKind::Search,   SourceKind::Timeline};
    }

    Step<Connected> connect(const ConnectRequest& wish) const override { return mastodon::connect(wish); }
    Result<Step<Connected>> acceptConnect(const ConnectRequest& wish, std::string_view progress,
                                          const HttpResponse& response) const override
    {
        return mastodon::acceptConnect(wish, progress, response);
    }
    Step<Connected> refreshProfile(const AccountContext& context) const override
    {
        return mastodon::refreshProfile(context);
    }
    Result<Step<Connected>> acceptProfile(const AccountContext& context, std::string_view progress,
                                          const HttpResponse& response) const override
    {
        return mastodon::acceptProfile(context, progress, response);
    }
    // Tokens do not run out; a revoked one needs a person.
    std::optional<HttpRequest> refreshToken(const AccountContext&) const override { return std::nullopt; }
    Result<std::string> acceptToken(const AccountContext&, const HttpResponse&) const override
    {
        return fail(Errc::Auth, "mastodon gives no fresh tokens", "connect the account again");
    }
    bool tokenExpired(const HttpResponse& response) const override { return response.status == 401; }

    Result<HttpRequest> plan(const Stream& stream, std::string_view cursor) const override
    {
        return mastodon::planRead(stream, cursor);
    }
    Result<Page> accept(const Stream& stream, std::string_view cursor, const HttpResponse& response,
                        UtcMillis now) const override
    {
        return mastodon::acceptRead(stream, cursor, response, now);
    }
    Result<HttpRequest> planThread(const AccountContext& context, const Mention& mention) const override
    {
        return mastodon::planThread(context, mention);
    }
    Result<Page> acceptThread(const AccountContext& context, const Mention& mention, const HttpResponse& response,
                              UtcMillis now) const override
    {
        return mastodon::acceptThread(context, mention, response, now);
    }
    std::optional<HttpRequest> planSweep(const AccountContext& context,
                                         const std::vector<Mention>& known) const override
    {
        return mastodon::planSweep(context, known);
    }
    Result<Page> acceptSweep(const AccountContext& context, const std::vector<Mention>& known,
                             const HttpResponse& response, UtcMillis now) const override
    {
        return mastodon::acceptSweep(context, known, response, now);
    }

    Result<SendRequest> planSend(const AccountContext& context, const OutboxItem& item, std::string_view progress,
                                 std::string_view mediaBytes) const override
    {
        return mastodon::planSend(context, item, progress, mediaBytes);
    }
    std::optional<std::size_t> nextMedia(const OutboxItem& item, std::string_view progress) const override
    {
        return mastodon::nextMedia(item, progress);
    }
    SendOutcome acceptSend(const AccountContext& context, const OutboxItem& item, std::string_view progress,
                           const HttpResponse& response, UtcMillis now) const override
    {
        return mastodon::acceptSend(context, item, progress, response, now);
    }
    Result<HttpRequest> planVerify(const AccountContext& context, const OutboxItem& item,
                                   std::string_view progress) const override
    {
        return mastodon::planVerify(context, item, progress);
    }
    VerifyOutcome acceptVerify(const AccountContext& context, const OutboxItem& item, std::string_view progress,
                               const HttpResponse& response, const std::vector<std::string>& bound) const override
    {
        return mastodon::acceptVerify(context, item, progress, response, bound);
    }

    Result<HttpRequest> planAction(const AccountContext& context, const PlatformAction& action) const override
    {
        return mastodon::planAction(context, action);
    }
    Result<void> acceptAction(const AccountContext&, const PlatformAction& action,
                              const HttpResponse& response) const override
    {
        return mastodon::acceptAction(action, response);
    }
    Result<Page> decode(std::string_view endpoint, const HttpResponse& response, UtcMillis now) const override
    {
        return mastodon::decode(endpoint, response, now);
    }
};

} // namespace

const Connector& mastodonConnector() noexcept
{
    static const MastodonConnector connector;
    return connector;
}

} // namespace qd
