#include "sandbox/sandbox.h"

#include "sandbox/digest.h"
#include "sandbox/picture.h"

#include <fstream>
#include <sstream>
#include <thread>

namespace qd::sandbox {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;

constexpr int kGotosocialCrowd = 24; ///< requests at once above which GoToSocial throttles

std::set<std::string> fullScopes() { return {"read", "write", "profile"}; }

Demo demoOf(const Options& options, UtcMillis start)
{
    const std::string text = options.seedText.empty() ? std::string(builtInSeed()) : options.seedText;
    Demo demo = (options.empty ? tellCast(text, options.seed) : tellDemo(text, options.seed, start)).value_or(Demo{});
    if (demo.people.count(Stage::kOwn) == 0) demo.people[Stage::kOwn] = {Stage::kOwn, "acmerail", "Acme Rail", "", "en", 0, 0, false, false};
    return demo;
}

/// Counts who is inside.
class Visit {
public:
    explicit Visit(std::atomic<int>& inside) : m_inside(inside), m_crowd(++inside) {}
    ~Visit() { --m_inside; }
    Visit(const Visit&) = delete;
    Visit& operator=(const Visit&) = delete;
    int crowd() const { return m_crowd; }

private:
    std::atomic<int>& m_inside;
    int m_crowd;
};

/// What the wire does to an answer; everything else happens before or instead of acting.
bool harmsTheWire(FaultKind kind)
{
    return kind == FaultKind::Cut || kind == FaultKind::Slow || kind == FaultKind::Garbage || kind == FaultKind::Endless ||
           kind == FaultKind::ResetAfter || kind == FaultKind::ResetBefore || kind == FaultKind::Hang;
}

Answer refusalOf(const Fault& fault, const std::string& path)
{
    Answer answer;
    answer.status = fault.status;
    if (!fault.retryAfter.empty()) answer.headers.emplace_back("Retry-After", fault.retryAfter);
    if (fault.kind == FaultKind::Html) {
        answer.type = "text/html; charset=utf-8";
        answer.body = "<!DOCTYPE html><html><head><title>Bad Gateway</title></head><body><center><h1>" + std::to_string(fault.status) +
                      " Bad Gateway</h1></center><hr><center>nginx</center></body></html>";
    } else if (path.starts_with("/xrpc/")) {
        const char* name = fault.status == 429 ? "RateLimitExceeded" : fault.status == 503 ? "NotEnoughResources" : "InternalServerError";
        answer.body = json{{"error", name}, {"message", "Scripted"}}.dump();
    } else {
        answer.body = json{{"error", fault.status == 429 ? "Zu viele Anfragen" : "Etwas ist schiefgelaufen"}}.dump();
    }
    if (!fault.body.empty()) answer.body = fault.body;
    if (!fault.type.empty()) answer.type = fault.type;
    return answer;
}

} // namespace

Sandbox::Sandbox(const Options& options)
    : m_options(options), m_clock(options.now), m_demo(demoOf(options, m_clock.start())),
      m_mastodon(mastodon::Flavour::Mastodon, "social.acme.example", options.seed),
      m_gotosocial(mastodon::Flavour::Gotosocial, "halt.example", options.seed), m_bluesky(options.seed),
      m_stage(m_mastodon, m_gotosocial, m_bluesky, m_feeds), m_mastodonApi(m_mastodon, options.limitScale),
      m_gotosocialApi(m_gotosocial, options.limitScale),
      m_blueskyApi(m_bluesky, {options.accessLifetime, std::chrono::seconds(90 * 86400), options.limitScale, 30},
                   {{Credentials::kAppPassword, "com.atproto.appPassPrivileged"}, {Credentials::kPlainPassword, "com.atproto.appPass"},
                    {Credentials::kAccountPassword, "com.atproto.access"}},
                   "sandbox key " + std::to_string(options.seed)),
      m_journal(options.journal)
{
    m_mastodonApi.grant(Credentials::kMastodonToken, fullScopes());
    m_mastodonApi.grant(Credentials::kReadOnlyToken, {"read"});
    m_mastodonApi.grant(Credentials::kRevokedToken, fullScopes(), true);
    m_gotosocialApi.grant(Credentials::kGotosocialToken, fullScopes());
    m_stage.open(m_demo, m_clock.start());
    schedule(m_demo);
}

