#pragma once

#include "quarterdeck/base/id.h"
#include "quarterdeck/base/result.h"

#include <optional>
#include <string_view>

namespace qd {

class SqlSession;

// That a post is stored once. On SQLite the table `mention` itself is unique by (platform, native_key); on PostgreSQL it
// is cut by months, where no such constraint can stand, and the table `mention_key` holds it: taken first, in the same
// transaction as the row. These two functions hide the difference.

/// The stored mention that bears the key.
Result<std::optional<MentionId>> findMentionKey(SqlSession& session, std::string_view platform, std::string_view nativeKey);

/// Take the key for a row that is inserted next under `id`: false where a mention bears it already (then nothing may be
/// inserted; findMentionKey() says which). On SQLite this only looks.
Result<bool> takeMentionKey(SqlSession& session, std::string_view platform, std::string_view nativeKey, MentionId id);

} // namespace qd
