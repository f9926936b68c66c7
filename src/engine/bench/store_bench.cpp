#include "quarterdeck/engine/bench.h"

#include "engine/bench/corpus.h"
#include "quarterdeck/base/ids.h"
#include "quarterdeck/base/text.h"
#include "quarterdeck/storage/account_table.h"
#include "quarterdeck/storage/conversation_table.h"
#include "quarterdeck/storage/database.h"
#include "quarterdeck/storage/ingest_table.h"
#include "quarterdeck/storage/raw_limit.h"
#include "quarterdeck/storage/search.h"
#include "quarterdeck/storage/setup_table.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>
#include <unistd.h>

namespace qd {
namespace {

using nlohmann::json;

constexpr int kBatch = 1000;
constexpr int kMeasured = 20; ///< batches at full size
constexpr int kQueues = 12;

double quantile(std::vector<double> samples, double share)
{
    if (samples.empty()) return 0;
    std::sort(samples.begin(), samples.end());
    return samples[std::min(samples.size() - 1, static_cast<std::size_t>(share * static_cast<double>(samples.size())))];
}
double mean(const std::vector<double>& samples)
{
    return samples.empty() ? 0 : std::accumulate(samples.begin(), samples.end(), 0.0) / static_cast<double>(samples.size());
}

/// A scratch folder, gone with the run.
class Scratch {
public:
    explicit Scratch(const std::filesystem::path& wanted)
        : m_path{(wanted.empty() ? std::filesystem::temp_directory_path() : wanted) / ("quarterdeck-bench-" + std::to_string(getpid()))}
    {
        std::filesystem::create_directories(m_path);
    }
    ~Scratch()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

class StoreBench {
public:
    explicit StoreBench(const BenchOptions& options) : m_rows{std::max<std::int64_t>(options.rows, kBatch)}, m_scratch{options.folder} {}

    Result<json> run()
    {
        if (auto done = open(); !done) return fail(done.error());
        if (auto done = fill(); !done) return fail(done.error());
        if (auto done = writes(); !done) return fail(done.error());
        if (auto done = reads(); !done) return fail(done.error());
        return json{{"bench", "store"}, {"rows", m_rows}, {"unit", "CPU microseconds of the thread"}, {"figures", m_figures}};
    }

private:
    Result<void> open()
    {
        auto db = openDatabase(WorkspaceUrl{EngineKind::Sqlite, m_scratch.path() / "workspace", {}}, {.create = true, .migrate = true});
        if (!db) return fail(db.error());
        m_db = std::move(*db);
        auto session = m_db->openSession(Access::Write);
        if (!session) return fail(session.error());
        m_session = std::move(*session);
        auto raw = openRawStore(m_scratch.path() / "raw.db");
        if (!raw) return fail(raw.error());
        m_raw = std::move(*raw);
        return setUp();
    }

    Result<void> setUp()
    {
        Goal goal;
        goal.name = "Service";
        auto savedGoal = saveGoal(*m_session, goal);
        if (!savedGoal) return fail(savedGoal.error());
        for (int i = 0; i < kQueues; ++i) {
            Queue queue;
            queue.name = "Queue " + std::to_string(i);
            queue.goal = savedGoal->id;
            queue.order = i;
            auto saved = saveQueue(*m_session, queue);
            if (!saved) return fail(saved.error());
            m_queues.push_back(saved->id);
        }
        Account account;
        account.platform = "mastodon";
        account.nativeId = "us";
        account.handle = "acme@mastodon.example";
        account.connectedAt = m_start;
        auto savedAccount = saveAccount(*m_session, account);
        if (!savedAccount) return fail(savedAccount.error());
        Source source;
        source.account = savedAccount->id;
        source.connectedAt = m_start;
        auto savedSource = saveSource(*m_session, source);
        if (!savedSource) return fail(savedSource.error());
        m_source = *savedSource;
        auto calendar = saveCalendar(*m_session, alwaysOpen());
        if (!calendar) return fail(calendar.error());
        SlaPolicy policy;
        policy.name = "First response";
        policy.calendar = calendar->id;
        policy.targets = {SlaTarget{Metric::FirstResponse, std::chrono::hours{1}, {}}};
        auto savedPolicy = savePolicy(*m_session, policy);
        if (!savedPolicy) return fail(savedPolicy.error());
        m_rules.policies = {*savedPolicy};
        m_rules.calendars = {*calendar};
        m_corpus = std::make_unique<bench::Corpus>(savedAccount->id, m_queues, savedGoal->id, m_start);
        return {};
    }

