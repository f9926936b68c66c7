// A second process at the same workspace: storage_peer WORKSPACE COMMAND ARGS…; what it did, one line each, on stdout.
#include "quarterdeck/storage/database.h"
#include "quarterdeck/storage/lease_table.h"
#include "quarterdeck/storage/outbox_table.h"
#include "quarterdeck/storage/setup_table.h"
#include "storage/peer_posts.h"

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

namespace {

using namespace qd;
using namespace std::chrono_literals;

[[noreturn]] void give(const Error& error)
{
    std::fprintf(stderr, "%s: %s\n", std::string{errcName(error.code)}.c_str(), error.detail.c_str());
    std::exit(1);
}
template <class T>
T need(Result<T> result)
{
    if (!result) give(result.error());
    return std::move(*result);
}
void need(const Result<void>& result)
{
    if (!result) give(result.error());
}
void say(const std::string& line)
{
    std::printf("%s\n", line.c_str());
    std::fflush(stdout);
}
std::int64_t number(const std::string& text) { return std::strtoll(text.c_str(), nullptr, 10); }

/// Every lease of the list, taken once; those that were free are ours.
void leases(Session& session, const std::string& owner, int count)
{
    for (int i = 0; i < count; ++i)
        if (need(takeLease(session, "lease" + std::to_string(i), owner, test::peerTime(0), 1h))) say(std::to_string(i));
}

/// What is due is claimed and given back as failed, until nothing is.
void claims(Session& session, const std::string& owner)
{
    const auto now = test::peerTime(1000);
    for (int idle = 0; idle < 3;) {
        const auto due = need(dueOutbox(session, now, 50));
        bool any = false;
        for (const auto& item : due) {
            const auto claimed = need(claimOutbox(session, item.id, owner, now, 1h));
            if (!claimed) continue;
            any = true;
            say(std::to_string(item.id.value));
            OutboxMove move;
            move.to = OutboxState::Failed;
            move.error = "invalid";
            need(moveOutbox(session, item.id, owner, move, {}, now));
        }
        idle = any ? 0 : idle + 1;
    }
}

struct Place {
    AccountId account;
    SourceId source;
    QueueId queue;
    GoalId goal;
};

void ingest(Session& session, const Place& at, int posts, int size, bool backwards)
{
    for (int i = 0; i < posts; i += size) {
        const int from = backwards ? posts - size - i : i;
        const auto report = need(saveBatch(session, test::peerBatch(at.account, at.source, at.queue, at.goal, from, from + size), {}, test::peerTime(posts)));
        say(std::to_string(report.fresh));
    }
}

/// One batch after the other from `first` on, until killed; each is said once it is committed.
void ingestForever(Session& session, const Place& at, int first, int size)
{
    for (int from = first;; from += size) {
        need(saveBatch(session, test::peerBatch(at.account, at.source, at.queue, at.goal, from, from + size), {}, test::peerTime(from + size)));
        say(std::to_string(from + size));
    }
}

} // namespace

int main(int argc, char** argv)
{
    const std::vector<std::string> args(argv + 1, argv + argc);
    if (args.size() < 2) return 2;
    const auto db = need(openDatabase(need(parseWorkspaceUrl(args[0])), {}));
    const auto session = need(db->openSession(Access::Write));
    const auto arg = [&](std::size_t i) { return i < args.size() ? args[i] : std::string{}; };
    const Place place{AccountId{number(arg(2))}, SourceId{number(arg(3))}, QueueId{number(arg(4))}, GoalId{number(arg(5))}};
    if (args[1] == "leases") leases(*session, arg(2), static_cast<int>(number(arg(3))));
    else if (args[1] == "claims") claims(*session, arg(2));
    else if (args[1] == "ingest") ingest(*session, place, static_cast<int>(number(arg(6))), static_cast<int>(number(arg(7))), arg(8) == "backwards");
    else if (args[1] == "forever") ingestForever(*session, place, static_cast<int>(number(arg(6))), static_cast<int>(number(arg(7))));
    else if (args[1] == "setting") need(writeSetting(*session, arg(2), arg(3)));
    else return 2;
    return 0;
}
