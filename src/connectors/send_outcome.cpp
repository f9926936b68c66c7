#include "send_outcome.h"

#include "reply.h"

namespace qd {
namespace {

bool mayHaveActed(int status) { return status >= 500 || status == 408 || status == 409 || status == 425; }

} // namespace

SendOutcome retryLater(Error error, std::string progress)
{
    SendOutcome outcome;
    outcome.kind = SendOutcome::Kind::Retry;
    outcome.progress = std::move(progress);
    outcome.error = std::move(error);
    return outcome;
}

std::optional<SendOutcome> failedBeforePosting(const HttpResponse& response, UtcMillis now)
{
    auto refusal = refusalOf(response, now);
    if (!refusal) return std::nullopt;
    const bool again = response.status == 401 || response.status == 429 || mayHaveActed(response.status);
    SendOutcome outcome;
    outcome.kind = again ? SendOutcome::Kind::Retry : SendOutcome::Kind::Refused;
    outcome.error = std::move(refusal);
    return outcome;
}

SendOutcome outcomeOfPublishing(const HttpResponse& response, UtcMillis now, bool turnedAway)
{
    SendOutcome outcome;
    outcome.error = refusalOf(response, now);
    if (!outcome.error) outcome.kind = SendOutcome::Kind::Sent;
    else if (turnedAway || response.status == 401 || response.status == 429) outcome.kind = SendOutcome::Kind::Retry;
    else if (mayHaveActed(response.status)) outcome.kind = SendOutcome::Kind::Unknown;
    else outcome.kind = SendOutcome::Kind::Refused;
    return outcome;
}

} // namespace qd