    IngestBatch nextBatch()
    {
        IngestBatch batch;
        batch.source = m_source.id;
        batch.account = m_source.account;
        batch.platform = "mastodon";
        batch.health.source = m_source.id;
        batch.health.cursor = std::to_string(m_number);
        for (int i = 0; i < kBatch; ++i) batch.items.push_back(m_corpus->next());
        return batch;
    }

    std::vector<RawRow> rawOf(const IngestBatch& batch)
    {
        std::vector<RawRow> rows;
        for (const auto& item : batch.items) {
            const auto& m = item.mention;
            RawRow row;
            row.id = firstIdAt(m.createdAt) + (++m_number & 0xFFF);
            row.contact = m_number / 3;
            row.conversation = m_number * 7 / 8;
            row.queue = item.routing.queue.value;
            row.createdAt = toInt(m.createdAt);
            row.key = m.nativeKey;
            row.author = m.author.handle;
            row.text = m.text;
            row.words = searchText(m.text);
            rows.push_back(std::move(row));
        }
        return rows;
    }

    Result<SaveReport> store(const IngestBatch& batch) { return saveBatch(*m_session, batch, m_rules, m_corpus->now()); }

    /// As on a real desk, most conversations are resolved, of the others most are answered; one in 64 waits.
    Result<void> settle(const SaveReport& report)
    {
        const Actor system{ActorKind::System, 0};
        const Actor app{ActorKind::Platform, 0};
        const auto now = m_corpus->now();
        return m_session->inTransaction([&]() -> Result<void> {
            for (std::size_t i = 0; i < report.conversations.size(); ++i) {
                if (i % 64 == 0) continue;
                const auto change = [&](const Conversation& c) -> Result<Transition> {
                    if (c.status != Status::New && c.status != Status::Open) return Transition{c, {}};
                    if (i % 8 != 0) return resolve(c, "done", system, now);
                    Mention own;
                    own.own = true;
                    own.createdAt = now;
                    return answered(c, own, {}, app, now);
                };
                if (auto done = changeConversation(*m_session, report.conversations[i], change, m_rules, now); !done) return fail(done.error());
            }
            return {};
        });
    }

    Result<void> fill()
    {
        for (std::int64_t done = 0; done < m_rows; done += kBatch) {
            const auto batch = nextBatch();
            const auto saved = store(batch);
            if (!saved) return fail(saved.error());
            if (auto settled = settle(*saved); !settled) return settled;
            if (auto raw = m_raw->insert(rawOf(batch)); !raw) return raw;
            if (done % (m_rows / 10 + 1) < kBatch) m_samples.push_back(batch);
        }
        return {};
    }

    Result<void> writes()
    {
        std::vector<double> ours, raw;
        std::vector<IngestBatch> recent;
        for (int i = 0; i < kMeasured; ++i) {
            const auto batch = nextBatch();
            const auto rows = rawOf(batch);
            auto start = threadCpuMicros();
            if (auto done = m_raw->insert(rows); !done) return done;
            raw.push_back((threadCpuMicros() - start) / kBatch);
            start = threadCpuMicros();
            const auto saved = store(batch);
            ours.push_back((threadCpuMicros() - start) / kBatch);
            if (!saved) return fail(saved.error());
            if (auto done = settle(*saved); !done) return done;
            recent.push_back(batch);
        }
        const auto last = again(recent);
        if (!last) return fail(last.error());
        const auto old = again(m_samples);
        if (!old) return fail(old.error());
        add("store one mention in full, mean", mean(ours), mean(raw), 3.0, true);
        add("duplicate of the last polls refused, mean", *last, 0, 10.0, false);
        add("duplicate of any age refused, mean", *old, 0, 10.0, false);
        return {};
    }

