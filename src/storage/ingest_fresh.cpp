#include "storage/ingest.h"
#include "storage/mention_row.h"

#include <algorithm>

// Posts that nobody has stored before.
namespace qd {
namespace {

const Actor kPlatformsApp{ActorKind::Platform, 0};

StoredMention storedFrom(const Mention& m)
{
    StoredMention stored;
    stored.id = m.id;
    stored.conversation = m.conversation;
    stored.nativeKey = m.nativeKey;
    stored.nativeId = m.nativeId;
    stored.createdAt = m.createdAt;
    stored.editedAt = m.editedAt;
    stored.inReplyTo = m.inReplyTo;
    stored.threadRoot = m.threadRoot;
    stored.flags = flagsOf(m);
    return stored;
}

Routing asHistory(Routing routing)
{
    routing.dismissReason.clear();
    return routing;
}

} // namespace

Result<ContactId> Ingest::contactOf(const Author& author, UtcMillis seen)
{
    auto& known = m_contacts[author.nativeId];
    if (known.second && known.first == author) return known.second;
    const auto id = keepContact(m_session, m_origin.platform, author, seen);
    if (id) known = {author, *id};
    return id;
}

Result<bool> Ingest::bornByOutbox(const std::string& nativeKey)
{
    const auto found = m_session.integer("SELECT 1 FROM outbox WHERE native_key = $1 AND native_key <> ''", {nativeKey});
    if (!found) return fail(found.error());
    return found->has_value();
}

Result<void> Ingest::takeFresh(const Routed& item)
{
    const auto contact = contactOf(item.mention.author, item.mention.createdAt);
    if (!contact) return fail(contact.error());
    const auto id = m_ids.draw(m_session, std::min(item.mention.createdAt, m_now));
    if (!id) return fail(id.error());

    m_fresh.push_back(NewMention{item.mention, *contact, item.routing.trace, m_origin.source});
    auto& fresh = m_fresh.back(); // stays where it is: save() reserved room for every item
    fresh.mention.id = *id;
    fresh.mention.platform = m_origin.platform;
    if (auto named = nameParent(fresh.mention); !named) return named;
    auto& stored = *m_lookup.addPending(storedFrom(fresh.mention));
    ++m_report.fresh;
    m_report.ids.push_back(*id);
    return fresh.mention.own ? takeOwn(fresh, stored) : takeCustomer(item, fresh.mention, *contact, stored);
}

/// A parent that the platform named by its id alone gets its key, or what stands for it until it comes.
Result<void> Ingest::nameParent(Mention& m)
{
    if (!m.inReplyTo.empty() || m.inReplyToId.empty()) return {};
    auto key = m_lookup.keyOfNativeId(m.account, m.inReplyToId);
    if (!key) return fail(key.error());
    m.inReplyTo = key->empty() ? parentById(m.account, m.inReplyToId) : std::move(*key);
    return {};
}

/// Our answers to a message, also those that came before it and know it by its id only.
Result<std::vector<StoredMention*>> Ingest::ownRepliesTo(const Mention& m)
{
    auto replies = m_lookup.ownRepliesTo(m.nativeKey);
    if (!replies || m.nativeId.empty() || m.nativeId == m.nativeKey) return replies;
    const auto early = m_lookup.ownRepliesTo(parentById(m.account, m.nativeId));
    if (!early) return early;
    for (auto* const own : *early) {
        own->inReplyTo = m.nativeKey;
        if (auto* const pending = pendingOf(*own)) {
            pending->mention.inReplyTo = m.nativeKey;
        } else {
            const auto named = m_session.run("UPDATE mention SET in_reply_to = $2 WHERE id = $1", {own->id, m.nativeKey});
            if (!named) return fail(named.error());
        }
        replies->push_back(own);
    }
    return replies;
}

/// An own post answers the conversation of the message it replies to; anything else of ours is kept for search.
Result<void> Ingest::takeOwn(NewMention& fresh, StoredMention& stored)
{
    auto& m = fresh.mention;
    fresh.trace.clear();
    LedgerEntry* entry = nullptr;
    const auto parent = m_lookup.find(m.inReplyTo);
    if (!parent) return fail(parent.error());
    if (*parent != nullptr && (*parent)->conversation) {
        const auto found = m_ledger.byId((*parent)->conversation);
        if (!found) return fail(found.error());
        entry = *found;
    } else if (!m.nativeConversation.empty()) {
        const auto found = m_ledger.byKey(conversationKey(m));
        if (!found) return fail(found.error());
        entry = *found;
    }
    const auto living = m_ledger.living(entry);
    if (!living) return fail(living.error());
    entry = *living;
    if (entry == nullptr) return {};

    m.conversation = stored.conversation = entry->now.id;
    const auto bound = bornByOutbox(m.nativeKey);
    if (!bound) return fail(bound.error());
    return answer(*entry, m, *bound);
}

Result<void> Ingest::answer(LedgerEntry& entry, const Mention& own, bool boundToOutbox)
{
    if (boundToOutbox || entry.now.history) return {}; // the outbox says when its answer stands
    const auto log = m_ledger.logOf(entry);
    if (!log) return fail(log.error());
    const bool logged = std::any_of(log->begin(), log->end(), [&](const Event& event) {
        return event.mention == own.id && (event.type == EventType::Replied || event.type == EventType::BotReplied);
    });
    if (logged) return {};

    // Answered before we were asked to watch: history, as long as nobody here has done anything about it.
    const auto& c = entry.now;
    const bool untouched = std::none_of(log->begin(), log->end(), [](const Event& e) { return e.actor.kind == ActorKind::Person; });
    const auto waiting = oldestWaiting(*log, own.createdAt);
    if (own.createdAt < m_origin.connectedAt && !waiting && untouched && (c.status == Status::New || c.status == Status::Open)) {
        auto settled = resolve(c, "history", Actor{ActorKind::System, 0}, m_now);
        if (!settled) return fail(settled.error());
        settled->after.history = true;
        settled->after.waitingSince.reset();
        m_ledger.apply(entry, std::move(*settled));
        return {};
    }
    m_ledger.apply(entry, answered(c, own, {}, kPlatformsApp, m_now, false, waiting));
    return {};
}

/// The conversation that the message's parent or root lies in, where that is one with the same author.
Result<LedgerEntry*> Ingest::ofSameAuthor(const std::string& nativeKey, const Mention& m, ContactId contact)
{
    if (nativeKey.empty() || nativeKey == m.nativeKey || !contact) return nullptr;
    const auto other = m_lookup.find(nativeKey);
    if (!other) return fail(other.error());
    if (*other == nullptr || !(*other)->conversation) return nullptr;
    const auto found = m_ledger.byId((*other)->conversation);
    if (!found) return fail(found.error());
    const auto living = m_ledger.living(*found);
    if (!living || *living == nullptr) return living;
    const auto& c = (*living)->now;
    return c.contact == contact && c.account == m.account ? *living : nullptr;
}

Result<LedgerEntry*> Ingest::conversationFor(const Mention& m, ContactId contact)
{
    const auto byKey = m_ledger.byKey(conversationKey(m));
    if (!byKey) return byKey;
    if (*byKey != nullptr) return m_ledger.living(*byKey);
    const bool direct = m.visibility == Visibility::Direct || m.kind == MentionKind::Message;
    if (direct && !m.nativeConversation.empty()) return nullptr;
    auto near = ofSameAuthor(m.inReplyTo, m, contact);
    if (near && *near == nullptr) near = ofSameAuthor(m.threadRoot, m, contact);
    if (near && *near != nullptr && (*near)->now.direct != direct) return nullptr; // a private answer is a talk of its own
    return near;
}

Result<void> Ingest::takeCustomer(const Routed& item, Mention& m, ContactId contact, StoredMention& stored)
{
    const auto found = conversationFor(m, contact);
    if (!found) return fail(found.error());
    auto* entry = *found;
    if (entry == nullptr && m_origin.threadOnly) {
        stored.context = true;
        return {};
    }
    const auto replies = ownRepliesTo(m);
    if (!replies) return fail(replies.error());
    if (std::any_of(replies->begin(), replies->end(), [&](const StoredMention* own) { return own->createdAt < m_origin.connectedAt; })) {
        m.history = true;
        stored.flags |= kHistoryFlag;
    }

    const auto routing = m.history ? asHistory(item.routing) : item.routing;
    auto* const earlier = entry;
    if (entry != nullptr && !m.history && !continues(entry->now, m.createdAt, m_rules.reopen)) entry = nullptr;
    if (entry != nullptr && entry->now.status == Status::Closed) entry = m.history ? entry : nullptr;
    if (entry != nullptr) {
        m_ledger.apply(*entry, receive(entry->now, m, routing, m_now, m_rules.reopen));
    } else {
        auto begun = begin(m, routing, contact, m_now);
        if (earlier != nullptr && !begun.events.empty())
            begun.events.front().data["follows"] = std::to_string(earlier->now.id.value);
        const auto added = m_ledger.add(std::move(begun), conversationKey(m));
        if (!added) return fail(added.error());
        entry = *added;
    }
    m.conversation = stored.conversation = entry->now.id;

    for (auto* const own : *replies) {
        if (own->conversation == entry->now.id) continue;
        own->conversation = entry->now.id;
        if (auto* const pending = pendingOf(*own)) {
            pending->mention.conversation = entry->now.id;
        } else {
            const auto moved = m_session.run("UPDATE mention SET conversation_id = $2 WHERE id = $1", {own->id, entry->now.id});
            if (!moved) return fail(moved.error());
        }
        if (m.history) continue;
        const auto bound = bornByOutbox(own->nativeKey);
        if (!bound) return fail(bound.error());
        Mention answerOf;
        answerOf.id = own->id;
        answerOf.createdAt = own->createdAt;
        answerOf.own = true;
        if (auto done = answer(*entry, answerOf, *bound); !done) return done;
    }
    return {};
}

} // namespace qd
