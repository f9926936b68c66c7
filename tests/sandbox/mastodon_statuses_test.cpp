#include "playground.h"

namespace qd::sandbox::test {
namespace {

std::string repeated(const std::string& text, int times)
{
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
}

struct Refusal {
    const char* what;
    httplib::Params params;
    int status;
};

TEST(SandboxMastodon, RefusesWhatTheServerWouldRefuse)
{
    Playground place;
    const std::vector<Refusal> table = {
        {"nothing to say", {{"status", "   "}}, 422},
        {"no status at all", {{"visibility", "public"}}, 422},
        {"too long", {{"status", std::string(501, 'x')}}, 422},
        {"too long with its warning", {{"status", std::string(490, 'x')}, {"spoiler_text", std::string(11, 'y')}}, 422},
        {"an unknown visibility", {{"status", "x"}, {"visibility", "secret"}}, 422},
        {"an unknown picture", {{"status", "x"}, {"media_ids[]", "4711"}}, 422},
        {"five pictures", {{"status", "x"}, {"media_ids[]", "1"}, {"media_ids[]", "2"}, {"media_ids[]", "3"}, {"media_ids[]", "4"}, {"media_ids[]", "5"}}, 422},
        {"a parent that is not there", {{"status", "x"}, {"in_reply_to_id", "99"}}, 404},
    };
    for (const Refusal& row : table) {
        const auto answer = place.form("/api/v1/statuses", row.params);
        ASSERT_TRUE(answer) << row.what;
        EXPECT_EQ(answer->status, row.status) << row.what;
        EXPECT_FALSE(parsed(answer).value("error", "").empty()) << row.what;
    }
    EXPECT_TRUE(place.state()["mastodon"]["posts"].empty());
}

TEST(SandboxMastodon, AcceptsExactlyFiveHundredAsItCountsThem)
{
    Playground place;
    const std::string address = " https://acmerail.example/" + std::string(100, 'a');
    const std::string person = " @mira@a.very.long.host.example";
    const std::string text = repeated("é", 500 - 24 - 6) + address + person; // 1 + 23 and 1 + 5
    EXPECT_EQ(place.form("/api/v1/statuses", {{"status", text}})->status, 200);
    EXPECT_EQ(place.form("/api/v1/statuses", {{"status", text + "!"}})->status, 422);
}

TEST(SandboxMastodon, AsksForATokenAndSaysSoInItsOwnTongue)
{
    Playground place;
    const auto none = place.web->Get("/api/v1/notifications");
    EXPECT_EQ(none->status, 401);
    EXPECT_NE(none->get_header_value("WWW-Authenticate").find("error=\"invalid_token\""), std::string::npos);
    EXPECT_EQ(parsed(none)["error"], "Der Zugriffs-Token ist ungültig");
    EXPECT_EQ(place.web->Get("/api/v1/notifications", Playground::bearer("made-up"))->status, 401);
    EXPECT_EQ(place.web->Get("/api/v1/notifications", Playground::bearer(Credentials::kRevokedToken))->status, 401);
    EXPECT_EQ(place.form("/api/v1/statuses", {{"status", "x"}}, Playground::bearer(Credentials::kReadOnlyToken))->status, 403);
}

TEST(SandboxMastodon, ReadsJsonAndFormsButNoOtherBody)
{
    Playground place;
    EXPECT_EQ(place.web->Post("/api/v1/statuses", Playground::mastodon(), R"({"status":"as json"})", "application/json")->status, 200);
    EXPECT_EQ(place.web->Post("/api/v1/statuses", Playground::mastodon(), R"({"status":)", "application/json")->status, 400);
    EXPECT_EQ(place.web->Post("/api/v1/statuses", Playground::mastodon(), "status=as+text", "text/plain")->status, 422);
}

TEST(SandboxMastodon, RemembersAnIdempotencyKeyForAnHour)
{
    Playground place;
    auto headers = Playground::mastodon();
    headers.emplace("Idempotency-Key", "one");
    const std::string first = parsed(place.form("/api/v1/statuses", {{"status", "once"}}, headers))["id"];
    EXPECT_EQ(parsed(place.form("/api/v1/statuses", {{"status", "once"}}, headers))["id"], first);
    EXPECT_EQ(place.state()["mastodon"]["posts"].size(), 1u);
    place.control("advance", {{"seconds", 3601}});
    EXPECT_NE(parsed(place.form("/api/v1/statuses", {{"status", "once"}}, headers))["id"], first);
    EXPECT_EQ(place.state()["mastodon"]["posts"].size(), 2u);
}

TEST(SandboxMastodon, PutsAReplyIntoTheThread)
{
    Playground place;
    const std::string question = place.mention();
    const json reply = parsed(place.form("/api/v1/statuses", {{"status", "@rider@tram.example soon"}, {"in_reply_to_id", question}, {"visibility", "unlisted"}}));
    EXPECT_EQ(reply["in_reply_to_id"], question);
    EXPECT_EQ(reply["visibility"], "unlisted");
    EXPECT_EQ(reply["mentions"][0]["acct"], "rider@tram.example");
    const json thread = parsed(place.web->Get("/api/v1/statuses/" + question + "/context", Playground::mastodon()));
    ASSERT_EQ(thread["descendants"].size(), 1u);
    EXPECT_EQ(thread["descendants"][0]["id"], reply["id"]);
    const json above = parsed(place.web->Get("/api/v1/statuses/" + reply["id"].get<std::string>() + "/context", Playground::mastodon()));
    EXPECT_EQ(above["ancestors"][0]["id"], question);
    EXPECT_EQ(place.state()["mastodon"]["by_parent"][question], 1);
}

TEST(SandboxMastodon, LikesAndTakesItBack)
{
    Playground place;
    const std::string id = place.mention();
    EXPECT_EQ(parsed(place.form("/api/v1/statuses/" + id + "/favourite", {}))["favourited"], true);
    EXPECT_EQ(parsed(place.form("/api/v1/statuses/" + id + "/favourite", {}))["favourites_count"], 1);
    EXPECT_EQ(parsed(place.form("/api/v1/statuses/" + id + "/unfavourite", {}))["favourites_count"], 0);
}

TEST(SandboxMastodon, ShowsEditsAndForgetsWhatWasDeleted)
{
    Playground place;
    const std::string id = place.mention("the train is late");
    EXPECT_TRUE(parsed(place.web->Get("/api/v1/statuses/" + id, Playground::mastodon()))["edited_at"].is_null());
    place.control("edit", {{"id", id}, {"text", "@acmerail it came after all"}});
    const json edited = parsed(place.web->Get("/api/v1/statuses/" + id, Playground::mastodon()));
    EXPECT_TRUE(edited["edited_at"].is_string());
    EXPECT_NE(edited["content"].get<std::string>().find("after all"), std::string::npos);
    EXPECT_EQ(parsed(place.web->Get("/api/v1/statuses/" + id + "/history", Playground::mastodon())).size(), 2u);
    EXPECT_EQ(parsed(place.web->Get("/api/v1/statuses/" + id + "/source", Playground::mastodon()))["text"], "@acmerail it came after all");
    place.control("delete", {{"id", id}});
    EXPECT_EQ(place.web->Get("/api/v1/statuses/" + id, Playground::mastodon())->status, 404);
    EXPECT_TRUE(parsed(place.web->Get("/api/v1/notifications", Playground::mastodon())).empty());
    EXPECT_EQ(place.form("/api/v1/statuses", {{"status", "x"}, {"in_reply_to_id", id}})->status, 404);
}

TEST(SandboxMastodon, DeletesOurOwnOnly)
{
    Playground place;
    const std::string theirs = place.mention();
    EXPECT_EQ(place.web->Delete("/api/v1/statuses/" + theirs, Playground::mastodon())->status, 404);
    const std::string ours = parsed(place.form("/api/v1/statuses", {{"status", "to be taken back"}}))["id"];
    const auto deleted = place.web->Delete("/api/v1/statuses/" + ours, Playground::mastodon());
    EXPECT_EQ(deleted->status, 200);
    EXPECT_EQ(parsed(deleted)["text"], "to be taken back");
    EXPECT_EQ(deleted->get_header_value("X-RateLimit-Limit"), "30");
    EXPECT_EQ(place.web->Delete("/api/v1/statuses/" + ours, Playground::mastodon())->status, 404);
}

TEST(SandboxMastodon, AnswersForSeveralStatusesAndLeavesOutTheMissing)
{
    Playground place;
    const std::string a = place.mention("one"), b = place.mention("two");
    const json list = parsed(place.web->Get("/api/v1/statuses?id[]=" + a + "&id[]=77&id[]=" + b, Playground::mastodon()));
    ASSERT_EQ(list.size(), 2u);
    EXPECT_EQ(list[1]["id"], b);
}

TEST(SandboxMastodon, HidesPrivateTalkThatIsNotOurs)
{
    Playground place;
    const json secret = place.control("post", {{"text", "between us two"}, {"kind", "search"}, {"visibility", "direct"}});
    EXPECT_EQ(place.web->Get("/api/v1/statuses/" + secret["id"].get<std::string>(), Playground::mastodon())->status, 404);
}

TEST(SandboxMastodon, SendsContentAsMastodonDoes)
{
    Playground place;
    const std::string id = place.mention("a < b & \"c\"\nnext line\n\nnext #Paragraph https://acmerail.example/a/path/longer/than/thirty/characters");
    const std::string html = parsed(place.web->Get("/api/v1/statuses/" + id, Playground::mastodon()))["content"];
    EXPECT_NE(html.find("a &lt; b &amp; &quot;c&quot;<br />next line</p><p>next"), std::string::npos) << html;
    EXPECT_NE(html.find("class=\"u-url mention\">@<span>acmerail</span>"), std::string::npos);
    EXPECT_NE(html.find("#<span>Paragraph</span>"), std::string::npos);
    EXPECT_NE(html.find("<span class=\"ellipsis\">acmerail.example/a/path/longer</span>"), std::string::npos) << html;
}

} // namespace
} // namespace qd::sandbox::test
