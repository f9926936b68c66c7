#include "engine/desk/account_connect.h"

#include <functional>
#include <memory>

namespace qd {
namespace {

constexpr int kMostSteps = 12;

struct Talk { // shared by the callbacks of one conversation with a platform, one at a time
    Ask ask;
    bool privateHost{false};
    std::function<Result<Step<Connected>>(std::string_view progress, const HttpResponse&)> accept;
    std::function<bool(const HttpResponse&)> expired;     ///< empty while connecting
    std::function<void(std::shared_ptr<Talk>)> renew;
    Reply<Connected> done;
    int steps{0};
    bool renewed{false};
};
using TalkPtr = std::shared_ptr<Talk>;

void follow(const TalkPtr& talk, Step<Connected> step);

void answered(const TalkPtr& talk, const std::string& progress, const HttpOutcome& outcome)
{
    if (!outcome) return talk->done(fail(outcome.error().error));
    if (talk->expired && talk->expired(*outcome) && !talk->renewed) {
        talk->renewed = true;
        return talk->renew(talk);
    }
    auto next = talk->accept(progress, *outcome);
    if (!next) return talk->done(fail(next.error()));
    follow(talk, std::move(*next));
}

void follow(const TalkPtr& talk, Step<Connected> step)
{
    if (step.done) return talk->done(std::move(*step.done));
    if (!step.request || ++talk->steps > kMostSteps)
        return talk->done(fail(Errc::BadReply, "the server answers without an end"));
    step.request->allowPrivateHost = talk->privateHost;
    talk->ask.engine().http().send(std::move(*step.request), [talk, progress = step.progress](HttpOutcome outcome) {
        talk->ask.engine().read().post(
            [talk, progress, outcome = std::move(outcome)](Session&) { answered(talk, progress, outcome); });
    });
}

} // namespace

void connectPlatform(const Ask& ask, const std::string& platform, ConnectRequest request, Reply<Connected> done)
{
    const Connector* connector = findConnector(platform);
    if (!connector) return done(fail(Errc::Invalid, "this program knows no such platform"));
    auto talk = std::make_shared<Talk>(Talk{.ask = ask, .privateHost = request.privateHost, .done = std::move(done)});
    talk->accept = [connector, request](std::string_view progress, const HttpResponse& response) {
        return connector->acceptConnect(request, progress, response);
    };
    follow(talk, connector->connect(request));
}

void readProfile(const Ask& ask, AccountContext context, Reply<Connected> done)
{
    const Connector* connector = findConnector(context.account.platform);
    if (!connector) return done(fail(Errc::Invalid, "this program knows no such platform"));
    auto talk = std::make_shared<Talk>(Talk{.ask = ask, .privateHost = context.account.privateHost, .done = std::move(done)});
    talk->accept = [connector, context](std::string_view progress, const HttpResponse& response) {
        return connector->acceptProfile(context, progress, response);
    };
    talk->expired = [connector](const HttpResponse& response) { return connector->tokenExpired(response); };
    talk->renew = [ask, id = context.account.id, stale = context.secret](const TalkPtr& waiting) {
        ask.engine().accounts().refresh(id, stale, [ask, waiting](Result<AccountContext> fresh) {
            if (!fresh) return waiting->done(fail(fresh.error()));
            readProfile(ask, std::move(*fresh), waiting->done);
        });
    };
    follow(talk, connector->refreshProfile(context));
}

} // namespace qd
