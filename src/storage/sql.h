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
class SqlSession : public Session {
public:
    using Args = std::initializer_list<SqlArg>;
    using EachRow = std::function<bool(const SqlRow&)>; ///< false = enough

    virtual Result<std::int64_t> run(const char* sql, Args args = {}) = 0;            ///< @return rows changed
    virtual Result<void> each(const char* sql, Args args, const EachRow& row) = 0;
    /// A statement whose text is made at run time (lists of different length): prepared for this call only.
    virtual Result<void> eachOnce(const std::string& sql, const std::vector<SqlArg>& args, const EachRow& row) = 0;
    virtual Result<std::int64_t> runOnce(const std::string& sql, const std::vector<SqlArg>& args) = 0;

    /// Exactly one row or NotFound("<what>").
    Result<void> one(const char* sql, Args args, const char* what, const std::function<void(const SqlRow&)>& row);
    Result<std::optional<std::int64_t>> integer(const char* sql, Args args = {}); ///< first column of the first row
};

/// The public functions take Session&; inside this room every session is one of these.
inline SqlSession& sql(Session& session) { return static_cast<SqlSession&>(session); }

} // namespace qd
