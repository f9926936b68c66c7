#include "storage/sql.h"

namespace qd {

Result<void> SqlSession::one(const char* text, Args args, const char* what,
                             const std::function<void(const SqlRow&)>& row)
{
    bool found = false;
    auto done = each(text, args, [&](const SqlRow& r) {
        row(r);
        found = true;
        return false;
    });
    if (!done) return done;
    if (!found) return fail(Errc::NotFound, what);
    return {};
}

Result<std::optional<std::int64_t>> SqlSession::integer(const char* text, Args args)
{
    std::optional<std::int64_t> value;
    auto done = each(text, args, [&](const SqlRow& r) {
        if (!r.isNull(0)) value = r.integer(0);
        return false;
    });
    if (!done) return fail(done.error());
    return value;
}

Result<std::int64_t> SqlSession::insertFresh(UtcMillis at, const std::function<Result<std::int64_t>(std::int64_t)>& insert)
{
    for (int attempt = 0; attempt < 8; ++attempt) {
        const auto id = ids().make(at);
        auto inserted = insert(id);
        if (!inserted) return inserted;
        if (*inserted > 0) return id;
    }
    return fail(Errc::Busy, "no free id was found");
}

} // namespace qd