Sandbox::~Sandbox()
{
    if (m_front) m_front->stop();
    if (m_gotosocialFront) m_gotosocialFront->stop();
}

std::optional<std::string> Sandbox::listen(int port, int gotosocialPort)
{
    m_front = std::make_unique<HttpFront>([this](const Call& call) { return serve(call, false); });
    m_gotosocialFront = std::make_unique<HttpFront>([this](const Call& call) { return serve(call, true); });
    m_port = m_front->listen(port);
    if (m_port == 0) return "cannot listen on 127.0.0.1:" + std::to_string(port);
    m_gotosocialPort = m_gotosocialFront->listen(gotosocialPort);
    if (m_gotosocialPort == 0) return "cannot listen on 127.0.0.1:" + std::to_string(gotosocialPort);
    return std::nullopt;
}

std::optional<std::string> Sandbox::loadScenario(const std::string& path)
{
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    if (!file) return "cannot read " + path;
    const json script = json::parse(text.str(), nullptr, false);
    if (script.is_discarded()) return path + " is not JSON";
    return m_faults.add(script);
}

void Sandbox::schedule(const Demo& demo)
{
    for (const Item& item : demo.items) {
        if (item.at > m_clock.start()) m_due.insert({item.at, item});
    }
    if (m_options.liveRate <= 0) return;
    UtcMillis at = m_clock.start();
    for (const LivePost& live : demo.live) {
        at += std::chrono::milliseconds(static_cast<std::int64_t>(live.gapSeconds * 1000 / m_options.liveRate));
        Item item = live.item;
        item.at = at;
        m_due.insert({at, item});
    }
    m_collisionArmed = true;
}

/// What was to happen by now happens before the next request is looked at: no request can tell the difference to
/// a thread that would have done it in time.
void Sandbox::runDue()
{
    const UtcMillis now = m_clock.now();
    while (!m_due.empty() && m_due.begin()->first <= now) {
        const Item next = m_due.begin()->second;
        m_due.erase(m_due.begin());
        m_stage.play(next);
    }
}

/// The named card of the demo: a colleague answers it in the platform's app 20 s after its thread was opened.
void Sandbox::watchCollision(const Call& call)
{
    if (!m_collisionArmed) return;
    for (const Item& item : m_demo.items) {
        if (item.card != "collision") continue;
        const auto place = m_stage.placeOf(item.key);
        if (!place) return;
        const bool opened = call.path == "/api/v1/statuses/" + place->id + "/context" ||
                            (call.path == "/xrpc/app.bsky.feed.getPostThread" && Params(call.query).text("uri") == place->id);
        if (!opened) continue;
        m_collisionArmed = false;
        Item answer;
        answer.key = "collision-answer";
        answer.story = "live";
        answer.platform = item.platform;
        answer.person = Stage::kOwn;
        answer.kind = "own";
        answer.parent = item.key;
        answer.lang = item.lang;
        answer.text = "Thanks for flagging it. The lift engineer is on site and expects to be done by four; our staff at platform 2 will help until then.";
        answer.at = m_clock.now() + 20s;
        m_due.insert({answer.at, answer});
    }
}

std::optional<Answer> Sandbox::media(const Call& call)
{
    if (!call.path.starts_with("/media/") || call.method != "GET") return std::nullopt;
    std::string name = call.path.substr(7);
    Answer answer;
    answer.headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
    if (name.starts_with("blob/")) {
        const auto blob = m_bluesky.blobs.find(name.substr(5));
        if (blob == m_bluesky.blobs.end()) return Answer{404, "", "text/plain"};
        answer.type = blob->second.mime;
        answer.body = blob->second.bytes;
        return answer;
    }
    for (const auto* state : {&m_mastodon, &m_gotosocial})
        for (const auto& [id, held] : state->media)
            if (held.name == name && !held.bytes.empty()) {
                answer.type = held.mime;
                answer.body = held.bytes;
                return answer;
            }
    if (!name.ends_with(".png")) return Answer{404, "", "text/plain"};
    answer.type = "image/png";
    answer.body = makePicture(name.substr(0, name.size() - 4));
    return answer;
}

