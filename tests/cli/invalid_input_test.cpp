#include "e2e/world.h"

namespace qd::test {
namespace {

using Json = nlohmann::json;

struct Bad {
    const char* name;
    std::vector<const char*> words;
    int code;
    const char* error; ///< the code of the error
};
void PrintTo(const Bad& bad, std::ostream* out) { *out << bad.name; }

/// A workspace that all the bad lines of a run share: none of them may change it.
class InvalidInput : public testing::TestWithParam<Bad> {
protected:
    static void SetUpTestSuite()
    {
        s_desk = std::make_unique<CliWorkspace>();
        s_desk->init();
    }
    static void TearDownTestSuite() { s_desk.reset(); }
    static std::unique_ptr<CliWorkspace> s_desk;
};
std::unique_ptr<CliWorkspace> InvalidInput::s_desk;

TEST_P(InvalidInput, IsRefusedWithASentenceAndAnErrorObject)
{
    const Bad& bad = GetParam();
    CliWorkspace::Words words{bad.words.begin(), bad.words.end()};
    const CliRun json = s_desk->run(words, "text");
    EXPECT_EQ(json.code, bad.code) << json.out << json.err;
    ASSERT_TRUE(json.json().is_object()) << json.out;
    const Json error = json.json().value("error", Json::object());
    EXPECT_EQ(error.value("code", ""), bad.error);
    EXPECT_FALSE(error.value("message", "").empty());
    EXPECT_TRUE(error.contains("hint"));

    words.insert(words.end(), {"--workspace", s_desk->folder().string()});
    const CliRun text = s_desk->raw(words, "text");
    EXPECT_EQ(text.code, bad.code);
    EXPECT_TRUE(text.out.empty()) << text.out;
    EXPECT_FALSE(text.err.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Line, InvalidInput,
    testing::Values(
        Bad{"NoVerb", {}, 2, "invalid"}, Bad{"UnknownNoun", {"frobnicate"}, 2, "invalid"}, Bad{"UnknownVerb", {"queue", "explode"}, 2, "invalid"},
        Bad{"NounAlone", {"conversation"}, 2, "invalid"}, Bad{"UnknownOption", {"queue", "list", "--colour"}, 2, "invalid"},
        Bad{"MissingName", {"goal", "add"}, 2, "invalid"}, Bad{"MissingId", {"conversation", "show"}, 2, "invalid"},
        Bad{"PollWithoutOnce", {"poll"}, 2, "invalid"}, Bad{"ReplyWithoutStdinFlag", {"reply", "1"}, 2, "invalid"},
        Bad{"IdOfLetters", {"conversation", "show", "abc"}, 2, "invalid"}, Bad{"IdZero", {"conversation", "show", "0"}, 2, "invalid"},
        Bad{"IdNegative", {"outbox", "show", "--", "-5"}, 2, "invalid"}, Bad{"IdTooLarge", {"conversation", "show", "99999999999999999999"}, 2, "invalid"},
        Bad{"IdWithTail", {"outbox", "show", "12x"}, 2, "invalid"}, Bad{"IdEmpty", {"conversation", "show", ""}, 2, "invalid"},
        Bad{"IdUnknown", {"conversation", "show", "4711"}, 1, "not_found"}, Bad{"OutboxUnknown", {"outbox", "show", "4711"}, 1, "not_found"},
        Bad{"CancelUnknown", {"outbox", "cancel", "4711"}, 1, "not_found"}, Bad{"ReplyToUnknown", {"reply", "4711", "--text-stdin"}, 1, "not_found"},
        Bad{"TimeOfWords", {"mention", "list", "--since", "yesterday"}, 2, "invalid"},
        Bad{"TimeOfMonth13", {"conversation", "snooze", "1", "--until", "2026-13-01T00:00:00Z"}, 2, "invalid"},
        Bad{"StatusUnknown", {"conversation", "list", "--status", "sleepy"}, 2, "invalid"}, Bad{"StateUnknown", {"outbox", "list", "--state", "sleepy"}, 2, "invalid"},
        Bad{"PriorityUnknown", {"conversation", "priority", "1", "enormous"}, 2, "invalid"}, Bad{"KindUnknown", {"source", "add", "--account", "1", "--kind", "gossip"}, 2, "invalid"},
        Bad{"RoleUnknown", {"person", "add", "--name", "A", "--login", "a", "--role", "emperor"}, 2, "invalid"},
        Bad{"NatureUnknown", {"goal", "add", "--name", "A", "--nature", "fun"}, 2, "invalid"},
        Bad{"QueueUnknown", {"conversation", "list", "--queue", "Nowhere"}, 1, "not_found"}, Bad{"PersonUnknown", {"conversation", "list", "--assignee", "nobody-here"}, 1, "not_found"},
        Bad{"LimitZero", {"mention", "list", "--limit", "0"}, 2, "invalid"}, Bad{"LimitHuge", {"mention", "list", "--limit", "100000"}, 2, "invalid"},
        Bad{"LimitOfWords", {"mention", "list", "--limit", "many"}, 2, "invalid"}, Bad{"CursorMadeUp", {"mention", "list", "--after", "%%%"}, 1, "invalid"},
        Bad{"CursorMadeUpToo", {"conversation", "list", "--after", "1:2:3:x"}, 1, "invalid"}, Bad{"OutboxCursorMadeUp", {"outbox", "list", "--after", "x"}, 1, "invalid"},
        Bad{"HoldTooLong", {"reply", "1", "--text-stdin", "--hold", "9999"}, 2, "invalid"}, Bad{"HoldNegative", {"reply", "1", "--text-stdin", "--hold=-1"}, 2, "invalid"},
        Bad{"VisibilityUnknown", {"reply", "1", "--text-stdin", "--visibility", "loud"}, 2, "invalid"},
        Bad{"AltWithoutMedia", {"reply", "1", "--text-stdin", "--alt", "a"}, 2, "invalid"},
        Bad{"QueryUnbalanced", {"search", "\"late"}, 1, "invalid"}, Bad{"QueryUnknownField", {"search", "colour:red"}, 1, "invalid"},
        Bad{"ConditionWithoutValue", {"rule", "add", "--name", "r", "--if", "words", "--do", "stop"}, 2, "invalid"},
        Bad{"ConditionUnknown", {"rule", "add", "--name", "r", "--if", "mood:bad", "--do", "stop"}, 2, "invalid"},
        Bad{"ActionUnknown", {"rule", "add", "--name", "r", "--if", "words:a", "--do", "sing"}, 2, "invalid"},
        Bad{"ActionQueueUnknown", {"rule", "add", "--name", "r", "--if", "words:a", "--do", "queue:Nowhere"}, 1, "not_found"},
        Bad{"RegexBroken", {"rule", "add", "--name", "r", "--if", "regex:([", "--do", "stop"}, 1, "invalid"},
        Bad{"ZoneUnknown", {"person", "add", "--name", "A", "--login", "a", "--timezone", "Mars/Olympus"}, 1, "invalid"},
        Bad{"PlatformUnknown", {"account", "add", "myspace", "--server", "https://x.example"}, 2, "invalid"},
        Bad{"ServerNoUrl", {"account", "add", "mastodon", "--server", "not a url", "--token-stdin"}, 1, "invalid"},
        Bad{"ServerFile", {"account", "add", "feed", "--url", "file:///etc/passwd"}, 1, "invalid"},
        Bad{"ServerWithPassword", {"account", "add", "feed", "--url", "https://me:secret@news.example/feed"}, 1, "invalid"},
        Bad{"PrivateAddress", {"account", "add", "feed", "--url", "http://127.0.0.1:9/feed"}, 1, "invalid"},
        Bad{"HistoryTooLong", {"account", "add", "feed", "--url", "https://news.example/f", "--history-open", "9999"}, 2, "invalid"},
        Bad{"SettleHow", {"outbox", "settle", "1", "--outcome", "maybe"}, 2, "invalid"},
        Bad{"PersonToActAs", {"queue", "list", "--as", "nobody-here"}, 1, "forbidden"}),
    [](const testing::TestParamInfo<Bad>& line) { return std::string{line.param.name}; });

TEST(InvalidWorkspace, IsRefusedInAWordAndNothingIsMade)
{
    CliWorkspace desk;
    const CliRun none = desk.run({"queue", "list"});
    EXPECT_EQ(none.code, 1);
    EXPECT_EQ(none.errorCode(), "not_found");
    EXPECT_FALSE(std::filesystem::exists(desk.folder()));
    EXPECT_EQ(desk.run({"workspace", "init", "--name", "A", "--timezone", "Mars/Olympus"}).errorCode(), "invalid");
    EXPECT_EQ(desk.run({"workspace", "init", "--name", "  ", "--timezone", "Europe/London"}).errorCode(), "invalid");
    const CliRun password = desk.raw({"--json", "--workspace", "postgresql://me:topsecret@db.example/desk", "queue", "list"});
    EXPECT_EQ(password.code, 1);
    EXPECT_EQ(password.errorCode(), "invalid");
    EXPECT_EQ(password.out.find("topsecret"), std::string::npos);
    EXPECT_EQ(desk.raw({"--help"}).code, 0);
}

class BadText : public World {
protected:
    void SetUp() override { connect(kMastodon); }
};

TEST_F(BadText, ARepliesTextMustBeTextAndFitThePlatform)
{
    const Json asked = arrives("{us} say something");
    const std::string id = asked["id"];
    for (const auto& [text, why] : std::vector<std::pair<std::string, std::string>>{
             {"", "empty"}, {"  \n\t ", "blank"}, {std::string{"\x00\x01\xff\xfe", 4}, "binary"}, {std::string(100'000, 'a'), "too long"},
             {std::string(300'000, 'a'), "longer than is read"}, {"half \xc3", "cut in a character"}}) {
        const CliRun ran = desk.run({"reply", id, "--text-stdin", "--hold", "0"}, text);
        EXPECT_EQ(ran.code, 1) << why;
        EXPECT_EQ(ran.errorCode(), "invalid") << why << ran.out;
    }
    const CliRun dangling = desk.run({"reply", id, "--text-stdin", "--media", "/nonexistent/picture.png"}, "Look.");
    EXPECT_EQ(dangling.errorCode(), "not_found");
    EXPECT_EQ(desk.ok({"outbox", "list"})["items"].size(), 0U);
    EXPECT_EQ(sandbox.state()["mastodon"]["posts"].size(), 0U);
}

} // namespace
} // namespace qd::test
