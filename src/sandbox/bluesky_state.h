#pragma once

#include "sandbox/demo.h"
#include "sandbox/dice.h"

#include <nlohmann/json.hpp>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace qd::sandbox::bluesky {

struct Actor {
    std::string did;
    std::string handle;
    std::string displayName;
    std::string description;
    int followers = 0;
    int follows = 0;
    int posts = 0;
    bool blocksUs = false;
    UtcMillis createdAt{};
};

struct Record {
    std::string uri;
    std::string did;
    std::string collection;
    std::string rkey;
    std::string cid;
    nlohmann::json value;
    UtcMillis indexedAt{};
    bool deleted = false;
    bool native = false; ///< ours, but made in the platform's own app
    // of posts
    std::set<std::string> likes; ///< uris of like records
    int reposts = 0;
    int quotes = 0;
};

struct Notice {
    std::string uri; ///< of the record that causes it
    std::string reason;
    std::string subject; ///< our post it is about, "" for a plain mention
    UtcMillis indexedAt{};
};

struct Message {
    std::string id;
    std::string rev;
    std::string sender; ///< did
    nlohmann::json body; ///< text, facets
    UtcMillis sentAt{};
};

struct Convo {
    std::string id;
    std::string rev;
    std::string other; ///< did of who is not us
    std::string status = "accepted";
    std::vector<Message> messages; ///< oldest first
    std::string readUpTo;          ///< id of the last message we have read
};

struct LogEntry {
    std::string rev;
    std::string kind; ///< logCreateMessage, logReadMessage, logBeginConvo
    std::string convo;
    std::string message;
};

struct Blob {
    std::string mime;
    std::string bytes;
};

std::string tidOf(std::int64_t micros, unsigned clockId);

/// Everything the sandbox's Bluesky knows: our account's data server, the app view and the chat service in one.
/// Not guarded: the world's lock is held around each call.
class State {
public:
    explicit State(std::uint64_t seed);

    std::string ownDid;
    std::map<std::string, Actor> actors;         ///< by did
    std::map<std::string, std::string> byHandle; ///< handle in lower case to did
    std::map<std::string, Record> records;       ///< by uri
    std::vector<Notice> notices;                 ///< by indexedAt, oldest first
    std::vector<std::string> timeline;           ///< uris of posts in order of indexedAt
    std::map<std::string, Convo> convos;
    std::vector<LogEntry> log;
    std::map<std::string, Blob> blobs;           ///< by cid
    UtcMillis seenAt{};

    Actor& addActor(const Person& person, UtcMillis since);
    const Actor* findActor(std::string_view handleOrDid) const;
    Record* liveRecord(const std::string& uri); ///< null when unknown or deleted
    std::vector<Record*> repliesTo(const std::string& uri);
    std::string newRkey(UtcMillis at);

    /// Store a record, notify us when it concerns us. A record at that place is replaced.
    Record& put(const std::string& did, const std::string& collection, const std::string& rkey, nlohmann::json value,
                UtcMillis at);
    void remove(Record& record);
    Convo& convoWith(const std::string& did, UtcMillis at);
    Message& addMessage(Convo& convo, const std::string& sender, nlohmann::json body, UtcMillis at);
    std::string nextRev(UtcMillis at);

private:
    void notifyOf(const Record& record);
    void addNotice(Notice notice);

    Dice m_dice;
    std::multimap<std::string, std::string> m_children;
    std::map<std::int64_t, unsigned> m_perMs;
};

} // namespace qd::sandbox::bluesky
