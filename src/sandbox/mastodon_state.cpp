#include "sandbox/mastodon_state.h"

#include "sandbox/digest.h"
#include "sandbox/mastodon_text.h"
#include "sandbox/stamp.h"
#include "sandbox/wire.h"

#include <fmt/format.h>

#include <algorithm>

namespace qd::sandbox::mastodon {

State::State(Flavour kind, std::string ownDomain, std::uint64_t seed)
    : flavour(kind), domain(std::move(ownDomain)), m_dice(seed ^ hash64(domain))
{
}

std::string State::newId(UtcMillis at)
{
    const std::int64_t ms = toInt(at);
    const int sequence = m_perMs[ms]++;
    if (flavour == Flavour::Mastodon)
        return fmt::format("{}", static_cast<std::uint64_t>(ms) << 16 | static_cast<std::uint64_t>(sequence * 16 + 7));
    // A ULID: 48 bits of time, then 80 bits of which the first count within the millisecond.
    static constexpr char kAlphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::string out(26, '0');
    auto time = static_cast<std::uint64_t>(ms);
    for (std::size_t i = 10; i-- > 0; time >>= 5) out[i] = kAlphabet[time & 31];
    out[10] = kAlphabet[sequence >> 5 & 31];
    out[11] = kAlphabet[sequence & 31];
    for (std::size_t i = 12; i < 26; ++i) out[i] = kAlphabet[m_dice.below(32)];
    return out;
}

std::string State::newNotificationId(UtcMillis at)
{
    return flavour == Flavour::Mastodon ? std::to_string(m_nextNotification++) : newId(at);
}

Account& State::addAccount(const Person& person, UtcMillis since)
{
    Account account;
    account.id = flavour == Flavour::Mastodon ? std::to_string(109'000'000'000'000'000LL + 7919 * m_nextAccount++)
                                              : newId(since);
    const std::size_t at = person.handle.find('@');
    account.username = person.handle.substr(0, at);
    if (at != std::string::npos && person.handle.substr(at + 1) != domain) account.domain = person.handle.substr(at + 1);
    account.displayName = person.name;
    account.note = person.bio;
    account.lang = person.lang;
    account.followers = person.followers;
    account.following = person.following;
    account.bot = person.bot;
    account.createdAt = dayOf(since);
    m_byAcct[lowerAscii(account.acct())] = account.id;
    return accounts[account.id] = account;
}

Account* State::findAccount(std::string_view acct)
{
    std::string wanted = lowerAscii(acct);
    if (!wanted.empty() && wanted[0] == '@') wanted.erase(0, 1);
    if (const std::size_t at = wanted.find('@'); at != std::string::npos && wanted.substr(at + 1) == domain)
        wanted.resize(at);
    const auto found = m_byAcct.find(wanted);
    return found == m_byAcct.end() ? nullptr : &accounts.at(found->second);
}

void State::findLinks(Status& status) const
{
    status.mentions.clear();
    status.tags.clear();
    for (const Token& token : tokenise(status.text())) {
        if (token.kind == Token::Kind::Hashtag) status.tags.push_back(token.text.substr(1));
        if (token.kind != Token::Kind::Mention) continue;
        const Account* named = const_cast<State*>(this)->findAccount(token.text);
        if (named && std::find(status.mentions.begin(), status.mentions.end(), named->id) == status.mentions.end())
            status.mentions.push_back(named->id);
    }
}

Status& State::addStatus(Status draft)
{
    draft.id = newId(draft.at);
    if (draft.visibility.empty()) draft.visibility = "public";
    if (draft.boostOf.empty()) findLinks(draft);
    draft.conversation = draft.id;
    if (const auto parent = statuses.find(draft.replyTo); parent != statuses.end()) {
        draft.replyAccount = parent->second.account;
        draft.conversation = parent->second.conversation;
        m_children.emplace(draft.replyTo, draft.id);
    }
    ++accounts.at(draft.account).statuses;
    Status& status = statuses[draft.id] = std::move(draft);
    const bool ours = status.account == ownAccount;
    if (!ours && std::find(status.mentions.begin(), status.mentions.end(), ownAccount) != status.mentions.end())
        notify("mention", status.account, status.id, status.at);
    if (status.visibility == "direct") {
        conversationRead[status.conversation] = ours;
        conversationGone.erase(status.conversation);
        directThreads[status.conversation].push_back(status.id);
    }
    return status;
}

void State::notify(const std::string& type, const std::string& account, const std::string& status, UtcMillis at)
{
    const std::string id = newNotificationId(at);
    notifications[id] = {id, type, at, account, status};
}

void State::edit(Status& status, std::string text, std::string spoiler, UtcMillis at)
{
    status.versions.push_back({std::move(text), std::move(spoiler), at});
    findLinks(status);
}

void State::remove(Status& status)
{
    status.deleted = true;
    --accounts.at(status.account).statuses;
    for (auto note = notifications.begin(); note != notifications.end();)
        note = note->second.status == status.id ? notifications.erase(note) : std::next(note);
}

Status* State::visibleStatus(const std::string& id)
{
    const auto found = statuses.find(id);
    if (found == statuses.end() || found->second.deleted) return nullptr;
    Status& status = found->second;
    const bool limited = status.visibility == "direct" || status.visibility == "private";
    const bool ours = status.account == ownAccount ||
                      std::find(status.mentions.begin(), status.mentions.end(), ownAccount) != status.mentions.end();
    return limited && !ours ? nullptr : &status;
}

std::vector<const Status*> State::repliesTo(const std::string& id) const
{
    std::vector<const Status*> out;
    for (auto [it, end] = m_children.equal_range(id); it != end; ++it)
        if (const auto found = statuses.find(it->second); found != statuses.end() && !found->second.deleted)
            out.push_back(&found->second);
    std::sort(out.begin(), out.end(), [](const Status* a, const Status* b) { return IdLess{}(a->id, b->id); });
    return out;
}

} // namespace qd::sandbox::mastodon
