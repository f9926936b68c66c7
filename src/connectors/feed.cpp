#include "feed.h"

#include "feed_discover.h"
#include "feed_item.h"
#include "feed_schedule.h"
#include "json_read.h"
#include "quarterdeck/base/html_entity.h"
#include "quarterdeck/base/text.h"
#include "quarterdeck/net/url.h"
#include "reply.h"

#include <algorithm>
#include <utility>

namespace qd {
namespace {

constexpr std::string_view kAccept =
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, "
    "text/xml;q=0.9, application/json;q=0.8, */*;q=0.5";
constexpr std::size_t kMaxId = 2000; ///< bytes; a longer one is taken by its fingerprint

std::string encodeBase64(std::string_view bytes)
{
    static constexpr std::string_view kSigns =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto byte = [&](std::size_t k) {
            return i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U;
        };
        const unsigned int bits = (byte(0) << 16U) | (byte(1) << 8U) | byte(2);
        out += kSigns[(bits >> 18U) & 63U];
        out += kSigns[(bits >> 12U) & 63U];
        out += i + 1 < bytes.size() ? kSigns[(bits >> 6U) & 63U] : '=';
        out += i + 2 < bytes.size() ? kSigns[bits & 63U] : '=';
    }
    return out;
}

/// `secret` is empty or {"user":…,"password":…} (HTTP Basic).
HttpRequest get(std::string url, std::string_view secret, bool privateHost)
{
    HttpRequest request;
    request.url = std::move(url);
    request.allowPrivateHost = privateHost;
    request.headers.emplace_back("Accept", kAccept);
    if (!secret.empty()) {
        const auto value = json::parse(secret);
        const auto pair = json::text(value, "user") + ':' + json::text(value, "password");
        if (pair.size() > 1) request.headers.emplace_back("Authorization", "Basic " + encodeBase64(pair));
    }
    return request;
}

/// One line without markup, for a name.
std::string plainName(std::string_view html)
{
    std::string decoded;
    decodeHtmlEntities(html, decoded);
    std::string out;
    bool tag = false;
    for (const char c : decoded) {
        if (c == '<') tag = true;
        if (!tag) out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        if (c == '>') tag = false;
    }
    return std::string(trim(out));
}

std::string hostOf(std::string_view url)
{
    const auto parsed = parseUrl(url);
    if (!parsed) return {};
    return parsed->host.starts_with("www.") ? parsed->host.substr(4) : parsed->host;
}

std::string identityOf(const feed::Item& item)
{
    if (!item.id.empty()) return item.id.size() > kMaxId ? feed::fingerprint(item.id) : item.id;
    if (!item.link.empty()) return item.link;
    const auto at = item.published ? formatRfc3339(*item.published) : std::string{};
    return feed::fingerprint(item.title + '\n' + item.body + '\n' + at);
}

/// What one answer's items have in common.
struct Setting {
    std::string key; ///< begins every native key
    std::string host;
    std::string feedName;
    std::optional<UtcMillis> undated; ///< moment of an item without a date; nullopt = when it was first seen
};

RawPost toPost(feed::Item item, const Setting& setting)
{
    RawPost post;
    post.platform = "feed";
    post.kind = MentionKind::Article;
    post.nativeId = identityOf(item);
    post.nativeKey = setting.key + '#' + post.nativeId;
    post.author.name = item.author.empty() ? setting.feedName : plainName(item.author);
    post.author.handle = setting.host;
    post.author.nativeId = post.author.name.empty() ? setting.host : post.author.name;
    post.title = std::move(item.title);
    post.body = std::move(item.body);
    post.bodyIsHtml = !item.bodyIsPlain;
    post.lang = std::move(item.lang);
    post.url = std::move(item.link);
    post.createdAt = item.published ? item.published : item.updated ? item.updated : setting.undated;
    if (item.updated && post.createdAt && *item.updated > *post.createdAt) post.editedAt = item.updated;
    post.media = std::move(item.media);
    return post;
}

Page toPage(feed::Document document, const Setting& setting, std::optional<UtcMillis> since)
{
    Page page;
    page.gap = document.cut;
    page.skipped = std::move(document.skipped);
    page.posts.reserve(document.items.size());
    int index = 0;
    for (auto& item : document.items) {
        auto post = toPost(std::move(item), setting);
        const bool says =
            !post.title.empty() || !post.body.empty() || !post.url.empty() || !post.media.empty();
        const bool old = since && post.createdAt && *post.createdAt < *since;
        if (!says) page.skipped.push_back({index, "empty"});
        else if (!old) page.posts.push_back(std::move(post));
        ++index;
    }
    return page;
}

std::string_view typeOf(const HttpResponse& response) { return response.headers.get("content-type"); }

std::string urlOf(const ConnectRequest& request)
{
    const auto text = std::string(trim(request.server));
    if (startsWithNoCase(text, "feed:"))
        return urlOf({.server = text.substr(text.starts_with("feed://") ? 7 : 5)});
    return text.find("://") == std::string::npos ? "https://" + text : text;
}

std::string secretOf(const ConnectRequest& request)
{
    if (request.handle.empty() && request.secret.empty()) return {};
    return json::dump({{"user", request.handle}, {"password", request.secret}});
}

class FeedConnector final : public Connector {
public:
    std::string_view platform() const noexcept override { return "feed"; }
    std::vector<SourceKind> defaultSources(const Account&) const override { return {SourceKind::Timeline}; }
    std::vector<SourceKind> possibleSources(const Account&) const override { return {SourceKind::Timeline}; }

