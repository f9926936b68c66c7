#include "quarterdeck/net/retry_policy.h"

#include "quarterdeck/net/rate_budget.h"

#include <algorithm>

namespace qd {
namespace {

using What = RetryDecision::What;
using std::chrono::milliseconds;

constexpr milliseconds kFirst = std::chrono::seconds{1};
constexpr milliseconds kLast = std::chrono::minutes{15};

RetryDecision afterFailure(const HttpFailure& failure, Repeatable repeatable, milliseconds wait)
{
    if (repeatable == Repeatable::No && failure.sent == SentState::MaybeSent) return {What::LookFirst, wait};
    if (failure.error.code == Errc::Network) return {What::Retry, wait};
    return {What::GiveUp, milliseconds{0}}; // a bad URL, a private host, too large, cancelled: the same again
}

/// The server's own word on when to come back, or the back-off.
milliseconds toldWait(const HttpResponse& response, UtcMillis now, milliseconds otherwise)
{
    const auto rate = readRate(response.headers, now);
    if (rate.retryAfter) return *rate.retryAfter;
    const bool usedUp = response.status == 429 || (rate.remaining && *rate.remaining == 0);
    if (rate.resetAt && usedUp) return *rate.resetAt - now;
    return otherwise;
}

} // namespace

milliseconds backoff(int attempt, const RandomBelow& random)
{
    const auto doublings = std::clamp(attempt, 1, 10);
    const auto most = std::min<milliseconds>(kLast, std::chrono::seconds{std::int64_t{1} << doublings});
    const auto span = static_cast<std::uint64_t>((most - kFirst).count());
    return kFirst + milliseconds{static_cast<std::int64_t>(random(span + 1))};
}

RetryDecision decideRetry(const HttpOutcome& outcome, Repeatable repeatable, int attempt, UtcMillis now,
                          const RandomBelow& random)
{
    if (!outcome) return afterFailure(outcome.error(), repeatable, backoff(attempt, random));

    const int status = outcome->status;
    if (status == 401) return {What::RefreshToken, milliseconds{0}};
    if (status == 429) return {What::Retry, toldWait(*outcome, now, backoff(attempt, random))}; // refused, so not done
    if (status >= 500) {
        const auto wait = toldWait(*outcome, now, backoff(attempt, random));
        if (repeatable == Repeatable::No) return {What::LookFirst, wait};
        if (status == 501 || status == 505) return {What::GiveUp, milliseconds{0}};
        return {What::Retry, wait};
    }
    if (status == 408 || status == 425)
        return {repeatable == Repeatable::No ? What::LookFirst : What::Retry,
                toldWait(*outcome, now, backoff(attempt, random))};
    if (status >= 400) return {What::GiveUp, milliseconds{0}};
    return {What::Done, milliseconds{0}};
}

} // namespace qd
