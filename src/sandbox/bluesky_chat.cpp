#include "sandbox/bluesky_api.h"

#include "sandbox/graphemes.h"
#include "sandbox/stamp.h"

#include <algorithm>

namespace qd::sandbox::bluesky {
namespace {

using nlohmann::json;

constexpr const char* kChatService = "did:web:api.bsky.chat#bsky_chat";

std::string text(const json& object, const char* key)
{
    return object.is_object() && object.contains(key) && object[key].is_string() ? object[key].get<std::string>() : "";
}

} // namespace

std::optional<Answer> Api::routeChat(Context& c)
{
    if (c.call.header("atproto-proxy") != kChatService) return std::nullopt; // 501: the data server has no such method
    if (c.scope == "com.atproto.appPass") return error(400, "InvalidToken", "Bad token method \"" + c.method + "\"");
    const bool post = c.call.method == "POST";
    if (post && !readInput(c)) return std::nullopt;
    const std::string& m = c.method;
    if (m == "chat.bsky.convo.listConvos") return listConvos(c);
    if (m == "chat.bsky.convo.getLog") return getLog(c);
    if (m == "chat.bsky.convo.getConvoForMembers") return convoForMembers(c);
    const auto held = m_state.convos.find(post ? text(c.input, "convoId") : c.params.text("convoId"));
    if (held == m_state.convos.end()) return error(400, "InvalidConvo", "Convo not found");
    Convo& convo = held->second;
    if (m == "chat.bsky.convo.getConvo") return Answer{200, json{{"convo", c.views.convo(convo)}}.dump()};
    if (m == "chat.bsky.convo.getMessages") return getMessages(c, convo);
    if (m == "chat.bsky.convo.sendMessage") return sendMessage(c, convo);
    if (m == "chat.bsky.convo.acceptConvo") {
        convo.status = "accepted";
        return Answer{.body = json{{"rev", convo.rev}}.dump(), .acted = true};
    }
    if (m == "chat.bsky.convo.updateRead") {
        const std::string upTo = text(c.input, "messageId");
        convo.readUpTo = upTo.empty() && !convo.messages.empty() ? convo.messages.back().id : upTo;
        convo.rev = m_state.nextRev(c.now);
        m_state.log.push_back({convo.rev, "logReadMessage", convo.id, convo.readUpTo});
        return Answer{.body = json{{"convo", c.views.convo(convo)}}.dump(), .acted = true};
    }
    return std::nullopt;
}

Answer Api::listConvos(Context& c)
{
    const auto limit = number(c, "limit", 50, 1, 100);
    if (!limit) return {};
    const std::string cursor = c.params.text("cursor"), status = c.params.text("status");
    std::vector<const Convo*> found;
    for (const auto& [id, convo] : m_state.convos) {
        const bool unread = c.views.convo(convo)["unreadCount"].get<long>() > 0;
        if ((c.params.text("readState") == "unread" && !unread) || (!status.empty() && status != convo.status)) continue;
        if (cursor.empty() || convo.rev < cursor) found.push_back(&convo);
    }
    std::sort(found.begin(), found.end(), [](const Convo* a, const Convo* b) { return a->rev > b->rev; });
    json convos = json::array();
    for (std::size_t i = 0; i < found.size() && static_cast<long>(i) < *limit; ++i) convos.push_back(c.views.convo(*found[i]));
    json out = {{"convos", convos}};
    if (found.size() > convos.size()) out["cursor"] = found[convos.size() - 1]->rev;
    return {200, out.dump()};
}

Answer Api::getMessages(Context& c, const Convo& convo)
{
    const auto limit = number(c, "limit", 50, 1, 100);
    if (!limit) return {};
    const std::string cursor = c.params.text("cursor");
    json messages = json::array();
    std::string last;
    bool more = false;
    for (auto it = convo.messages.rbegin(); it != convo.messages.rend(); ++it) {
        if (!cursor.empty() && it->rev >= cursor) continue;
        if (static_cast<long>(messages.size()) == *limit) {
            more = true;
            break;
        }
        messages.push_back(c.views.message(*it));
        last = it->rev;
    }
    json out = {{"messages", messages}};
    if (more) out["cursor"] = last;
    return {200, out.dump()};
}

Answer Api::getLog(Context& c)
{
    const std::string cursor = c.params.text("cursor");
    json logs = json::array();
    std::string last = m_state.log.empty() ? "2222222222222" : m_state.log.back().rev;
    for (const LogEntry& entry : m_state.log) {
        if (cursor.empty() || entry.rev <= cursor) continue; // without a cursor the service tells where its end is
        json one = {{"$type", "chat.bsky.convo.defs#" + entry.kind}, {"rev", entry.rev}, {"convoId", entry.convo}};
        const Convo& convo = m_state.convos.at(entry.convo);
        for (const Message& message : convo.messages)
            if (message.id == entry.message) one["message"] = c.views.message(message);
        logs.push_back(std::move(one));
        last = entry.rev;
        if (logs.size() == 100) break;
    }
    return {200, json{{"cursor", last}, {"logs", logs}}.dump()};
}

Answer Api::sendMessage(Context& c, Convo& convo)
{
    const json message = c.input.value("message", json());
    if (!message.is_object() || !message.contains("text") || !message["text"].is_string()) return invalid("Input/message must have the property \"text\"");
    const std::string body = message["text"];
    if (body.size() > 10'000) return invalid("Input/message/text must not be longer than 10000 characters");
    if (graphemeCount(body) > 1000) return invalid("Input/message/text must not be longer than 1000 graphemes");
    if (body.find_first_not_of(" \n\t\r") == std::string::npos) return invalid("Message must not be empty");
    if (const auto wrong = wrongFacets(message, body)) return invalid("Input/message: " + *wrong);
    const Message& sent = m_state.addMessage(convo, m_state.ownDid, message, c.now);
    return Answer{.body = c.views.message(sent).dump(), .acted = true, .created = sent.id, .key = convo.id};
}

Answer Api::convoForMembers(Context& c)
{
    std::string other;
    for (const std::string& did : c.params.list("members"))
        if (did != m_state.ownDid) other = did;
    if (m_state.actors.count(other) == 0) return invalid("Members not found");
    if (m_state.actors.at(other).blocksUs) return invalid("recipient requires incoming messages to come from someone they follow");
    return {200, json{{"convo", c.views.convo(m_state.convoWith(other, c.now))}}.dump()};
}

} // namespace qd::sandbox::bluesky
