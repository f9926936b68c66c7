#include "quarterdeck/storage/raw_limit.h"

#include "storage/sql.h"

#include <ctime>
#include <sqlite3.h>

namespace qd {
namespace {

constexpr const char* kPragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; "
                                 "PRAGMA cache_size = -32768; PRAGMA mmap_size = 268435456; PRAGMA wal_autocheckpoint = 10000;";

constexpr const char* kTables =
    "CREATE TABLE raw (id INTEGER PRIMARY KEY, platform TEXT, account_id INTEGER, kind INTEGER, native_key TEXT, contact_id INTEGER, "
    "conversation_id INTEGER, queue_id INTEGER, status INTEGER, author TEXT, text TEXT, lang TEXT, url TEXT, created_at INTEGER, "
    "received_at INTEGER, due_at INTEGER, in_reply_to TEXT, flags INTEGER, extra TEXT) STRICT;"
    "CREATE UNIQUE INDEX raw_key ON raw (platform, native_key);"
    "CREATE INDEX raw_contact ON raw (contact_id, id);"
    "CREATE INDEX raw_conversation ON raw (conversation_id, id);"
    "CREATE INDEX raw_queue ON raw (queue_id, due_at);"
    "CREATE INDEX raw_status ON raw (status, id);"
    "CREATE INDEX raw_created ON raw (created_at);"
    "CREATE VIRTUAL TABLE raw_fts USING fts5 (words, content = '', columnsize = 0, prefix = '2 3');";

struct CloseDb {
    void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
};
struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using DbPtr = std::unique_ptr<sqlite3, CloseDb>;
using StatementPtr = std::unique_ptr<sqlite3_stmt, Finalize>;

Result<DbPtr> openRaw(const std::filesystem::path& file)
{
    sqlite3* db = nullptr;
    const int code = sqlite3_open(file.c_str(), &db);
    DbPtr made{db};
    if (code != SQLITE_OK) return fail(Errc::Storage, "raw: cannot open");
    if (sqlite3_exec(db, kPragmas, nullptr, nullptr, nullptr) != SQLITE_OK) return fail(Errc::Storage, "raw: pragmas");
    return made;
}

Result<StatementPtr> prepared(sqlite3* db, const std::string& sql)
{
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(db, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
        return fail(Errc::Storage, std::string{"raw: "} + sqlite3_errmsg(db));
    return StatementPtr{statement};
}

void bindText(sqlite3_stmt* statement, int slot, const std::string& text)
{
    sqlite3_bind_text64(statement, slot, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
}

class SqliteRawStore final : public RawStore {
public:
    SqliteRawStore(DbPtr db, StatementPtr row, StatementPtr words) : m_db{std::move(db)}, m_row{std::move(row)}, m_words{std::move(words)} {}

    Result<void> insert(const std::vector<RawRow>& batch) override
    {
        if (sqlite3_exec(m_db.get(), "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) != SQLITE_OK) return wrong();
        for (const auto& row : batch)
            if (!insertOne(row)) return wrong();
        if (sqlite3_exec(m_db.get(), "COMMIT", nullptr, nullptr, nullptr) != SQLITE_OK) return wrong();
        return {};
    }

private:
    tl::unexpected<Error> wrong() const { return fail(Errc::Storage, std::string{"raw: "} + sqlite3_errmsg(m_db.get())); }

    bool insertOne(const RawRow& row)
    {
        auto* const s = m_row.get();
        static const std::string kPlatform = "mastodon", kLang = "en", kUrl = "https://mastodon.example/@author/1", kNone;
        sqlite3_bind_int64(s, 1, row.id);
        bindText(s, 2, kPlatform);
        sqlite3_bind_int64(s, 3, 1);
        sqlite3_bind_int64(s, 4, 0);
        bindText(s, 5, row.key);
        sqlite3_bind_int64(s, 6, row.contact);
        sqlite3_bind_int64(s, 7, row.conversation);
        sqlite3_bind_int64(s, 8, row.queue);
        sqlite3_bind_int64(s, 9, 0);
        bindText(s, 10, row.author);
        bindText(s, 11, row.text);
        bindText(s, 12, kLang);
        bindText(s, 13, kUrl);
        sqlite3_bind_int64(s, 14, row.createdAt);
        sqlite3_bind_int64(s, 15, row.createdAt);
        sqlite3_bind_int64(s, 16, row.createdAt + 3'600'000);
        bindText(s, 17, kNone);
        sqlite3_bind_int64(s, 18, 0);
        bindText(s, 19, kNone);
        const bool stored = sqlite3_step(s) == SQLITE_DONE;
        sqlite3_reset(s);
        auto* const w = m_words.get();
        sqlite3_bind_int64(w, 1, row.id);
        bindText(w, 2, row.words);
        const bool indexed = sqlite3_step(w) == SQLITE_DONE;
        sqlite3_reset(w);
        return stored && indexed;
    }

    DbPtr m_db;
    StatementPtr m_row;
    StatementPtr m_words;
};

} // namespace

Result<std::unique_ptr<RawStore>> openRawStore(const std::filesystem::path& file)
{
    auto db = openRaw(file);
    if (!db) return fail(db.error());
    if (sqlite3_exec(db->get(), kTables, nullptr, nullptr, nullptr) != SQLITE_OK) return fail(Errc::Storage, "raw: tables");
    auto row = prepared(db->get(), "INSERT INTO raw VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    if (!row) return fail(row.error());
    auto words = prepared(db->get(), "INSERT INTO raw_fts (rowid, words) VALUES (?, ?)");
    if (!words) return fail(words.error());
    return std::make_unique<SqliteRawStore>(std::move(*db), std::move(*row), std::move(*words));
}

double threadCpuMicros()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

Result<std::vector<double>> timeRawQuery(const std::filesystem::path& file, const std::string& sql,
                                         const std::vector<std::vector<RawValue>>& runs)
{
    auto db = openRaw(file);
    if (!db) return fail(db.error());
    auto statement = prepared(db->get(), sql);
    if (!statement) return fail(statement.error());
    auto* const s = statement->get();
    std::vector<double> micros;
    std::string sink;
    for (const auto& run : runs) {
        const auto start = threadCpuMicros();
        for (std::size_t i = 0; i < run.size(); ++i) {
            const int slot = sqlite3_bind_parameter_index(s, ("$" + std::to_string(i + 1)).c_str());
            if (const auto* number = std::get_if<std::int64_t>(&run[i])) sqlite3_bind_int64(s, slot, *number);
            else bindText(s, slot, std::get<std::string>(run[i]));
        }
        while (sqlite3_step(s) == SQLITE_ROW)
            for (int column = 0; column < sqlite3_column_count(s); ++column) {
                const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(s, column));
                if (bytes != nullptr) sink.assign(bytes, static_cast<std::size_t>(sqlite3_column_bytes(s, column)));
            }
        sqlite3_reset(s);
        micros.push_back(threadCpuMicros() - start);
    }
    return micros;
}

Result<std::vector<double>> timeSessionQuery(Session& session, const std::string& text, const std::vector<std::vector<RawValue>>& runs)
{
    std::vector<double> micros;
    std::string sink;
    for (const auto& run : runs) {
        const auto start = threadCpuMicros();
        const auto number = [&](std::size_t i) { return i < run.size() ? std::get<std::int64_t>(run[i]) : 0; };
        const auto row = [&](const SqlRow& r) {
            for (int column = 0; column < 6; ++column) sink = r.string(column);
            return true;
        };
        const auto done = run.size() == 1 ? sql(session).each(text.c_str(), {number(0)}, row)
                                          : sql(session).each(text.c_str(), {number(0), number(1)}, row);
        if (!done) return fail(done.error());
        micros.push_back(threadCpuMicros() - start);
    }
    return micros;
}

} // namespace qd
