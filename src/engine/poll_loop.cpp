#include "engine/poll_loop.h"

#include "engine/ingest.h"
#include "quarterdeck/base/log.h"
#include "quarterdeck/net/retry_policy.h"
#include "quarterdeck/storage/account_table.h"
#include "quarterdeck/storage/lease_table.h"

#include <algorithm>
#include <set>

namespace qd {

using namespace std::chrono_literals;

namespace {

constexpr auto kLease = 60s;          // a reader that died is followed after this
constexpr auto kReload = 10s;         // how often other processes' new sources are looked for
constexpr int kPagesARun = 400;       // then other sources of the account get their turn

struct Pace {
    std::chrono::milliseconds busy, idle;
};

Pace paceOf(const std::string& platform, SourceKind kind)
{
    if (platform == "feed") return {30min, 60min};
    switch (kind) {
    case SourceKind::Hashtag:
    case SourceKind::Search:
    case SourceKind::Timeline: return {2min, 5min};
    case SourceKind::Own: return {45s, 2min};
    case SourceKind::Mentions:
    case SourceKind::Messages:
    case SourceKind::Comments: break;
    }
    return platform == "bluesky" ? Pace{20s, 60s} : Pace{30s, 2min};
}

/// Own posts are read first, so that what we answered already does not become work.
int turnOf(SourceKind kind) { return kind == SourceKind::Own ? 0 : 1; }

std::string leaseName(SourceId id) { return "poll:" + std::to_string(id.value); }

} // namespace

struct PollLoop::Entry {
    Source source;
    Account account;
    UtcMillis due{};
    bool fresh{false}; ///< the last read brought something
    bool queued{false};
};

struct PollLoop::Asked {
    std::set<SourceId> open;
    std::vector<PollReport> reports;
    ProgressFn progress;
    Reply<std::vector<PollReport>> done;
    std::int64_t total{0};
};

struct PollLoop::Run {
    Source source;
    AccountContext context;
    SourceHealth health;
    PollReport report;
    int pages{0};
    bool renewed{false};
    bool ours{false}; ///< we hold the lease: only then is its health ours to write
};

PollLoop::PollLoop(Parts parts)
    : m_parts{std::move(parts)}
    , m_sweep{{m_parts.clock, m_parts.http, m_parts.store, m_parts.setUp, m_parts.changes, m_parts.accounts}}
    , m_random{std::random_device{}()}
    , m_thread{[this](const std::stop_token& stop) { loop(stop); }}
{}

PollLoop::~PollLoop() { stop(); }

void PollLoop::stop()
{
    m_thread.request_stop();
    if (m_thread.joinable()) m_thread.join();
    for (const auto& asked : m_asked)
        if (asked->done) asked->done(fail(Errc::Cancelled, "the workspace is closing"));
    m_asked.clear();
}

void PollLoop::post(std::function<void()> task)
{
    {
        const std::scoped_lock lock{m_mutex};
        m_tasks.push_back(std::move(task));
    }
    m_wake.notify_one();
}

void PollLoop::reload()
{
    post([this] { loadSources(); });
}

std::optional<UtcMillis> PollLoop::nextPoll(SourceId source)
{
    const std::scoped_lock lock{m_nextMutex};
    const auto at = m_next.find(source);
    return at == m_next.end() ? std::nullopt : std::optional{at->second};
}

void PollLoop::pollNow(std::optional<SourceId> only, std::optional<AccountId> account, ProgressFn progress,
                       Reply<std::vector<PollReport>> done)
{
    post([this, only, account, progress = std::move(progress), done = std::move(done)] {
        loadSources();
        auto asked = std::make_shared<Asked>();
        asked->progress = progress;
        asked->done = done;
        std::vector<const Entry*> wanted;
        for (auto& [id, entry] : m_sources) {
            if (only && id != *only) continue;
            if (account && entry.account.id != *account) continue;
            if (!entry.source.enabled && !only) continue;
            wanted.push_back(&entry);
        }
        if (wanted.empty()) {
            if (only) done(fail(Errc::NotFound, "there is no such source"));
            else done(std::vector<PollReport>{});
            return;
        }
        std::ranges::stable_sort(wanted, {}, [](const Entry* e) { return turnOf(e->source.kind); });
        asked->total = static_cast<std::int64_t>(wanted.size());
        for (const Entry* entry : wanted) asked->open.insert(entry->source.id);
        m_asked.push_back(asked);
        std::set<AccountId> accounts;
        for (const Entry* entry : wanted) {
            Entry& own = m_sources.at(entry->source.id);
            accounts.insert(own.account.id);
            if (own.queued) continue;
            own.queued = true;
            m_waiting[own.account.id].push_back(own.source.id);
        }
        for (const AccountId id : accounts) startNext(id);
    });
}

void PollLoop::loop(const std::stop_token& stop)
{
    loadSources();
    while (!stop.stop_requested()) {
        std::deque<std::function<void()>> tasks;
        {
            std::unique_lock lock{m_mutex};
            m_wake.wait_for(lock, stop, 200ms, [this] { return !m_tasks.empty(); });
            tasks.swap(m_tasks);
        }
        for (auto& task : tasks) {
            if (stop.stop_requested()) return;
            try {
                task();
            } catch (const std::exception& broken) {
                logError(std::string{"poll: a task broke: "} + broken.what());
            }
        }
        if (m_parts.automatic) startDue();
    }
}

void PollLoop::loadSources()
{
    struct Loaded {
        std::vector<Account> accounts;
        std::vector<Source> sources;
        std::vector<SourceHealth> health;
    };
    auto loaded = m_parts.store.call<Loaded>([](Session& session) -> Result<Loaded> {
        auto accounts = loadAccounts(session);
        if (!accounts) return fail(accounts.error());
        auto sources = qd::loadSources(session);
        if (!sources) return fail(sources.error());
        auto health = loadAllHealth(session);
        if (!health) return fail(health.error());
        return Loaded{std::move(*accounts), std::move(*sources), std::move(*health)};
    });
    m_loadedAt = m_parts.clock.now();
    if (!loaded) {
        logWarning("poll: the list of sources could not be read");
        return;
    }
    std::map<SourceId, Entry> fresh;
    for (Source& source : loaded->sources) {
        const auto account = std::ranges::find(loaded->accounts, source.account, &Account::id);
        if (account == loaded->accounts.end()) continue;
        const auto known = m_sources.find(source.id);
        Entry entry{source, *account, m_loadedAt, false, false};
        if (known != m_sources.end()) {
            entry.due = known->second.due;
            entry.fresh = known->second.fresh;
            entry.queued = known->second.queued;
        } else if (const auto health = std::ranges::find(loaded->health, source.id, &SourceHealth::source);
                   health != loaded->health.end() && health->notBefore) {
            entry.due = std::max(entry.due, *health->notBefore);
        }
        fresh.emplace(source.id, std::move(entry));
    }
    m_sources = std::move(fresh);
}

void PollLoop::startDue()
{
    const UtcMillis now = m_parts.clock.now();
    if (now - m_loadedAt > kReload) loadSources();
    std::vector<Entry*> due;
    for (auto& [id, entry] : m_sources) {
        if (entry.queued || !entry.source.enabled || entry.account.state != AccountState::Working) continue;
        if (entry.due <= now) due.push_back(&entry);
    }
    std::ranges::stable_sort(due, {}, [](const Entry* e) { return turnOf(e->source.kind); });
    std::set<AccountId> accounts;
    for (Entry* entry : due) {
        entry->queued = true;
        m_waiting[entry->account.id].push_back(entry->source.id);
        accounts.insert(entry->account.id);
    }
    for (const AccountId id : accounts) startNext(id);
}

void PollLoop::startNext(AccountId account)
{
    if (m_busy[account]) return;
    auto& waiting = m_waiting[account];
    while (!waiting.empty()) {
        const SourceId id = waiting.front();
        waiting.pop_front();
        const auto at = m_sources.find(id);
        if (at == m_sources.end()) { // removed while it waited for its turn
            auto gone = std::make_shared<Run>();
            gone->source.id = id;
            gone->report.source = id;
            gone->report.error = Error{Errc::NotFound, "the source was removed"};
            report(gone);
            continue;
        }
        m_busy[account] = true;
        auto run = std::make_shared<Run>();
        run->source = at->second.source;
        run->context.account = at->second.account;
        run->report.source = id;
        run->report.kind = run->source.kind;
        run->report.platform = at->second.account.platform;
        begin(run);
        return;
    }
}

void PollLoop::begin(const RunPtr& run)
{
    struct Taken {
        bool ours{false};
        SourceHealth health;
    };
    m_parts.store.post([this, run](Session& session) {
        const UtcMillis now = m_parts.clock.now();
        auto taken = session.inTransaction([&]() -> Result<Taken> {
            auto ours = takeLease(session, leaseName(run->source.id), m_parts.owner, now, kLease);
            if (!ours) return fail(ours.error());
            auto health = loadHealth(session, run->source.id);
            if (!health) return fail(health.error());
            return Taken{*ours, std::move(*health)};
        });
        post([this, run, taken = std::move(taken)] {
            if (!taken) return failed(run, taken.error());
            run->health = taken->health;
            run->ours = taken->ours;
            if (!taken->ours) {
                run->report.deferred = true;
                return finish(run);
            }
            auto context = m_parts.accounts.context(run->source.account);
            if (!context && context.error().code == Errc::Auth) { // the secret lies on another computer: its turn
                run->report.deferred = true;
                return finish(run);
            }
            if (!context) return failed(run, context.error());
            run->context = std::move(*context);
            ask(run);
        });
    });
}

void PollLoop::ask(const RunPtr& run)
{
    const UtcMillis now = m_parts.clock.now();
    RateBudget& budget = m_parts.accounts.budget(run->source.account);
    // Who asks by hand may hurry a feed or a failed source, not a platform that asked for quiet.
    const bool mustWait = m_parts.automatic || run->health.lastError == errcName(Errc::RateLimited);
    const bool quiet = mustWait && run->health.notBefore && *run->health.notBefore > now && run->pages == 0;
    if (quiet || !budget.allow(now)) {
        run->report.deferred = true;
        if (const auto until = budget.notBefore(now); until && !quiet) run->health.notBefore = until;
        return finish(run);
    }
    const Connector* connector = findConnector(run->context.account.platform);
    if (!connector) return failed(run, {Errc::Invalid, "this program knows no such platform"});
    const Stream stream{run->context, run->source, run->source.connectedAt - kHistory};
    auto planned = connector->plan(stream, run->health.cursor);
    if (!planned) return failed(run, planned.error());
    ++run->report.requests;
    m_parts.http.send(forAccount(std::move(*planned), run->context.account), [this, run](HttpOutcome outcome) {
        post([this, run, outcome = std::move(outcome)]() mutable { answered(run, std::move(outcome)); });
    });
}

void PollLoop::answered(const RunPtr& run, HttpOutcome outcome)
{
    if (!outcome) return failed(run, outcome.error().error);
    const UtcMillis now = m_parts.clock.now();
    const HttpResponse& response = *outcome;
    run->report.bytes += response.wireBytes;
    m_parts.accounts.budget(run->source.account).note(response.headers, response.status, now);
    const Connector& connector = *findConnector(run->context.account.platform);
    if (connector.tokenExpired(response)) return renewToken(run);

    const SetUpPtr setUp = m_parts.setUp.current();
    const Stream stream{run->context, run->source, run->source.connectedAt - kHistory};
    auto ingested = ingestPage(connector, stream, run->health, response, *setUp, now);
    if (!ingested) return failed(run, ingested.error());
    run->report.fetched += ingested->fetched;
    run->report.skipped += ingested->skipped;
    ++run->pages;
    save(run, std::move(*ingested));
}

void PollLoop::renewToken(const RunPtr& run)
{
    if (run->renewed) return failed(run, {Errc::Auth, "the platform refuses a fresh token"});
    run->renewed = true;
    m_parts.accounts.refresh(run->source.account, run->context.secret, [this, run](Result<AccountContext> fresh) {
        post([this, run, fresh = std::move(fresh)] {
            if (!fresh) return failed(run, fresh.error());
            run->context = *fresh;
            ask(run);
        });
    });
}

void PollLoop::save(const RunPtr& run, Ingested ingested)
{
    auto shared = std::make_shared<Ingested>(std::move(ingested)); // crosses to the store and back, one owner at a time
    m_parts.store.post([this, run, shared](Session& session) {
        const SetUpPtr setUp = m_parts.setUp.current();
        const UtcMillis now = m_parts.clock.now();
        auto saved = session.inTransaction([&]() -> Result<SaveReport> {
            auto renewed = takeLease(session, leaseName(run->source.id), m_parts.owner, now, kLease);
            if (!renewed) return fail(renewed.error());
            if (!*renewed) return fail(Errc::Busy, "another process reads this source now");
            return saveBatch(session, shared->batch, setUp->clocks, now);
        });
        if (saved && (saved->fresh + saved->edited + saved->deleted) > 0) {
            std::vector<DeskChange> changes{{DeskChange::Kind::Lists, 0}, {DeskChange::Kind::Counts, 0}};
            for (const ConversationId id : saved->conversations)
                changes.push_back({DeskChange::Kind::Conversation, id.value});
            m_parts.changes.tell(std::move(changes));
        }
        post([this, run, shared, saved = std::move(saved)] {
            if (!saved) {
                run->ours = run->ours && saved.error().code != Errc::Busy;
                return failed(run, saved.error());
            }
            run->health = shared->batch.health;
            run->report.fresh += saved->fresh;
            run->report.edited += saved->edited;
            run->report.deleted += saved->deleted;
            const bool goOn = shared->more && run->pages < kPagesARun && !shared->gone;
            run->report.deferred = shared->more && !goOn;
            if (goOn) ask(run);
            else finish(run);
        });
    });
}

void PollLoop::failed(const RunPtr& run, Error error)
{
    const UtcMillis now = m_parts.clock.now();
    run->report.deferred = error.code == Errc::RateLimited;
    if (error.code == Errc::Auth) m_parts.accounts.markSignedOut(run->source.account);
    ++run->health.failures;
    run->health.lastPoll = now;
    run->health.lastError = std::string{errcName(error.code)};
    const auto random = [this](std::uint64_t bound) { return bound == 0 ? 0 : m_random() % bound; };
    const auto wait = error.retryAfter.value_or(backoff(run->health.failures, random));
    run->health.notBefore = now + wait;
    if (error.code == Errc::RateLimited && !error.retryAfter) // nobody said how long: the account's budget knows better
        if (const auto until = m_parts.accounts.budget(run->source.account).notBefore(now))
            run->health.notBefore = std::max(*run->health.notBefore, *until);
    logWarning("poll: source " + std::to_string(run->source.id.value) + ": " + std::string{errcName(error.code)});
    run->report.error = std::move(error);
    finish(run);
}

/// What was read is in; posts that stand already may have been edited or deleted meanwhile.
void PollLoop::finish(const RunPtr& run)
{
    const bool good = !run->report.error && !run->report.deferred;
    if (!good || run->source.kind == SourceKind::Own || !m_sweep.isDue(run->source.account, m_parts.haste)) return close(run);
    m_sweep.run(run->context, [this, run](int changed) {
        post([this, run, changed] {
            run->report.edited += changed;
            close(run);
        });
    });
}

void PollLoop::close(const RunPtr& run)
{
    const UtcMillis now = m_parts.clock.now();
    const AccountId account = run->source.account;
    if (const auto at = m_sources.find(run->source.id); at != m_sources.end()) {
        Entry& entry = at->second;
        entry.queued = false;
        entry.fresh = run->report.fresh > 0;
        entry.due = now + interval(entry);
        if (run->health.notBefore) entry.due = std::max(entry.due, *run->health.notBefore);
        run->report.nextDue = entry.due;
        const std::scoped_lock lock{m_nextMutex};
        m_next[run->source.id] = entry.due;
    }
    m_parts.store.post([this, run](Session& session) {
        const auto released = session.inTransaction([&]() -> Result<bool> {
            const bool ending = run->report.error && run->report.error->code == Errc::Cancelled;
            if (run->ours && !ending && (run->report.error || run->report.deferred))
                if (auto kept = saveHealth(session, run->health); !kept) return fail(kept.error());
            if (auto gone = releaseLease(session, leaseName(run->source.id), m_parts.owner); !gone)
                return fail(gone.error());
            return true;
        });
        if (!released) logWarning("poll: the health of a source could not be written");
        m_parts.changes.tell({{DeskChange::Kind::Source, run->source.id.value}});
    });
    report(run);
    m_busy[account] = false;
    startNext(account);
}

void PollLoop::report(const RunPtr& run)
{
    for (auto& asked : m_asked) {
        if (asked->open.erase(run->source.id) == 0) continue;
        asked->reports.push_back(run->report);
        if (asked->progress)
            asked->progress({"poll", static_cast<std::int64_t>(asked->reports.size()), asked->total});
        if (!asked->open.empty()) continue;
        // The lease is given back on the store thread: answer behind it, so that a next call finds it free.
        m_parts.store.post([done = std::move(asked->done), reports = std::move(asked->reports)](Session&) {
            done(reports);
        });
        asked->done = nullptr;
    }
    std::erase_if(m_asked, [](const auto& asked) { return asked->open.empty(); });
}

std::chrono::milliseconds PollLoop::interval(const Entry& entry)
{
    const Pace pace = paceOf(entry.account.platform, entry.source.kind);
    const auto base = static_cast<double>((entry.fresh ? pace.busy : pace.idle).count());
    std::uniform_real_distribution<double> jitter{0.8, 1.2};
    return std::chrono::milliseconds{static_cast<std::int64_t>(base * jitter(m_random) / m_parts.haste)};
}

} // namespace qd
