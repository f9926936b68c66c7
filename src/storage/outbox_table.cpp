#include "quarterdeck/storage/outbox_table.h"

#include "quarterdeck/storage/setup_table.h"
#include "storage/outbox_row.h"

#include <array>
#include <charconv>

namespace qd {
namespace {

constexpr const char* kHeldSetting = "sending_held";

Result<std::optional<std::int64_t>> readCursor(const std::string& after)
{
    if (after.empty()) return std::nullopt;
    std::int64_t id = 0;
    const auto read = std::from_chars(after.data(), after.data() + after.size(), id);
    if (read.ec != std::errc{} || read.ptr != after.data() + after.size() || id <= 0) return fail(Errc::Invalid, "no such cursor");
    return id;
}

/// A statement that grows with what is asked for.
struct Asked {
    std::string text;
    std::vector<SqlArg> args;

    void where(const char* condition, SqlArg arg)
    {
        args.push_back(arg);
        text += std::string{args.size() > 1 ? " AND " : " WHERE "} + condition + std::to_string(args.size());
    }
};

Asked askedFor(const OutboxFilter& filter, const std::optional<std::int64_t>& before)
{
    Asked asked{"SELECT " QD_OUTBOX_COLUMNS " FROM outbox", {}};
    if (filter.conversation) asked.where("conversation_id = $", filter.conversation);
    if (filter.account) asked.where("account_id = $", filter.account);
    if (before) asked.where("id < $", *before);
    if (!filter.states.empty()) {
        asked.text += asked.args.empty() ? " WHERE state IN (" : " AND state IN (";
        for (std::size_t i = 0; i < filter.states.size(); ++i) {
            asked.args.emplace_back(static_cast<int>(filter.states[i]));
            asked.text += (i > 0 ? ", $" : "$") + std::to_string(asked.args.size());
        }
        asked.text += ")";
    }
    return asked;
}

} // namespace

Result<OutboxItem> loadOutboxItem(Session& session, OutboxId id)
{
    auto row = loadOutboxRow(sql(session), id);
    if (!row) return fail(row.error());
    return std::move(row->item);
}

Result<OutboxPage> listOutbox(Session& session, const OutboxFilter& filter, const std::string& after, int limit)
{
    auto before = readCursor(after);
    if (!before) return fail(before.error());
    if (limit <= 0) return fail(Errc::Invalid, "a page holds at least one item");
    auto asked = askedFor(filter, *before);
    asked.args.emplace_back(static_cast<std::int64_t>(limit) + 1);
    asked.text += " ORDER BY id DESC LIMIT $" + std::to_string(asked.args.size());
    OutboxPage page;
    auto done = sql(session).eachOnce(asked.text, asked.args, [&](const SqlRow& row) {
        page.items.push_back(readOutbox(row).item);
        return true;
    });
    if (!done) return fail(done.error());
    if (page.items.size() > static_cast<std::size_t>(limit)) {
        page.items.pop_back();
        page.next = std::to_string(page.items.back().id.value);
    }
    return page;
}

Result<OutboxCounts> countOutbox(Session& session)
{
    OutboxCounts counts;
    auto done = sql(session).each("SELECT state, count(*) FROM outbox WHERE state IN (5, 6, 7, 8, 10, 11, 12, 13, 14) GROUP BY state", {},
                                  [&](const SqlRow& row) {
                                      const auto state = static_cast<OutboxState>(row.integer(0));
                                      const bool trouble = state == OutboxState::Failed || !(isLive(state) && state != OutboxState::Unknown);
                                      (trouble ? counts.trouble : counts.waiting) += row.integer(1);
                                      return true;
                                  });
    if (!done) return fail(done.error());
    return counts;
}

Result<std::vector<OutboxItem>> dueOutbox(Session& session, UtcMillis now, int limit)
{
    auto held = isSendingHeld(session);
    if (!held) return fail(held.error());
    std::vector<OutboxItem> due;
    auto done = sql(session).each("SELECT " QD_OUTBOX_COLUMNS " FROM outbox WHERE state IN (5, 6, 7, 10, 12) AND not_before <= $1"
                                  " AND (state = 12 OR $2 = 0) AND (claim_owner = '' OR claim_expires <= $1)"
                                  " ORDER BY not_before, id LIMIT $3",
                                  {now, *held, limit}, [&](const SqlRow& row) {
                                      due.push_back(readOutbox(row).item);
                                      return true;
                                  });
    if (!done) return fail(done.error());
    return due;
}

Result<std::optional<UtcMillis>> nextOutboxDue(Session& session)
{
    auto held = isSendingHeld(session);
    if (!held) return fail(held.error());
    auto first = sql(session).integer("SELECT min(not_before) FROM outbox WHERE state IN (5, 6, 7, 10, 12) AND not_before < $1"
                                      " AND (state = 12 OR $2 = 0)",
                                      {kNeverByItself, *held});
    if (!first) return fail(first.error());
    return *first ? std::optional{fromInt(**first)} : std::nullopt;
}

Result<bool> isSendingHeld(Session& session)
{
    auto held = readSetting(session, kHeldSetting);
    if (!held) return fail(held.error());
    return held->value_or("0") == "1";
}

Result<std::vector<std::string>> boundKeys(Session& session, AccountId account, const std::string& parentKey, OutboxId except)
{
    std::vector<std::string> keys;
    auto done = sql(session).each("SELECT native_key FROM outbox WHERE account_id = $1 AND target_native_key = $2 AND id <> $3"
                                  " AND native_key <> '' ORDER BY id",
                                  {account, parentKey, except}, [&](const SqlRow& row) {
                                      keys.push_back(row.string(0));
                                      return true;
                                  });
    if (!done) return fail(done.error());
    return keys;
}

} // namespace qd
