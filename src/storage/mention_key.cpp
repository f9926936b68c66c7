#include "storage/mention_key.h"

#include "storage/sql.h"

namespace qd {
namespace {

constexpr const char* kFindSqlite = "SELECT id FROM mention WHERE platform = $1 AND native_key = $2";
constexpr const char* kFindPostgres = "SELECT mention_id FROM mention_key WHERE platform = $1 AND native_key = $2";
constexpr const char* kTakePostgres = "INSERT INTO mention_key (platform, native_key, mention_id) VALUES ($1, $2, $3)"
                                      " ON CONFLICT (platform, native_key) DO NOTHING";

} // namespace

Result<std::optional<MentionId>> findMentionKey(SqlSession& session, std::string_view platform, std::string_view nativeKey)
{
    auto found = session.integer(session.engine() == EngineKind::Sqlite ? kFindSqlite : kFindPostgres, {platform, nativeKey});
    if (!found) return fail(found.error());
    return *found ? std::optional{MentionId{**found}} : std::nullopt;
}

Result<bool> takeMentionKey(SqlSession& session, std::string_view platform, std::string_view nativeKey, MentionId id)
{
    if (session.engine() == EngineKind::Sqlite) {
        auto found = findMentionKey(session, platform, nativeKey);
        if (!found) return fail(found.error());
        return !found->has_value();
    }
    auto taken = session.run(kTakePostgres, {platform, nativeKey, id});
    if (!taken) return fail(taken.error());
    return *taken == 1;
}

} // namespace qd
