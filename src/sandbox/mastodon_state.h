#pragma once

#include "sandbox/demo.h"
#include "sandbox/dice.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace qd::sandbox::mastodon {

enum class Flavour { Mastodon, Gotosocial };

/// Ids are ordered as Mastodon documents it: by length, then by bytes.
struct IdLess {
    bool operator()(std::string_view a, std::string_view b) const
    {
        return a.size() != b.size() ? a.size() < b.size() : a < b;
    }
};

struct Account {
    std::string id;
    std::string username;
    std::string domain; ///< "" on this server
    std::string displayName;
    std::string note;
    std::string lang;
    int followers = 0;
    int following = 0;
    int statuses = 0;
    bool bot = false;
    UtcMillis createdAt{};
    std::string acct() const { return domain.empty() ? username : username + "@" + domain; }
};

struct Attachment {
    std::string id;
    std::string owner; ///< account id
    std::string name;  ///< what /media/ serves
    std::string mime;
    std::string description;
    std::string bytes;  ///< of an upload
    int width = 0, height = 0;
    int polls = 0;       ///< GETs that still answer 206
    bool attached = false;
};

struct Version {
    std::string text;
    std::string spoiler;
    UtcMillis at{};
};

struct Status {
    std::string id;
    std::string account;
    UtcMillis at{};
    std::vector<Version> versions; ///< the last one stands
    std::string visibility;
    std::string lang;
    std::string replyTo;      ///< id; may be gone
    std::string replyAccount; ///< of the status replied to
    std::string conversation; ///< id of the root
    std::string boostOf;
    std::vector<std::string> mentions; ///< account ids
    std::vector<std::string> tags;     ///< as written
    std::vector<std::string> media;
    std::set<std::string> favourites; ///< account ids
    int boosts = 0;
    bool sensitive = false;
    bool deleted = false;
    bool native = false;   ///< ours, but typed in the platform's own app
    std::string appName;
    const std::string& text() const { return versions.back().text; }
    const std::string& spoiler() const { return versions.back().spoiler; }
};

struct Notification {
    std::string id;
    std::string type;
    UtcMillis at{};
    std::string account;
    std::string status; ///< "" for follows
};

/// Everything one server of the Mastodon family knows. Not guarded: the world's lock is held around each call.
class State {
public:
    State(Flavour flavour, std::string domain, std::uint64_t seed);

    Flavour flavour;
    std::string domain;       ///< of local accounts
    std::string ownAccount;   ///< id of the desk's account
    std::map<std::string, Account, IdLess> accounts;
    std::map<std::string, Status, IdLess> statuses;
    std::map<std::string, Notification, IdLess> notifications;
    std::map<std::string, Attachment, IdLess> media;
    std::map<std::string, bool> conversationRead; ///< by root id
    std::set<std::string> conversationGone;
    std::map<std::string, std::vector<std::string>> directThreads; ///< ids of direct statuses by root, ascending

    Account& addAccount(const Person& person, UtcMillis since);
    Account* findAccount(std::string_view acct); ///< "name", "name@domain"; case-insensitive
    const Account& accountOf(const Status& status) const { return accounts.at(status.account); }

    /// Put a status into the world: finds mentions and hashtags, sets the thread, notifies us when it should.
    Status& addStatus(Status draft);
    void edit(Status& status, std::string text, std::string spoiler, UtcMillis at);
    void remove(Status& status);
    void notify(const std::string& type, const std::string& account, const std::string& status, UtcMillis at);
    Status* visibleStatus(const std::string& id); ///< null when gone or not for us
    std::vector<const Status*> repliesTo(const std::string& id) const;
    std::string newId(UtcMillis at);
    std::string newNotificationId(UtcMillis at);
    std::string newMediaId(UtcMillis at) { return newId(at); }

private:
    void findLinks(Status& status) const;

    Dice m_dice;
    std::map<std::int64_t, int> m_perMs;
    std::map<std::string, std::string> m_byAcct;
    std::multimap<std::string, std::string> m_children;
    long m_nextNotification = 1;
    long m_nextAccount = 1;
};

} // namespace qd::sandbox::mastodon