    /// What it costs to be shown posts that are stored already.
    Result<double> again(const std::vector<IngestBatch>& batches)
    {
        std::vector<double> micros;
        for (const auto& batch : batches) {
            const auto start = threadCpuMicros();
            const auto saved = store(batch);
            micros.push_back((threadCpuMicros() - start) / kBatch);
            if (!saved) return fail(saved.error());
        }
        return mean(micros);
    }

    template <class Work>
    Result<std::vector<double>> timed(int runs, Work work)
    {
        std::vector<double> samples;
        for (int i = 0; i < runs; ++i) {
            const auto start = threadCpuMicros();
            if (auto done = work(i); !done) return fail(done.error());
            samples.push_back(threadCpuMicros() - start);
        }
        return samples;
    }

    Result<void> reads()
    {
        auto made = m_db->openSession(Access::Read);
        if (!made) return fail(made.error());
        m_reader = std::move(*made);
        for (const auto part : {&StoreBench::pages, &StoreBench::counts, &StoreBench::searches, &StoreBench::wrapper})
            if (auto done = (this->*part)(); !done) return done;
        return {};
    }

    std::filesystem::path file() const { return m_scratch.path() / "workspace" / "quarterdeck.db"; }

    Result<void> pages()
    {
        const auto ours = timed(300, [&](int i) {
            ConversationFilter filter;
            filter.kind = ListKind::Queue;
            filter.queue = m_queues[static_cast<std::size_t>(i) % m_queues.size()];
            filter.now = m_corpus->now();
            return listConversations(*m_reader, filter, "", 50);
        });
        if (!ours) return fail(ours.error());
        std::vector<std::vector<RawValue>> runs;
        for (int i = 0; i < 300; ++i) runs.push_back({m_queues[static_cast<std::size_t>(i) % m_queues.size()].value});
        const auto raw = timeRawQuery(file(), "SELECT c.id, c.excerpt, c.status, c.due_sort, k.name, k.handle FROM conversation c "
                                              "INDEXED BY conversation_queue_due CROSS JOIN contact k ON k.id = c.contact_id WHERE c.queue_id = $1 "
                                              "AND c.status < 4 ORDER BY c.due_sort, c.id LIMIT 50", runs);
        if (!raw) return fail(raw.error());
        add("queue page of 50 in due order, p95", quantile(*ours, 0.95), quantile(*raw, 0.95), m_rows > 2'000'000 ? 5000 : 3000, false);
        const auto all = timed(100, [&](int) {
            ConversationFilter filter;
            filter.now = m_corpus->now();
            return listConversations(*m_reader, filter, "", 50);
        });
        if (!all) return fail(all.error());
        add("page of 50 over all queues, p95", quantile(*all, 0.95), 0, m_rows > 2'000'000 ? 5000 : 3000, false);
        return {};
    }

    Result<void> counts()
    {
        const auto ours = timed(50, [&](int) { return countQueues(*m_reader, m_corpus->now()); });
        if (!ours) return fail(ours.error());
        const auto rows = timeRawQuery(file(), "SELECT queue_id, status, n FROM counter_queue", std::vector<std::vector<RawValue>>(50));
        if (!rows) return fail(rows.error());
        add("counts of all queues with snoozed, at risk, breached, p95", quantile(*ours, 0.95), quantile(*rows, 0.95), 0, false);
        return {};
    }