Answer Sandbox::route(const Call& call, bool gotosocial)
{
    if (call.path.starts_with("/_sandbox/")) return control(call);
    if (auto answer = media(call)) return *answer;
    const UtcMillis now = m_clock.now();
    if (gotosocial) {
        if (auto answer = m_gotosocialApi.handle(call, now)) return *answer;
        return {404, json{{"error", "Not Found: page not found"}}.dump()};
    }
    if (auto answer = m_blueskyApi.handle(call, now)) return *answer;
    if (auto answer = m_feeds.handle(call, now)) return *answer;
    if (auto answer = m_mastodonApi.handle(call, now)) return *answer;
    return {404, "<!DOCTYPE html><html><body><h1>404</h1></body></html>", "text/html; charset=utf-8"};
}

Outcome Sandbox::serve(const Call& call, bool gotosocial)
{
    const bool ours = call.path.starts_with("/_sandbox/");
    std::string target = call.path;
    for (const auto& [name, value] : call.query) target += (target.size() == call.path.size() ? "?" : "&") + name + "=" + value;
    const std::optional<Fault> fault = ours ? std::nullopt : m_faults.next(call.method, target);
    if (fault && fault->kind == FaultKind::Delay) std::this_thread::sleep_for(std::chrono::milliseconds(fault->delayMs));

    Outcome outcome;
    if (fault && harmsTheWire(fault->kind)) outcome.harm = fault;
    const bool acts = !fault || (fault->kind != FaultKind::Status && fault->kind != FaultKind::Html &&
                                 fault->kind != FaultKind::ResetBefore && fault->kind != FaultKind::Endless);
    if (!acts) {
        outcome.answer = refusalOf(*fault, call.path);
    } else if (const Visit visit(m_crowd); gotosocial && !ours && visit.crowd() > kGotosocialCrowd) {
        outcome.answer = {503, json{{"error", "Service Unavailable: server is under load"}}.dump()};
        outcome.answer.headers.emplace_back("Retry-After", "30");
    } else {
        const std::lock_guard lock(m_guard);
        runDue();
        if (fault && fault->kind == FaultKind::ExpireTokens) {
            m_blueskyApi.expireTokens(m_clock.now());
            m_mastodonApi.revokeAll();
            m_gotosocialApi.revokeAll();
        }
        try {
            outcome.answer = route(call, gotosocial);
        } catch (const std::exception&) { // a shape that no check foresaw is a 500 here as it is there
            outcome.answer = {500, json{{"error", "InternalServerError"}, {"message", "Internal Server Error"}}.dump()};
        }
        watchCollision(call);
    }
    Answer& answer = outcome.answer;
    const bool tagged = call.method == "GET" && answer.status == 200 && answer.type.starts_with("application/json") && !ours;
    if (tagged) {
        const std::string etag = "W/\"" + shortHash(answer.body) + "\"";
        answer.headers.emplace_back("ETag", etag);
        if (call.header("if-none-match") == etag) {
            answer.status = 304;
            answer.body.clear();
        }
    }
    answer.headers.emplace_back("Date", httpDate(m_clock.now()));
    if (!ours) {
        const bool silent = outcome.harm && (outcome.harm->kind == FaultKind::ResetAfter || outcome.harm->kind == FaultKind::ResetBefore ||
                                             outcome.harm->kind == FaultKind::Hang);
        m_journal.write(m_clock.now(), call, silent ? 0 : answer.status, answer, fault ? fault->name : "");
    }
    return outcome;
}

} // namespace qd::sandbox
