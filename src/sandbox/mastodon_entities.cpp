#include "sandbox/mastodon_entities.h"

#include "sandbox/digest.h"
#include "sandbox/mastodon_text.h"
#include "sandbox/stamp.h"
#include "sandbox/wire.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace qd::sandbox::mastodon {
namespace {

using nlohmann::json;

json orNull(const std::string& text) { return text.empty() ? json(nullptr) : json(text); }

/// Links as Mastodon writes them: the scheme hidden, a long rest cut after 30 characters.
std::string linkHtml(const std::string& url)
{
    const std::size_t scheme = url.find("://") + 3;
    std::size_t cut = std::min(url.size(), scheme + 30);
    while (cut < url.size() && (static_cast<unsigned char>(url[cut]) & 0xc0) == 0x80) ++cut;
    const std::string shown = url.substr(scheme, cut - scheme), rest = url.substr(cut);
    std::string out = "<a href=\"" + escapeHtml(url) + "\" target=\"_blank\" rel=\"nofollow noopener\" translate=\"no\">";
    out += "<span class=\"invisible\">" + url.substr(0, scheme) + "</span><span class=\"";
    out += rest.empty() ? "" : "ellipsis";
    return out + "\">" + escapeHtml(shown) + "</span><span class=\"invisible\">" + escapeHtml(rest) + "</span></a>";
}

std::string plainHtml(const std::string& text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\n') out += escapeHtml(text.substr(i, 1));
        else if (i + 1 < text.size() && text[i + 1] == '\n') {
            out += "</p><p>";
            while (i + 1 < text.size() && text[i + 1] == '\n') ++i;
        } else out += "<br />";
    }
    return out;
}

json approval(const char* current) { return {{"automatic", {"public"}}, {"manual", json::array()}, {"current_user", current}}; }

} // namespace

std::string Entities::site(const Account& account) const
{
    return "https://" + (account.domain.empty() ? m_state.domain : account.domain);
}

std::string Entities::profileUrl(const Account& account) const { return site(account) + "/@" + account.username; }

std::string Entities::uri(const Status& status) const
{
    const Account& author = m_state.accounts.at(status.account);
    return site(author) + "/users/" + author.username + "/statuses/" + status.id;
}

std::string Entities::statusUrl(const Status& status) const
{
    return profileUrl(m_state.accounts.at(status.account)) + "/" + status.id;
}

std::string Entities::mentionHtml(const Status& status, const std::string& text) const
{
    const std::string wanted = lowerAscii(text.substr(1));
    for (const std::string& id : status.mentions) {
        const Account& named = m_state.accounts.at(id);
        const std::string acct = lowerAscii(named.acct());
        if (wanted != acct && wanted != acct + "@" + m_state.domain) continue;
        return "<span class=\"h-card\" translate=\"no\"><a href=\"" + escapeHtml(profileUrl(named)) +
               "\" class=\"u-url mention\">@<span>" + escapeHtml(named.username) + "</span></a></span>";
    }
    return escapeHtml(text);
}

std::string Entities::html(const Status& status, const Version& version) const
{
    std::string out = "<p>";
    for (const Token& token : tokenise(version.text)) {
        switch (token.kind) {
        case Token::Kind::Text: out += plainHtml(token.text); break;
        case Token::Kind::Mention: out += mentionHtml(status, token.text); break;
        case Token::Kind::Url: out += linkHtml(token.text); break;
        case Token::Kind::Hashtag: {
            const std::string tag = token.text.substr(1);
            out += "<a href=\"https://" + m_state.domain + "/tags/" + percentEncode(lowerAscii(tag)) +
                   "\" class=\"mention hashtag\" rel=\"tag\">#<span>" + escapeHtml(tag) + "</span></a>";
            break;
        }
        }
    }
    return out + "</p>";
}

json Entities::account(const Account& account) const
{
    const std::string avatar = m_base + "/media/avatar-" + shortHash(account.acct()) + ".png";
    const std::string header = m_base + "/media/banner-" + shortHash(account.acct()) + ".png";
    json out = {{"id", account.id}, {"username", account.username}, {"acct", account.acct()},
        {"display_name", account.displayName}, {"locked", false}, {"bot", account.bot}, {"discoverable", true},
        {"group", false}, {"created_at", isoMillis(account.createdAt)}, {"note", "<p>" + escapeHtml(account.note) + "</p>"},
        {"url", profileUrl(account)}, {"uri", site(account) + "/users/" + account.username}, {"avatar", avatar},
        {"avatar_static", avatar}, {"header", header}, {"header_static", header}, {"followers_count", account.followers},
        {"following_count", account.following}, {"statuses_count", account.statuses},
        {"last_status_at", nullptr}, {"emojis", json::array()}, {"fields", json::array()}};
    if (m_state.flavour == Flavour::Mastodon) {
        out["indexable"] = true;
        out["hide_collections"] = false;
        out["avatar_description"] = "";
        out["header_description"] = "";
        out["noindex"] = false;
        out["roles"] = json::array();
    } else {
        out["avatar_media_id"] = shortHash(avatar);
        out["enable_rss"] = false;
    }
    return out;
}

