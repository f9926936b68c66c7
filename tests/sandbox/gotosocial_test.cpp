#include "playground.h"

#include <thread>

namespace qd::sandbox::test {
namespace {

TEST(SandboxGotosocial, GivesUlidsAndForgetsIdempotencyKeys)
{
    Playground place;
    auto headers = Playground::gotosocial();
    headers.emplace("Idempotency-Key", "one");
    const json first = parsed(place.halt->Post("/api/v1/statuses", headers, httplib::Params{{"status", "twice"}}));
    const json second = parsed(place.halt->Post("/api/v1/statuses", headers, httplib::Params{{"status", "twice"}}));
    EXPECT_EQ(first["id"].get<std::string>().size(), 26u);
    EXPECT_LT(first["id"], second["id"]);
    EXPECT_EQ(place.state()["gotosocial"]["posts"].size(), 2u);
}

TEST(SandboxGotosocial, LacksWhatTheRealOneLacks)
{
    Playground place;
    const json asked = place.control("post", {{"platform", "gotosocial"}, {"text", "hello?"}});
    const json notes = parsed(place.halt->Get("/api/v1/notifications", Playground::gotosocial()));
    ASSERT_EQ(notes.size(), 1u);
    const std::string note = notes[0]["id"];
    EXPECT_EQ(place.halt->Get("/api/v1/statuses?id[]=" + asked["id"].get<std::string>(), Playground::gotosocial())->status, 404);
    EXPECT_EQ(place.halt->Post("/api/v1/notifications/" + note + "/dismiss", Playground::gotosocial(), "", "")->status, 404);
    EXPECT_EQ(place.halt->Get("/api/v1/notifications/" + note, Playground::gotosocial())->status, 404);
    EXPECT_EQ(place.halt->Get("/api/v1/notification/" + note, Playground::gotosocial())->status, 200);
    EXPECT_EQ(place.halt->Get("/.well-known/oauth-authorization-server")->status, 404);
    EXPECT_FALSE(parsed(place.halt->Get("/api/v2/instance")).contains("api_versions"));
}

TEST(SandboxGotosocial, TakesLongerTextsAndItsOwnTokensOnly)
{
    Playground place;
    EXPECT_EQ(place.halt->Post("/api/v1/statuses", Playground::gotosocial(), httplib::Params{{"status", std::string(5000, 'x')}})->status, 200);
    EXPECT_EQ(place.halt->Post("/api/v1/statuses", Playground::gotosocial(), httplib::Params{{"status", std::string(5001, 'x')}})->status, 422);
    EXPECT_EQ(place.halt->Get("/api/v1/notifications", Playground::mastodon())->status, 401);
}

TEST(SandboxGotosocial, SaysItsLimitsAndGivesNoRetryAfterOnItsLimiter)
{
    Playground place;
    for (int i = 0; i < 300; ++i) place.halt->Get("/api/v1/markers", Playground::gotosocial());
    const auto over = place.halt->Get("/api/v1/notifications", Playground::gotosocial());
    EXPECT_EQ(over->status, 429);
    EXPECT_EQ(over->get_header_value("X-RateLimit-Remaining"), "0");
    EXPECT_FALSE(over->has_header("Retry-After"));
}

} // namespace
} // namespace qd::sandbox::test
