#pragma once

#include "quarterdeck/base/id.h"
#include "quarterdeck/storage/database.h"

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace qd {

/// A bound value; text is lent for the call. std::nullopt and a default-made one are NULL.
class SqlArg {
public:
    SqlArg() = default;
    SqlArg(std::nullopt_t) {}
    SqlArg(std::int64_t v) : m_value{v} {}
    SqlArg(int v) : m_value{static_cast<std::int64_t>(v)} {}
    SqlArg(bool v) : m_value{static_cast<std::int64_t>(v)} {}
    SqlArg(double v) : m_value{v} {}
    SqlArg(std::string_view v) : m_value{v} {}
    SqlArg(const std::string& v) : m_value{std::string_view{v}} {}
    SqlArg(const char* v) : m_value{std::string_view{v}} {}
    SqlArg(UtcMillis v) : m_value{toInt(v)} {}
    template <class Tag>
    SqlArg(Id<Tag> v) : m_value{v.value} {}
    template <class T>
    SqlArg(const std::optional<T>& v)
    {
        if (v) *this = SqlArg{*v};
    }
    const std::variant<std::monostate, std::int64_t, double, std::string_view>& value() const { return m_value; }

private:
    std::variant<std::monostate, std::int64_t, double, std::string_view> m_value;
};

/// The row a statement stands on; text is lent until the next step.
class SqlRow {
public:
    virtual ~SqlRow() = default;
    virtual bool isNull(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual double real(int column) const = 0;
    virtual std::string_view text(int column) const = 0;
    std::string string(int column) const { return std::string{text(column)}; }
    bool boolean(int column) const { return integer(column) != 0; }
    UtcMillis time(int column) const { return fromInt(integer(column)); }
    std::optional<UtcMillis> timeOrNone(int column) const
    {
        return isNull(column) ? std::nullopt : std::optional{time(column)};
    }
    template <class Tagged>
    Tagged id(int column) const
    {
        return Tagged{integer(column)};
    }
};

/// A Session that speaks SQL: the base of both engines. One text serves both ("$1, $2", ON CONFLICT, RETURNING);
/// statements are prepared once a session and kept by the address of their text, which must be a literal.
///
/// What a text that serves both must mind:
/// - PostgreSQL ends a transaction at the first error: never go on after one, ask with ON CONFLICT DO NOTHING and look
///   at the number of rows instead. On both engines a failed statement is to be handed up out of inTransaction().
/// - Every table has a column org_id there, the last one, filled by itself and narrowed by row-level security: write
///   the columns of an INSERT by name and never `SELECT *`. `ON CONFLICT (a, b)` is sent as `ON CONFLICT (org_id, a, b)`.
/// - All integers are BIGINT, REAL is DOUBLE PRECISION, a truth value reads as 0 or 1. A parameter whose type nothing
///   tells is CAST ($1 AS BIGINT) or CAST ($1 AS TEXT). In DO UPDATE the old value is `table.column`.
/// - `mention`, `event` and `mention_words` are partitioned by id: no UNIQUE but the key. See mention_key.h.
/// What cannot be one text (search, bulk loading, locks) is one function with a file an engine, sqlite_x.cpp and
/// postgres_x.cpp, chosen by engine().
class SqlSession : public Session {
public:
    using Args = std::initializer_list<SqlArg>;
    using EachRow = std::function<bool(const SqlRow&)>; ///< false = enough

    virtual Result<std::int64_t> run(const char* sql, Args args = {}) = 0;            ///< @return rows changed
    virtual Result<void> each(const char* sql, Args args, const EachRow& row) = 0;
    /// As run(), for a number of values that is known at run time only; the text must live as long as the program.
    virtual Result<std::int64_t> runKept(const char* sql, const std::vector<SqlArg>& args) = 0;
    /// A statement whose text is made at run time (lists of different length): prepared for this call only.
    virtual Result<void> eachOnce(const std::string& sql, const std::vector<SqlArg>& args, const EachRow& row) = 0;
    virtual Result<std::int64_t> runOnce(const std::string& sql, const std::vector<SqlArg>& args) = 0;

    /// Exactly one row or NotFound("<what>").
    Result<void> one(const char* sql, Args args, const char* what, const std::function<void(const SqlRow&)>& row);
    Result<std::optional<std::int64_t>> integer(const char* sql, Args args = {}); ///< first column of the first row

    /// Which row of a counter this writer changes: on PostgreSQL two processes seldom share one, so that they need not
    /// wait for each other; a counter is the sum of its rows. Always 0 on SQLite, which has one writer at a time.
    virtual int slot() const noexcept { return 0; }

    /// Draw ids for `at` until `insert(id)` (… ON CONFLICT (id) DO NOTHING) says that a row was written.
    /// @return the id; @errors Busy where eight in a row were taken, and what insert() returns
    Result<std::int64_t> insertFresh(UtcMillis at, const std::function<Result<std::int64_t>(std::int64_t id)>& insert);
};

/// The public functions take Session&; inside this room every session is one of these.
inline SqlSession& sql(Session& session) { return static_cast<SqlSession&>(session); }

} // namespace qd
