#include "quarterdeck/net/rate_budget.h"

#include <algorithm>

namespace qd {
namespace {

constexpr std::chrono::milliseconds kUntold = std::chrono::minutes{1}; // used up, and nobody said until when

} // namespace

bool RateBudget::allow(UtcMillis now, Use use)
{
    const std::lock_guard lock{m_mutex};
    forgetPast(now);
    if (blockedUntil(now, use)) return false;
    if (m_state.remaining) --*m_state.remaining;
    return true;
}

void RateBudget::note(const HttpHeaders& headers, int status, UtcMillis now)
{
    auto told = readRate(headers, now);
    const std::lock_guard lock{m_mutex};
    forgetPast(now);
    if (told.limit) m_state.limit = told.limit;
    if (told.remaining) m_state.remaining = told.remaining;
    if (told.resetAt) m_state.resetAt = told.resetAt;
    m_state.retryAfter = told.retryAfter;

    const bool usedUp = status == 429 || (told.remaining && *told.remaining == 0);
    if (usedUp) {
        if (!told.resetAt && !told.retryAfter && !m_state.resetAt) m_state.resetAt = now + kUntold;
        m_state.remaining = 0;
    }
    if (told.retryAfter && (status == 429 || status == 503)) {
        const auto until = now + *told.retryAfter;
        m_heldUntil = std::max(m_heldUntil.value_or(until), until);
    }
}

void RateBudget::holdUntil(UtcMillis at)
{
    const std::lock_guard lock{m_mutex};
    m_heldUntil = std::max(m_heldUntil.value_or(at), at);
}

std::optional<UtcMillis> RateBudget::notBefore(UtcMillis now, Use use) const
{
    const std::lock_guard lock{m_mutex};
    return blockedUntil(now, use);
}

RateState RateBudget::state() const
{
    const std::lock_guard lock{m_mutex};
    return m_state;
}

std::optional<UtcMillis> RateBudget::blockedUntil(UtcMillis now, Use use) const
{
    std::optional<UtcMillis> until;
    if (m_heldUntil && *m_heldUntil > now) until = m_heldUntil;
    const int reserve = use == Use::Poll ? m_state.limit.value_or(0) / 100 * m_reservePercent +
                                               m_state.limit.value_or(0) % 100 * m_reservePercent / 100
                                         : 0;
    if (m_state.resetAt && *m_state.resetAt > now && m_state.remaining && *m_state.remaining <= reserve)
        until = std::max(until.value_or(*m_state.resetAt), *m_state.resetAt);
    return until;
}

/// A window that ended says nothing about the next one.
void RateBudget::forgetPast(UtcMillis now)
{
    if (m_state.resetAt && *m_state.resetAt <= now) {
        m_state.resetAt.reset();
        m_state.remaining.reset();
    }
    if (!m_state.resetAt && m_state.remaining && *m_state.remaining == 0) m_state.remaining.reset();
    if (m_heldUntil && *m_heldUntil <= now) m_heldUntil.reset();
}

} // namespace qd