    Step<Connected> connect(const ConnectRequest& request) const override
    {
        return {.request = get(urlOf(request), secretOf(request), request.privateHost),
                .progress = {},
                .done = {}};
    }

    Result<Step<Connected>> acceptConnect(const ConnectRequest& request, std::string_view progress,
                                          const HttpResponse& response) const override
    {
        if (auto refusal = refusalOf(response)) return fail(std::move(*refusal));
        const auto& url = response.finalUrl.empty() ? urlOf(request) : response.finalUrl;
        auto document = feed::parseFeed(response.body, typeOf(response), url);
        if (!document) return tryPage(request, progress, response, url, document.error());
        Connected connected;
        auto& account = connected.account;
        account.platform = "feed";
        account.server = progress.empty() && !response.permanentRedirect ? urlOf(request) : url;
        account.handle = hostOf(url);
        account.name = plainName(document->title);
        if (account.name.empty()) account.name = account.handle;
        account.privateHost = request.privateHost;
        account.limits.unit = LengthUnit::Unlimited;
        account.capabilities.software = document->format;
        connected.secret = secretOf(request);
        return Step<Connected>{.request = {}, .progress = {}, .done = std::move(connected)};
    }

    /// A feed has no profile: its next poll says whether it stands.
    Step<Connected> refreshProfile(const AccountContext& context) const override
    {
        return {.request = {}, .progress = {}, .done = Connected{context.account, context.secret}};
    }
    Result<Step<Connected>> acceptProfile(const AccountContext& context, std::string_view,
                                          const HttpResponse&) const override
    {
        return refreshProfile(context);
    }
    std::optional<HttpRequest> refreshToken(const AccountContext&) const override { return std::nullopt; }
    Result<std::string> acceptToken(const AccountContext&, const HttpResponse&) const override
    {
        return fail(Errc::Auth, "a feed has no token to refresh");
    }
    bool tokenExpired(const HttpResponse&) const override { return false; }

    Result<HttpRequest> plan(const Stream& stream, std::string_view cursor) const override
    {
        const auto& account = stream.context.account;
        auto request = get(account.server, stream.context.secret, account.privateHost);
        const auto last = feed::Cursor::read(cursor);
        if (!last.etag.empty()) request.headers.emplace_back("If-None-Match", last.etag);
        if (!last.modified.empty()) request.headers.emplace_back("If-Modified-Since", last.modified);
        return request;
    }

    Result<Page> accept(const Stream& stream, std::string_view cursor, const HttpResponse& response,
                        UtcMillis now) const override
    {
        if (response.status == 410) {
            Page page;
            page.next = std::string(cursor);
            page.gone = true;
            return page;
        }
        if (response.status == 304) return unchanged(cursor, response, now);
        if (auto refusal = refusalOf(response, now)) {
            if (refusal->code == Errc::Forbidden) refusal->code = Errc::Auth;
            return fail(std::move(*refusal));
        }
        return read(stream, cursor, response, now);
    }

    Result<HttpRequest> planThread(const AccountContext&, const Mention&) const override
    {
        return noReplies();
    }
    Result<Page> acceptThread(const AccountContext&, const Mention&, const HttpResponse&,
                              UtcMillis) const override
    {
        return noReplies();
    }
    std::optional<HttpRequest> planSweep(const AccountContext&, const std::vector<Mention>&) const override
    {
        return std::nullopt;
    }
    Result<Page> acceptSweep(const AccountContext&, const std::vector<Mention>&, const HttpResponse&,
                             UtcMillis) const override
    {
        return Page{};
    }