    Result<void> searches()
    {
        std::vector<std::string> two, typed;
        for (std::size_t i = 0; i < 200; ++i) {
            two.push_back(m_corpus->wordOfRank(20 + i * 3 % 400) + ' ' + m_corpus->wordOfRank(60 + i * 7 % 900));
            typed.push_back(m_corpus->wordOfRank(10 + i * 11 % 5000).substr(0, 2 + i % 4));
        }
        const auto search = [&](const std::vector<std::string>& queries, bool asYouType) {
            return timed(static_cast<int>(queries.size()), [&](int i) {
                SearchRequest request;
                request.query = queries[static_cast<std::size_t>(i)];
                request.asYouType = asYouType;
                return searchMentions(*m_reader, request, "", 50);
            });
        };
        const auto raw = [&](const std::vector<std::string>& queries, bool prefix) {
            std::vector<std::vector<RawValue>> runs;
            for (const auto& query : queries) runs.push_back({prefix ? query + '*' : query});
            return timeRawQuery(m_scratch.path() / "raw.db", "SELECT r.* FROM raw_fts CROSS JOIN raw r ON r.id = raw_fts.rowid WHERE raw_fts MATCH $1 "
                                                             "ORDER BY raw_fts.rowid DESC LIMIT 50", runs);
        };
        const auto oursTwo = search(two, false), rawTwo = raw(two, false), oursTyped = search(typed, true), rawTyped = raw(typed, true);
        for (const auto* each : {&oursTwo, &rawTwo, &oursTyped, &rawTyped})
            if (!*each) return fail(each->error());
        add("search two words, newest first, p95", quantile(*oursTwo, 0.95), quantile(*rawTwo, 0.95), m_rows > 2'000'000 ? 20'000 : 10'000, false);
        add("search as you type, p95", quantile(*oursTyped, 0.95), quantile(*rawTyped, 0.95), 20'000, false);
        return {};
    }

    Result<void> wrapper()
    {
        std::vector<std::vector<RawValue>> points, ranges;
        const auto newest = listMentions(*m_reader, {}, "", 500, m_corpus->now());
        if (!newest) return fail(newest.error());
        for (int i = 0; i < 2000; ++i) {
            const auto& row = newest->rows[static_cast<std::size_t>(i) % newest->rows.size()];
            points.push_back({row.id.value});
            ranges.push_back({row.id.value, std::int64_t{50}});
        }
        const std::string point = "SELECT id, native_key, text, lang, url, created_at FROM mention WHERE id = $1";
        const std::string page = "SELECT id, native_key, text, lang, url, created_at FROM mention WHERE id < $1 ORDER BY id DESC LIMIT $2";
        const auto oursPoint = timeSessionQuery(*m_reader, point, points), rawPoint = timeRawQuery(file(), point, points);
        const auto oursPage = timeSessionQuery(*m_reader, page, ranges), rawPage = timeRawQuery(file(), page, ranges);
        for (const auto* each : {&oursPoint, &rawPoint, &oursPage, &rawPage})
            if (!*each) return fail(each->error());
        add("point read, median", quantile(*oursPoint, 0.5), quantile(*rawPoint, 0.5), 0, true);
        add("page of 50, median", quantile(*oursPage, 0.5), quantile(*rawPage, 0.5), 0, true);
        return {};
    }

    /// `must` is a ratio to raw where `ofRaw`, else microseconds; 0: none.
    void add(const char* name, double ours, double raw, double must, bool ofRaw)
    {
        json figure{{"name", name}, {"ours", ours}};
        if (raw > 0) {
            figure["raw"] = raw;
            figure["ratio"] = ours / raw;
        }
        if (must > 0) {
            figure[ofRaw ? "must_ratio" : "must"] = must;
            figure["ok"] = (ofRaw ? ours / raw : ours) <= must;
        }
        m_figures.push_back(std::move(figure));
    }

    std::int64_t m_rows;
    Scratch m_scratch;
    UtcMillis m_start{fromInt(1'760'000'000'000)};
    std::unique_ptr<Database> m_db;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Session> m_reader;
    std::unique_ptr<RawStore> m_raw;
    std::unique_ptr<bench::Corpus> m_corpus;
    std::vector<QueueId> m_queues;
    Source m_source;
    ClockRules m_rules;
    std::int64_t m_number{0};
    std::vector<IngestBatch> m_samples;
    json m_figures = json::array();
};

} // namespace

Result<json> benchStore(const BenchOptions& options) { return StoreBench{options}.run(); }

} // namespace qd
