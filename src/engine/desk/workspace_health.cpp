#include "engine/desk/workspace_health.h"

#include "quarterdeck/domain/names.h"
#include "quarterdeck/storage/account_table.h"
#include "quarterdeck/storage/lease_table.h"
#include "quarterdeck/storage/outbox_table.h"

#include <fmt/format.h>

#include <algorithm>

namespace qd {
namespace {

using namespace std::chrono_literals;

constexpr auto kDeadAfter = 2h;         // without one success
constexpr auto kStuckAfter = 30min;     // a reply that was due
constexpr std::uintmax_t kLeastDisk = 200ULL << 20U;

std::string sourceName(const Source& source)
{
    return fmt::format("source {} ({})", source.id.value, nameOf(source.kind));
}

void addSource(std::vector<HealthReason>& reasons, const Source& source, const SourceHealth& health, UtcMillis now)
{
    const UtcMillis alive = health.lastSuccess.value_or(source.connectedAt);
    if (now - alive > kDeadAfter)
        reasons.push_back({"dead_source", sourceName(source) + " was not read for more than two hours"});
    if (!health.gaps.empty())
        reasons.push_back({"gap", fmt::format("{} has {} stretches that were not read", sourceName(source), health.gaps.size())});
}

Result<void> addSources(std::vector<HealthReason>& reasons, Session& session, UtcMillis now)
{
    const auto accounts = loadAccounts(session);
    if (!accounts) return fail(accounts.error());
    for (const Account& account : *accounts)
        if (account.state == AccountState::NeedsSignIn)
            reasons.push_back({"signed_out", fmt::format("account {} wants a new sign-in", account.id.value)});
    const auto sources = loadSources(session);
    if (!sources) return fail(sources.error());
    for (const Source& source : *sources) {
        if (!source.enabled) continue;
        const auto health = loadHealth(session, source.id);
        if (!health) return fail(health.error());
        addSource(reasons, source, *health, now);
    }
    return {};
}

Result<void> addOutbox(std::vector<HealthReason>& reasons, Session& session, UtcMillis now)
{
    const auto due = dueOutbox(session, now - kStuckAfter, 1);
    if (!due) return fail(due.error());
    if (!due->empty()) reasons.push_back({"stuck_outbox", "a reply has been due for more than half an hour"});
    const auto counts = countOutbox(session);
    if (!counts) return fail(counts.error());
    if (counts->trouble > 0)
        reasons.push_back({"stuck_outbox", fmt::format("{} replies wait for a person's decision", counts->trouble)});
    const auto held = isSendingHeld(session);
    if (!held) return fail(held.error());
    if (*held) reasons.push_back({"sending_held", "all sending is on hold"});
    return {};
}

} // namespace

Result<std::vector<HealthReason>> workspaceHealth(Session& session, const WorkspaceUrl& url, UtcMillis now)
{
    std::vector<HealthReason> reasons;
    if (auto added = addSources(reasons, session, now); !added) return fail(added.error());
    if (auto added = addOutbox(reasons, session, now); !added) return fail(added.error());
    const auto collector = readLease(session, "collector", now);
    if (!collector) return fail(collector.error());
    if (!*collector) reasons.push_back({"no_collector", "no collector and no window polls this workspace"});
    std::error_code failed;
    const auto disk = std::filesystem::space(url.folder, failed);
    if (!failed && disk.available < kLeastDisk)
        reasons.push_back({"disk", fmt::format("only {} MiB are left on the disk", disk.available >> 20U)});
    return reasons;
}

} // namespace qd
