#include "bluesky.h"

#include "bluesky_read.h"
#include "bluesky_send.h"
#include "bluesky_session.h"

namespace qd {
namespace {

class BlueskyConnector final : public Connector {
public:
    std::string_view platform() const noexcept override { return "bluesky"; }

    std::vector<SourceKind> defaultSources(const Account&) const override
    {
        return {SourceKind::Mentions, SourceKind::Messages, SourceKind::Own};
    }
    std::vector<SourceKind> possibleSources(const Account&) const override
    {
        return {SourceKind::Mentions, SourceKind::Messages, SourceKind::Own,
                SourceKind::Hashtag,  SourceKind::Search,   SourceKind::Timeline};
    }

    Step<Connected> connect(const ConnectRequest& wish) const override { return bluesky::connect(wish); }
    Result<Step<Connected>> acceptConnect(const ConnectRequest& wish, std::string_view progress,
                                          const HttpResponse& response) const override
    {
        return bluesky::acceptConnect(wish, progress, response);
    }
    Step<Connected> refreshProfile(const AccountContext& context) const override
    {
        return bluesky::refreshProfile(context);
    }
    Result<Step<Connected>> acceptProfile(const AccountContext& context, std::string_view,
                                          const HttpResponse& response) const override
    {
        return bluesky::acceptProfile(context, response);
    }
    std::optional<HttpRequest> refreshToken(const AccountContext& context) const override
    {
        return bluesky::refreshToken(context);
    }
    Result<std::string> acceptToken(const AccountContext& context, const HttpResponse& response) const override
    {
        return bluesky::acceptToken(context, response);
    }
    bool tokenExpired(const HttpResponse& response) const override { return bluesky::tokenExpired(response); }

    Result<HttpRequest> plan(const Stream& stream, std::string_view cursor) const override
    {
        return bluesky::planRead(stream, cursor);
    }
    Result<Page> accept(const Stream& stream, std::string_view cursor, const HttpResponse& response,
                        UtcMillis now) const override
    {
        return bluesky::acceptRead(stream, cursor, response, now);
    }
    Result<HttpRequest> planThread(const AccountContext& context, const Mention& mention) const override
    {
        return bluesky::planThread(context, mention);
    }
    Result<Page> acceptThread(const AccountContext& context, const Mention& mention, const HttpResponse& response,
                              UtcMillis now) const override
    {
        return bluesky::acceptThread(context, mention, response, now);
    }
    std::optional<HttpRequest> planSweep(const AccountContext& context,
                                         const std::vector<Mention>& known) const override
    {
        return bluesky::planSweep(context, known);
    }
    Result<Page> acceptSweep(const AccountContext& context, const std::vector<Mention>& known,
                             const HttpResponse& response, UtcMillis now) const override
    {
        return bluesky::acceptSweep(context, known, response, now);
    }

    Result<SendRequest> planSend(const AccountContext& context, const OutboxItem& item, std::string_view progress,
                                 std::string_view mediaBytes) const override
    {
        return bluesky::planSend(context, item, progress, mediaBytes);
    }
    std::optional<std::size_t> nextMedia(const OutboxItem& item, std::string_view progress) const override
    {
        return bluesky::nextMedia(item, progress);
    }
    SendOutcome acceptSend(const AccountContext& context, const OutboxItem& item, std::string_view progress,
                           const HttpResponse& response, UtcMillis now) const override
    {
        return bluesky::acceptSend(context, item, progress, response, now);
    }
    Result<HttpRequest> planVerify(const AccountContext& context, const OutboxItem& item,
                                   std::string_view progress) const override
    {
        return bluesky::planVerify(context, item, progress);
    }
    VerifyOutcome acceptVerify(const AccountContext& context, const OutboxItem& item, std::string_view progress,
                               const HttpResponse& response, const std::vector<std::string>& bound) const override
    {
        return bluesky::acceptVerify(context, item, progress, response, bound);
    }

    Result<HttpRequest> planAction(const AccountContext& context, const PlatformAction& action) const override
    {
        return bluesky::planAction(context, action);
    }
    Result<void> acceptAction(const AccountContext&, const PlatformAction& action,
                              const HttpResponse& response) const override
    {
        return bluesky::acceptAction(action, response);
    }
    Result<Page> decode(std::string_view endpoint, const HttpResponse& response, UtcMillis now) const override
    {
        return bluesky::decode(endpoint, response, now);
    }
};

} // namespace

const Connector& blueskyConnector() noexcept
{
    static const BlueskyConnector connector;
    return connector;
}

} // namespace qd
