#include "quarterdeck/storage/outbox_table.h"

#include "storage/setup_json.h"
#include "storage/setup_rows.h"

namespace qd {
namespace {

#define QD_DRAFT_COLUMNS "id, conversation_id, author_id, note, in_reply_to, visibility, text, media, seen_event, updated_at"

Draft readDraft(const SqlRow& row)
{
    Draft draft;
    draft.id = row.id<DraftId>(0);
    draft.conversation = row.id<ConversationId>(1);
    draft.author = row.id<PersonId>(2);
    draft.note = row.boolean(3);
    draft.inReplyTo = row.id<MentionId>(4);
    draft.visibility = enumAt(row, 5, Visibility::Direct, Visibility::Direct);
    draft.text = row.string(6);
    draft.media = readAttachments(row.text(7));
    draft.seen = row.id<EventId>(8);
    draft.updatedAt = row.time(9);
    return draft;
}

} // namespace

Result<std::optional<Draft>> loadDraft(Session& session, ConversationId conversation, PersonId author, bool note)
{
    std::optional<Draft> draft;
    auto done = sql(session).each("SELECT " QD_DRAFT_COLUMNS " FROM draft WHERE conversation_id = $1 AND author_id = $2 AND note = $3",
                                  {conversation, author, note}, [&](const SqlRow& row) {
                                      draft = readDraft(row);
                                      return false;
                                  });
    if (!done) return fail(done.error());
    return draft;
}

Result<std::vector<Draft>> draftsOf(Session& session, PersonId author)
{
    std::vector<Draft> drafts;
    auto done = sql(session).each("SELECT " QD_DRAFT_COLUMNS " FROM draft WHERE author_id = $1 ORDER BY updated_at DESC, id DESC", {author},
                                  [&](const SqlRow& row) {
                                      drafts.push_back(readDraft(row));
                                      return true;
                                  });
    if (!done) return fail(done.error());
    return drafts;
}

Result<Draft> saveDraft(Session& session, Draft draft)
{
    auto& s = sql(session);
    return session.inTransaction([&]() -> Result<Draft> {
        // The kind is part of the key: a note's draft and a reply's never take each other's place.
        auto done = s.run("INSERT INTO draft (id, conversation_id, author_id, note, in_reply_to, visibility, text, media, seen_event, updated_at)"
                          " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
                          " ON CONFLICT (conversation_id, author_id, note) DO UPDATE SET in_reply_to = excluded.in_reply_to,"
                          " visibility = excluded.visibility, text = excluded.text, media = excluded.media,"
                          " seen_event = excluded.seen_event, updated_at = excluded.updated_at",
                          {s.ids().make(draft.updatedAt), draft.conversation, draft.author, draft.note, draft.inReplyTo,
                           static_cast<int>(draft.visibility), draft.text, attachmentsJson(draft.media), draft.seen, draft.updatedAt});
        if (!done) return fail(done.error());
        auto saved = loadDraft(session, draft.conversation, draft.author, draft.note);
        if (!saved) return fail(saved.error());
        if (!*saved) return fail(Errc::Storage, "a draft that was saved is not there");
        return **saved;
    });
}

Result<void> removeDraft(Session& session, ConversationId conversation, PersonId author, bool note)
{
    auto gone = sql(session).run("DELETE FROM draft WHERE conversation_id = $1 AND author_id = $2 AND note = $3", {conversation, author, note});
    if (!gone) return fail(gone.error());
    return {};
}

} // namespace qd