json Entities::credentialAccount(const Account& who) const
{
    json out = account(who);
    out["source"] = {{"privacy", "public"}, {"sensitive", false}, {"language", "en"}, {"note", who.note},
                     {"fields", json::array()}, {"follow_requests_count", 0}};
    if (m_state.flavour == Flavour::Mastodon)
        out["role"] = {{"id", "-99"}, {"name", ""}, {"permissions", "65536"}, {"color", ""}, {"highlighted", false}};
    return out;
}

json Entities::attachment(const Attachment& held) const
{
    const bool ready = held.polls <= 0;
    const std::string url = m_base + "/media/" + held.name;
    const double aspect = held.height > 0 ? static_cast<double>(held.width) / held.height : 1.0;
    const json size = {{"width", held.width}, {"height", held.height}, {"size", std::to_string(held.width) + "x" +
                       std::to_string(held.height)}, {"aspect", aspect}};
    return {{"id", held.id}, {"type", held.mime.substr(0, 6) == "video/" ? "video" : "image"},
            {"url", ready ? json(url) : json(nullptr)}, {"preview_url", url}, {"remote_url", nullptr},
            {"preview_remote_url", nullptr}, {"text_url", nullptr}, {"meta", {{"original", size}, {"small", size}}},
            {"description", orNull(held.description)}, {"blurhash", "LKO2?U%2Tw=w]~RBVZRi};RPxuwH"}};
}

json Entities::status(const Status& status) const
{
    const Account& author = m_state.accounts.at(status.account);
    json out = {{"id", status.id}, {"created_at", isoMillis(status.at)}, {"in_reply_to_id", orNull(status.replyTo)},
        {"in_reply_to_account_id", orNull(status.replyAccount)}, {"sensitive", status.sensitive},
        {"spoiler_text", status.spoiler()}, {"visibility", status.visibility}, {"language", orNull(status.lang)},
        {"uri", uri(status)}, {"url", statusUrl(status)}, {"replies_count", m_state.repliesTo(status.id).size()},
        {"reblogs_count", status.boosts}, {"favourites_count", status.favourites.size()},
        {"edited_at", status.versions.size() > 1 ? json(isoMillis(status.versions.back().at)) : json(nullptr)},
        {"favourited", status.favourites.count(m_state.ownAccount) > 0}, {"reblogged", false}, {"muted", false},
        {"bookmarked", false}, {"content", html(status, status.versions.back())}, {"reblog", nullptr},
        {"account", account(author)}, {"media_attachments", json::array()}, {"mentions", json::array()},
        {"tags", json::array()}, {"emojis", json::array()}, {"card", nullptr}, {"poll", nullptr}};
    if (!status.appName.empty()) out["application"] = {{"name", status.appName}, {"website", nullptr}};
    if (const auto boosted = m_state.statuses.find(status.boostOf); boosted != m_state.statuses.end())
        out["reblog"] = this->status(boosted->second);
    for (const std::string& id : status.media)
        if (const auto held = m_state.media.find(id); held != m_state.media.end())
            out["media_attachments"].push_back(attachment(held->second));
    for (const std::string& id : status.mentions) {
        const Account& named = m_state.accounts.at(id);
        out["mentions"].push_back({{"id", named.id}, {"username", named.username}, {"url", profileUrl(named)},
                                   {"acct", named.acct()}});
    }
    for (const std::string& tag : status.tags)
        out["tags"].push_back({{"name", lowerAscii(tag)}, {"url", "https://" + m_state.domain + "/tags/" +
                               percentEncode(lowerAscii(tag))}});
    if (m_state.flavour == Flavour::Mastodon) {
        out["filtered"] = json::array();
        out["quotes_count"] = 0;
        out["quote"] = nullptr;
        out["quote_approval"] = approval("automatic");
    } else {
        const json anyone = {{"always", {"public", "me"}}, {"with_approval", json::array()}};
        out["interaction_policy"] = {{"can_favourite", anyone}, {"can_reblog", anyone}, {"can_reply", anyone}};
        out["content_type"] = "text/plain";
        out["text"] = status.text();
    }
    return out;
}

json Entities::notification(const Notification& note) const
{
    json out = {{"id", note.id}, {"type", note.type}, {"created_at", isoMillis(note.at)},
                {"account", account(m_state.accounts.at(note.account))}};
    if (m_state.flavour == Flavour::Mastodon) out["group_key"] = "ungrouped-" + note.id;
    if (const auto held = m_state.statuses.find(note.status); held != m_state.statuses.end())
        out["status"] = status(held->second);
    return out;
}

json Entities::history(const Status& status) const
{
    json out = json::array();
    for (const Version& version : status.versions)
        out.push_back({{"content", html(status, version)}, {"spoiler_text", version.spoiler},
                       {"sensitive", status.sensitive}, {"created_at", isoMillis(version.at)},
                       {"account", account(m_state.accounts.at(status.account))},
                       {"media_attachments", json::array()}, {"emojis", json::array()}});
    return out;
}

} // namespace qd::sandbox::mastodon