    Result<SendRequest> planSend(const AccountContext&, const OutboxItem&, std::string_view,
                                 std::string_view) const override
    {
        return noReplies();
    }
    std::optional<std::size_t> nextMedia(const OutboxItem&, std::string_view) const override
    {
        return std::nullopt;
    }
    SendOutcome acceptSend(const AccountContext&, const OutboxItem&, std::string_view, const HttpResponse&,
                           UtcMillis) const override
    {
        SendOutcome outcome;
        outcome.kind = SendOutcome::Kind::Refused;
        outcome.error = noReplies().value();
        return outcome;
    }
    Result<HttpRequest> planVerify(const AccountContext&, const OutboxItem&, std::string_view) const override
    {
        return noReplies();
    }
    VerifyOutcome acceptVerify(const AccountContext&, const OutboxItem&, std::string_view,
                               const HttpResponse&, const std::vector<std::string>&) const override
    {
        return {};
    }
    Result<HttpRequest> planAction(const AccountContext&, const PlatformAction&) const override
    {
        return noReplies();
    }
    Result<void> acceptAction(const AccountContext&, const PlatformAction&,
                              const HttpResponse&) const override
    {
        return noReplies();
    }

    Result<Page> decode(std::string_view, const HttpResponse& response, UtcMillis) const override
    {
        auto document = feed::parseFeed(response.body, typeOf(response), response.finalUrl);
        if (!document) return fail(document.error());
        const Setting setting{.key = response.finalUrl,
                              .host = hostOf(response.finalUrl),
                              .feedName = plainName(document->title),
                              .undated = {}};
        return toPage(std::move(*document), setting, std::nullopt);
    }

private:
    static tl::unexpected<Error> noReplies() { return fail(Errc::Invalid, "a feed can only be read"); }

    static Result<Page> unchanged(std::string_view cursor, const HttpResponse& response, UtcMillis now)
    {
        Page page;
        page.next = std::string(cursor);
        page.checkedUpTo = now;
        page.notBefore = feed::quietUntil(response.headers, nullptr, now);
        if (response.permanentRedirect) page.movedTo = response.finalUrl;
        return page;
    }

    /// The answer was no feed; a web page may name the one that belongs to it.
    static Result<Step<Connected>> tryPage(const ConnectRequest& request, std::string_view progress,
                                           const HttpResponse& response, const std::string& url,
                                           const Error& error)
    {
        const auto found = progress.empty() ? feed::feedOfPage(response.body, url) : std::string{};
        if (found.empty()) return fail(error.code, error.detail, "give the address of the feed itself");
        return Step<Connected>{
            .request =
                get(found, sameOrigin(found, url) ? secretOf(request) : std::string{}, request.privateHost),
            .progress = "found",
            .done = {}};
    }

    static Result<Page> read(const Stream& stream, std::string_view cursor, const HttpResponse& response,
                             UtcMillis now)
    {
        const auto& account = stream.context.account;
        const auto last = feed::Cursor::read(cursor);
        const bool first = last.key.empty();
        feed::Cursor next{.key = first ? account.server : last.key,
                          .etag = std::string(response.headers.get("etag")),
                          .modified = std::string(response.headers.get("last-modified")),
                          .hash = feed::fingerprint(response.body)};
        Page page;
        if (next.hash != last.hash) {
            const auto& url = response.finalUrl.empty() ? account.server : response.finalUrl;
            auto document = feed::parseFeed(response.body, typeOf(response), url);
            if (!document) return fail(document.error());
            Setting setting{.key = next.key,
                            .host = hostOf(account.server),
                            .feedName = plainName(document->title),
                            .undated = {}};
            // What stood in the feed when it was connected was written before, dated or not.
            if (first && stream.source.connectedAt != UtcMillis{})
                setting.undated = stream.source.connectedAt - std::chrono::milliseconds(1);
            page.notBefore = feed::quietUntil(response.headers, &*document, now);
            auto notBefore = page.notBefore;
            page = toPage(std::move(*document), setting, first ? std::optional(stream.since) : std::nullopt);
            page.notBefore = notBefore;
        } else {
            page.notBefore = feed::quietUntil(response.headers, nullptr, now);
        }
        page.next = next.write();
        page.checkedUpTo = now;
        if (response.permanentRedirect && response.finalUrl != account.server)
            page.movedTo = response.finalUrl;
        return page;
    }
};

} // namespace

const Connector& feedConnector() noexcept
{
    static const FeedConnector connector;
    return connector;
}

} // namespace qd
