#include "storage/ledger.h"

#include "quarterdeck/base/ids.h"
#include "storage/bulk.h"
#include "storage/clock_rows.h"
#include "storage/conversation_row.h"
#include "storage/event_row.h"

#include <algorithm>

namespace qd {
namespace {

Event changeOf(const Conversation& c, EventType type, UtcMillis now)
{
    Event event;
    event.conversation = c.id;
    event.at = event.recordedAt = now;
    event.type = type;
    event.actor = Actor{ActorKind::System, 0};
    return event;
}

/// Log that other versions decide the clocks from here on.
void takeVersions(LedgerEntry& entry, const ClockChoice& choice, UtcMillis now)
{
    auto& c = entry.now;
    if (bearsVersions(c, choice)) return;
    if (!entry.fresh && choice.policy != nullptr) {
        if (c.policy != choice.policy->id || c.policyVersion != choice.policy->version) {
            auto event = changeOf(c, EventType::PolicyChanged, now);
            event.data = {{"policy", std::to_string(choice.policy->id.value)}, {"version", std::to_string(choice.policy->version)}};
            entry.events.push_back(std::move(event));
        }
        if (c.calendar != choice.calendar->id || c.calendarVersion != choice.calendar->version) {
            auto event = changeOf(c, EventType::CalendarChanged, now);
            event.data = {{"calendar", std::to_string(choice.calendar->id.value)},
                          {"version", std::to_string(choice.calendar->version)}};
            entry.events.push_back(std::move(event));
        }
    }
    setVersions(c, choice);
}

} // namespace

Ledger::Ledger(SqlSession& session, const ClockRules& rules, UtcMillis now) : m_session{session}, m_rules{rules}, m_now{now} {}

LedgerEntry* Ledger::keep(Conversation stored)
{
    if (const auto known = m_byId.find(stored.id); known != m_byId.end()) return known->second;
    auto& entry = m_entries.emplace_back();
    entry.before = stored;
    entry.now = std::move(stored);
    m_byId[entry.now.id] = &entry;
    m_byKey[entry.now.key] = &entry;
    return &entry;
}

Result<LedgerEntry*> Ledger::byId(ConversationId id)
{
    if (const auto known = m_byId.find(id); known != m_byId.end()) return known->second;
    auto stored = conversationForUpdate(m_session, id);
    if (!stored) return fail(stored.error());
    return *stored ? keep(std::move(**stored)) : nullptr;
}

Result<LedgerEntry*> Ledger::byKey(const std::string& key)
{
    if (const auto known = m_byKey.find(key); known != m_byKey.end()) return known->second;
    auto stored = conversationByKey(m_session, key);
    if (!stored) return fail(stored.error());
    auto* const entry = *stored ? keep(std::move(**stored)) : nullptr;
    if (entry == nullptr || entry->now.key != key) return m_byKey[key] = nullptr; // it gave the key up in this transaction
    return entry;
}

Result<LedgerEntry*> Ledger::living(LedgerEntry* entry)
{
    for (int step = 0; entry != nullptr && entry->now.mergedInto && step < 16; ++step) {
        auto next = byId(entry->now.mergedInto);
        if (!next) return next;
        if (*next == nullptr) break;
        entry = *next;
    }
    return entry;
}

void Ledger::rekey(LedgerEntry& entry, const std::string& key)
{
    m_byKey[entry.now.key] = nullptr;
    entry.now.key = key;
    m_byKey[key] = &entry;
}

Result<bool> Ledger::isFree(ConversationId id)
{
    if (m_byId.count(id) != 0) return false;
    if (m_session.engine() == EngineKind::Postgres) return true; // bulk::insertConversations() looks by itself
    if (!m_highest) {
        const auto highest = m_session.integer("SELECT COALESCE(MAX(id), 0) FROM conversation");
        if (!highest) return fail(highest.error());
        m_highest = highest->value_or(0);
    }
    if (id.value > *m_highest) return true;
    const auto taken = m_session.integer("SELECT 1 FROM conversation WHERE id = $1", {id});
    if (!taken) return fail(taken.error());
    return !taken->has_value();
}

Result<LedgerEntry*> Ledger::add(Transition begun, const std::string& key)
{
    const auto holder = byKey(key);
    if (!holder) return holder;
    if (*holder != nullptr) rekey(**holder, key + '~' + std::to_string((*holder)->now.id.value));

    auto at = begun.after.createdAt;
    for (int attempt = 0;; ++attempt) {
        begun.after.id = ConversationId{m_session.ids().make(at)};
        const auto free = isFree(begun.after.id);
        if (!free) return fail(free.error());
        if (*free) break;
        if (attempt > 8) at += std::chrono::milliseconds{1};
        if (attempt == 1000) return fail(Errc::Storage, "conversation: no free id");
    }
    auto& entry = m_entries.emplace_back();
    entry.fresh = true;
    entry.logLoaded = true;
    entry.now = std::move(begun.after);
    entry.now.key = key;
    m_byId[entry.now.id] = &entry;
    m_byKey[key] = &entry;
    entry.events = std::move(begun.events);
    for (auto& event : entry.events) event.conversation = entry.now.id;
    return &entry;
}

void Ledger::apply(LedgerEntry& entry, Transition transition)
{
    const auto id = entry.now.id;
    auto key = std::move(entry.now.key);
    entry.now = std::move(transition.after);
    entry.now.id = id;
    entry.now.key = std::move(key);
    for (auto& event : transition.events) {
        event.conversation = id;
        entry.events.push_back(std::move(event));
    }
}

Result<void> Ledger::loadLog(LedgerEntry& entry)
{
    if (entry.logLoaded) return {};
    auto log = fullLogOf(m_session, entry.now.id);
    if (!log) return fail(log.error());
    entry.log = std::move(*log);
    entry.logLoaded = true;
    return {};
}

std::vector<Event> Ledger::wholeLog(const LedgerEntry& entry) const
{
    auto log = entry.log;
    log.insert(log.end(), entry.events.begin(), entry.events.end());
    for (const auto* taken : entry.taken)
        for (auto& event : wholeLog(*taken))
            if (isMessageEvent(event.type)) log.push_back(std::move(event));
    std::stable_sort(log.begin(), log.end(), [](const Event& a, const Event& b) { return a.at < b.at; });
    return log;
}

Result<std::vector<Event>> Ledger::logOf(LedgerEntry& entry)
{
    if (auto loaded = loadLog(entry); !loaded) return fail(loaded.error());
    for (auto* taken : entry.taken)
        if (auto loaded = loadLog(*taken); !loaded) return fail(loaded.error());
    return wholeLog(entry);
}

Result<void> Ledger::write(LedgerEntry& entry)
{
    auto& c = entry.now;
    if (!entry.events.empty()) {
        c.lastEvent = entry.events.back().id;
        c.updatedAt = m_now;
    }
    const auto choice = chooseClocks(c, m_rules);
    if (entry.fresh) m_tally.arrived(c);
    else m_tally.changed(entry.before, c);
    if (entry.fresh && entry.taken.empty()) return keepClocks(m_session, c, entry.events, {}, choice, m_now);
    const auto log = wholeLog(entry);
    return keepClocks(m_session, c, log, entry.log, choice, m_now);
}

Result<void> Ledger::flush()
{
    std::vector<Event*> events;
    std::vector<LedgerEntry*> changed;
    for (auto& entry : m_entries) {
        const bool rekeyed = !entry.fresh && entry.now.key != entry.before.key;
        if (!entry.fresh && entry.events.empty() && !entry.clocksStale && !rekeyed) continue;
        if (auto loaded = loadLog(entry); !loaded) return loaded; // before its new events are rows
        changed.push_back(&entry);
        takeVersions(entry, chooseClocks(entry.now, m_rules), m_now);
        for (auto& event : entry.events) events.push_back(&event);
    }
    if (auto done = insertEvents(m_session, events, m_now); !done) return done;
    for (auto* entry : changed)
        if (auto done = write(*entry); !done) return done;

    // Who gives a key up goes first: the next holder is among the fresh ones.
    std::vector<const Conversation*> fresh;
    for (auto* entry : changed) {
        if (entry->fresh) fresh.push_back(&entry->now);
        else if (auto done = updateConversation(m_session, entry->before, entry->now); !done) return done;
    }
    if (m_session.engine() == EngineKind::Postgres) {
        if (auto done = bulk::insertConversations(m_session, fresh); !done) return done;
    } else {
        for (const auto* conversation : fresh)
            if (auto done = insertConversation(m_session, *conversation); !done) return done;
    }
    if (auto done = m_tally.flush(m_session); !done) return done;
    for (auto* entry : changed) { // a second flush of the same ledger goes on from here
        entry->before = entry->now;
        entry->log = wholeLog(*entry);
        entry->taken.clear();
        entry->fresh = false;
        entry->clocksStale = false;
        entry->events.clear();
    }
    return {};
}

std::vector<ConversationId> Ledger::touched() const
{
    std::vector<ConversationId> ids;
    for (const auto& entry : m_entries)
        if (entry.fresh || !entry.events.empty()) ids.push_back(entry.now.id);
    return ids;
}

} // namespace qd
