#include "playground.h"

#include "sandbox/picture.h"

namespace qd::sandbox::test {
namespace {

httplib::Result upload(Playground& place, const std::string& bytes, const std::string& description, const char* path = "/api/v2/media")
{
    return place.web->Post(path, Playground::mastodon(), httplib::MultipartFormDataItems{{"file", bytes, "a.png", "image/png"}, {"description", description, "", ""}});
}

std::string bigPicture() { return makePicture("large") + std::string(70'000, '\0'); }

TEST(SandboxMedia, TakesASmallPictureAtOnce)
{
    Playground place;
    const auto answer = upload(place, makePicture("x"), "a platform in the rain");
    EXPECT_EQ(answer->status, 200);
    const json media = parsed(answer);
    EXPECT_EQ(media["description"], "a platform in the rain");
    EXPECT_EQ(media["meta"]["original"]["size"], "160x120");
    const json status = parsed(place.form("/api/v1/statuses", {{"status", ""}, {"media_ids[]", media["id"]}}));
    EXPECT_EQ(status["media_attachments"][0]["id"], media["id"]);
    const std::string url = status["media_attachments"][0]["url"];
    EXPECT_EQ(place.web->Get(url.substr(url.find("/media/")))->body, makePicture("x"));
    EXPECT_EQ(place.form("/api/v1/statuses", {{"status", "again"}, {"media_ids[]", media["id"]}})->status, 422);
}

TEST(SandboxMedia, WorksOnALargeOneForAWhile)
{
    Playground place;
    const auto answer = upload(place, bigPicture(), "");
    EXPECT_EQ(answer->status, 202);
    const std::string id = parsed(answer)["id"];
    EXPECT_TRUE(parsed(answer)["url"].is_null());
    EXPECT_EQ(place.form("/api/v1/statuses", {{"status", "too early"}, {"media_ids[]", id}})->status, 422);
    EXPECT_EQ(place.web->Get("/api/v1/media/" + id, Playground::mastodon())->status, 206);
    EXPECT_EQ(place.web->Get("/api/v1/media/" + id, Playground::mastodon())->status, 206);
    const auto ready = place.web->Get("/api/v1/media/" + id, Playground::mastodon());
    EXPECT_EQ(ready->status, 200);
    EXPECT_TRUE(parsed(ready)["url"].is_string());
    EXPECT_EQ(place.form("/api/v1/statuses", {{"status", "now"}, {"media_ids[]", id}})->status, 200);
}

TEST(SandboxMedia, RefusesWhatIsNoPicture)
{
    Playground place;
    EXPECT_EQ(upload(place, "#!/bin/sh", "")->status, 422);
    EXPECT_EQ(upload(place, makePicture("x"), std::string(1501, 'x'))->status, 422);
    EXPECT_EQ(place.form("/api/v2/media", {{"file", "x"}})->status, 422);
    EXPECT_EQ(place.web->Get("/api/v1/media/1", Playground::mastodon())->status, 404);
}

TEST(SandboxMedia, ServesAvatarsAsPictures)
{
    Playground place;
    const json me = parsed(place.web->Get("/api/v1/accounts/verify_credentials", Playground::mastodon()));
    const std::string url = me["avatar"];
    const auto answer = place.web->Get(url.substr(url.find("/media/")));
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->get_header_value("Content-Type"), "image/png");
    EXPECT_TRUE(answer->body.starts_with("\x89PNG"));
}

} // namespace
} // namespace qd::sandbox::test
