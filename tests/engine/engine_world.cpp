#include "engine/engine_world.h"

#include "connectors/mastodon_ref.h"
#include "quarterdeck/pipeline/judge.h"
#include "quarterdeck/pipeline/route.h"
#include "quarterdeck/storage/account_table.h"
#include "quarterdeck/storage/conversation_table.h"
#include "quarterdeck/storage/outbox_table.h"

#include <nlohmann/json.hpp>

namespace qd::test {
namespace {

using namespace std::chrono_literals;

/// Every engine owns its client; all of them ask the one script.
class SharedHttp final : public HttpClient {
public:
    explicit SharedHttp(std::shared_ptr<FakeHttp> script)
        : m_script{std::move(script)}
    {}
    void send(HttpRequest request, Done done) override { m_script->send(std::move(request), std::move(done)); }
    void cancelAll() override {}

private:
    std::shared_ptr<FakeHttp> m_script; // shared with the test
};

class MemorySecrets final : public SecretStore {
public:
    explicit MemorySecrets(std::shared_ptr<std::map<std::string, std::string>> map)
        : m_map{std::move(map)}
    {}
    Result<std::optional<std::string>> read(const std::string& key) override
    {
        const std::scoped_lock lock{s_mutex};
        const auto at = m_map->find(key);
        return at == m_map->end() ? std::optional<std::string>{} : std::optional{at->second};
    }
    Result<void> write(const std::string& key, const std::string& secret) override
    {
        const std::scoped_lock lock{s_mutex};
        (*m_map)[key] = secret;
        return {};
    }
    Result<void> remove(const std::string& key) override
    {
        const std::scoped_lock lock{s_mutex};
        m_map->erase(key);
        return {};
    }
    std::string_view name() const noexcept override { return "memory"; }

private:
    static inline std::mutex s_mutex; // engines of one test use one map
    std::shared_ptr<std::map<std::string, std::string>> m_map; // shared with the test
};

template <class T>
Result<T> wait(const std::function<void(Reply<T>)>& ask)
{
    auto promise = std::make_shared<std::promise<Result<T>>>();
    auto outcome = promise->get_future();
    ask([promise](Result<T> result) { promise->set_value(std::move(result)); });
    if (outcome.wait_for(60s) != std::future_status::ready) return fail(Errc::Busy, "no answer");
    return outcome.get();
}

} // namespace

void FakeHttp::on(const std::string& method, const std::string& path, Answer answer)
{
    const std::scoped_lock lock{m_mutex};
    m_rules.push_back({method, path, std::move(answer)});
}

void FakeHttp::send(HttpRequest request, Done done)
{
    Answer answer = always(noAnswer(SentState::NotSent));
    {
        const std::scoped_lock lock{m_mutex};
        for (const Rule& rule : m_rules)
            if (rule.method == request.method && request.url.find(rule.path) != std::string::npos) answer = rule.answer;
        m_requests.push_back(request);
    }
    done(answer(request));
}

int FakeHttp::asked(const std::string& method, const std::string& path) const
{
    int times = 0;
    for (const HttpRequest& request : requests()) times += request.method == method && request.url.find(path) != std::string::npos ? 1 : 0;
    return times;
}

std::vector<HttpRequest> FakeHttp::requests() const
{
    const std::scoped_lock lock{m_mutex};
    return m_requests;
}

HttpOutcome answered(int status, std::string body, HttpHeaders headers)
{
    HttpResponse response;
    response.status = status;
    response.body = std::move(body);
    response.headers = std::move(headers);
    return response;
}

HttpOutcome noAnswer(SentState sent) { return tl::unexpected(HttpFailure{{Errc::Network, "no answer"}, sent}); }

FakeHttp::Answer always(HttpOutcome outcome)
{
    return [outcome = std::move(outcome)](const HttpRequest&) { return outcome; };
}

FakeHttp::Answer inTurn(std::vector<HttpOutcome> outcomes)
{
    auto next = std::make_shared<std::atomic<std::size_t>>(0); // shared by the copies of the function
    return [next, outcomes = std::move(outcomes)](const HttpRequest&) { return outcomes[std::min((*next)++, outcomes.size() - 1)]; };
}

void EngineWorld::SetUp()
{
    const auto opener = qd::makeOpener(parts());
    const auto made = opener->init({(folder.path() / "w").string(), "Acme Rail", "Europe/London", "The Admin"});
    ASSERT_TRUE(made) << made.error().detail;
    engine = openEngine();
    ASSERT_NE(engine, nullptr);
    account = saveAccountOf("mastodon", mastodon::secretOf("t0k"));
    mentions = saveSourceOf(account, SourceKind::Mentions);
    http->on("GET", "/api/v1/statuses/", [this](const HttpRequest& request) { // the post itself, as it was
        return answered(200, statusJson(request.url.substr(request.url.rfind('/') + 1), "", false, clock.now()));
    });
    http->on("GET", "/context", always(answered(200, noThread())));
}

EngineParts EngineWorld::parts()
{
    return {.clock = clock,
            .makeHttp = [script = http] { return std::make_unique<SharedHttp>(script); },
            .openSecrets = [map = secrets](const WorkspaceUrl&, bool) -> Result<std::unique_ptr<SecretStore>> { return std::make_unique<MemorySecrets>(map); },
            .defaultWorkspace = (folder.path() / "w").string(),
            .osUser = "admin",
            .osUserName = "The Admin",
            .pollHaste = 1.0};
}

std::unique_ptr<WorkspaceEngine> EngineWorld::openEngine(bool background)
{
    const auto url = parseWorkspaceUrl((folder.path() / "w").string());
    auto opened = url ? WorkspaceEngine::open(parts(), *url, background) : fail(url.error());
    EXPECT_TRUE(opened) << (opened ? "" : opened.error().detail);
    return opened ? std::move(*opened) : nullptr;
}

Account EngineWorld::saveAccountOf(const std::string& platform, const std::string& secret, bool keyed)
{
    Account made;
    made.platform = platform;
    made.server = keyed ? "https://rail.example" : "https://halt.example";
    made.nativeId = platform == "bluesky" ? "did:plc:acme" : "100";
    made.handle = platform == "bluesky" ? "acmerail.example" : keyed ? "acmerail@rail.example" : "acmerail@halt.example";
    made.state = AccountState::Working;
    made.secretKind = "memory";
    made.capabilities.canReply = made.capabilities.canDirect = true;
    made.capabilities.honoursIdempotencyKey = keyed;
    made.capabilities.software = keyed ? "mastodon 4.2.0" : "gotosocial 0.17";
    made.connectedAt = clock.now() - 24h;
    made.historyOpenHours = 24;
    const Account saved = store<Account>([&](Session& session) { return saveAccount(session, made); });
    (*secrets)["account:" + std::to_string(saved.id.value)] = secret;
    return saved;
}

Source EngineWorld::saveSourceOf(const Account& of, SourceKind kind)
{
    return store<Source>([&](Session& session) { return saveSource(session, {{}, of.id, kind, "", true, of.connectedAt}); });
}

void EngineWorld::setState(AccountId id, AccountState state)
{
    store<bool>([&](Session& session) -> Result<bool> {
        if (auto set = setAccountState(session, id, state); !set) return fail(set.error());
        return true;
    });
}

Mention EngineWorld::message(const std::string& nativeId)
{
    Mention mention;
    mention.platform = "mastodon";
    mention.account = account.id;
    mention.nativeId = nativeId;
    mention.nativeKey = "https://town.example/s/" + nativeId;
    mention.author = {.nativeId = "a" + nativeId, .handle = "maria@town.example", .name = "Maria"};
    mention.text = "Where is my train?";
    mention.createdAt = mention.receivedAt = clock.now();
    mention.replyRef = mastodon::writeRef({nativeId, "public", {"maria@town.example"}, "", ""});
    return store<Mention>([&](Session& session) -> Result<Mention> {
        const SetUpPtr setUp = engine->setUp().current();
        IngestBatch batch;
        batch.source = mentions.id;
        batch.account = account.id;
        batch.platform = "mastodon";
        batch.health.source = mentions.id;
        batch.items.push_back({mention, route(mention, Judgement{}, setUp->routing, clock.now())});
        const auto saved = saveBatch(session, batch, setUp->clocks, clock.now());
        if (!saved) return fail(saved.error());
        return loadMention(session, saved->ids.at(0));
    });
}

OutboxItem EngineWorld::queue(const Mention& target, std::vector<Attachment> media)
{
    return store<OutboxItem>([&](Session& session) -> Result<OutboxItem> {
        const auto held = loadConversation(session, target.conversation);
        if (!held) return fail(held.error());
        OutboxItem reply;
        reply.conversation = target.conversation;
        reply.inReplyTo = target.id;
        reply.account = account.id;
        reply.author = engine->setUp().current()->setup.people.at(0).id;
        reply.recipient = target.author.handle;
        reply.recipientNativeId = target.author.nativeId;
        reply.text = "We look into it.";
        reply.media = std::move(media);
        reply.targetNativeId = target.nativeId;
        reply.targetNativeKey = target.nativeKey;
        reply.targetReplyRef = target.replyRef;
        reply.state = OutboxState::Queued;
        reply.notBefore = reply.createdAt = clock.now();
        reply.seen = held->lastEvent;
        return enqueue(session, reply, engine->setUp().current()->clocks, clock.now());
    });
}

OutboxItem EngineWorld::item(OutboxId id)
{
    return store<OutboxItem>([&](Session& session) { return loadOutboxItem(session, id); });
}

Conversation EngineWorld::conversation(ConversationId id)
{
    return store<Conversation>([&](Session& session) { return loadConversation(session, id); });
}

RunReport EngineWorld::run()
{
    const auto report = wait<RunReport>([&](auto reply) { engine->sending().runDue(std::move(reply)); });
    EXPECT_TRUE(report);
    return report.value_or(RunReport{});
}

std::vector<PollReport> EngineWorld::poll()
{
    using Reports = std::vector<PollReport>;
    const auto reports = wait<Reports>([&](auto reply) { engine->poll().pollNow({}, {}, {}, std::move(reply)); });
    EXPECT_TRUE(reports);
    return reports.value_or(Reports{});
}

std::string EngineWorld::statusJson(const std::string& id, const std::string& parent, bool own, UtcMillis at)
{
    nlohmann::json status{{"id", id},
                          {"uri", (own ? "https://rail.example/s/" : "https://town.example/s/") + id},
                          {"url", "https://rail.example/@x/" + id},
                          {"created_at", formatRfc3339(at)},
                          {"content", "<p>text " + id + "</p>"},
                          {"visibility", "public"},
                          {"account", {{"id", own ? "100" : "a" + id}, {"acct", own ? "acmerail" : "maria@town.example"}, {"display_name", "X"}}},
                          {"mentions", nlohmann::json::array()},
                          {"media_attachments", nlohmann::json::array()},
                          {"in_reply_to_id", nullptr}};
    if (!parent.empty()) status["in_reply_to_id"] = parent;
    return status.dump();
}

} // namespace qd::test
