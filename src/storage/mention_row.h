#pragma once

#include "quarterdeck/domain/mention.h"
#include "quarterdeck/domain/rule.h"
#include "storage/sql.h"

#include <string>
#include <vector>

namespace qd {

inline constexpr int kOwnFlag = 1;
inline constexpr int kHistoryFlag = 2;
inline constexpr int kDeletedFlag = 4;
inline constexpr int kSensitiveFlag = 8;

/// What readMention() reads, in its order; of `mention m LEFT JOIN contact k ON k.id = m.contact_id`.
inline constexpr const char* kMentionColumns =
    "m.id, m.platform, m.account_id, m.kind, m.native_id, m.native_key, m.conversation_id, m.title, m.text, m.html, "
    "m.lang, m.url, m.created_at, m.received_at, m.edited_at, m.in_reply_to, m.thread_root, m.visibility, m.flags, "
    "m.extra, k.native_id, k.handle, k.name, k.followers, k.avatar, k.bot";
inline constexpr const char* kMentionTables = " FROM mention m LEFT JOIN contact k ON k.id = m.contact_id ";
inline constexpr int kMentionColumnCount = 26;

Mention readMention(const SqlRow& row);

int flagsOf(const Mention& mention);

/// The JSON of column `extra`: what most mentions do not have, and the author's words as they are indexed.
std::string extraOf(const Mention& mention, std::string_view by);
/// The author's words as they stand in the index.
std::string indexedAuthor(std::string_view extra);
/// The author's words for the index, from today's handle and name.
std::string authorWords(const Author& author);
/// The words of a mention for the index.
std::string mentionWords(std::string_view title, std::string_view text);

std::string traceJson(const std::vector<TraceStep>& trace);
std::vector<TraceStep> readTrace(std::string_view json); ///< total: what cannot be read is left out

} // namespace qd
