#include "sandbox/digest.h"
#include "sandbox/graphemes.h"
#include "sandbox/mastodon_text.h"
#include "sandbox/picture.h"
#include "sandbox/rate_meter.h"
#include "sandbox/stamp.h"
#include "sandbox/wire.h"

#include <gtest/gtest.h>

namespace qd::sandbox {
namespace {

std::string hex(const std::array<std::uint8_t, 32>& digest)
{
    std::string out;
    for (const std::uint8_t byte : digest) {
        out.push_back("0123456789abcdef"[byte >> 4]);
        out.push_back("0123456789abcdef"[byte & 15]);
    }
    return out;
}

TEST(SandboxDigest, KnowsTheStandardsOwnExamples)
{
    EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(base32Lower("foobar"), "mzxw6ytboi");
    EXPECT_EQ(base64Url("\xfb\xff\xfe"), "-__-");
    EXPECT_TRUE(recordCid("{}").starts_with("bafyrei"));
    EXPECT_TRUE(blobCid("x").starts_with("bafkrei"));
    EXPECT_EQ(recordCid("{}").size(), 59u);
}

TEST(SandboxDigest, ProvesTheExampleOfThePkceStandard)
{
    const auto digest = sha256("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    EXPECT_EQ(base64Url({reinterpret_cast<const char*>(digest.data()), digest.size()}), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

TEST(SandboxGraphemes, CountsWhatAPersonSeesAsOne)
{
    EXPECT_EQ(graphemeCount(""), 0u);
    EXPECT_EQ(graphemeCount("abc"), 3u);
    EXPECT_EQ(graphemeCount("\r\n"), 1u);
    EXPECT_EQ(graphemeCount("e\xcc\x81"), 1u);                                  // e and a combining acute
    EXPECT_EQ(graphemeCount("👩‍👩‍👧‍👦"), 1u);
    EXPECT_EQ(graphemeCount("👍🏽"), 1u);
    EXPECT_EQ(graphemeCount("🇩🇪🇫🇷"), 2u);
    EXPECT_EQ(graphemeCount("🇩🇪🇫"), 2u);
    EXPECT_EQ(graphemeCount("❤️"), 1u);
    EXPECT_EQ(graphemeCount("한국"), 2u);
    EXPECT_EQ(graphemeCount("\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab"), 1u); // the same syllable in three letters
    EXPECT_EQ(graphemeCount("a\xe2\x80\x8d🎉"), 2u);                           // a joiner after a letter joins nothing
}

TEST(SandboxGraphemes, TellsBrokenBytesFromAWrittenReplacementCharacter)
{
    EXPECT_TRUE(validUtf8("ok \xef\xbf\xbd"));
    EXPECT_FALSE(validUtf8("\xff"));
    EXPECT_FALSE(validUtf8("\xed\xa0\x80")); // a surrogate
    EXPECT_FALSE(validUtf8("\xc0\xaf"));     // overlong
    EXPECT_FALSE(validUtf8("caf\xc3"));
}

TEST(SandboxMastodonText, CountsAsTheServerDoes)
{
    using mastodon::countedLength;
    EXPECT_EQ(countedLength("hello", ""), 5u);
    EXPECT_EQ(countedLength("hello", "cw"), 7u);
    EXPECT_EQ(countedLength("see https://acmerail.example/a/very/long/path/indeed", ""), 4u + 23u);
    EXPECT_EQ(countedLength("http://a.b", ""), 23u);
    EXPECT_EQ(countedLength("@mira@tram.example hi", ""), 5u + 3u);
    EXPECT_EQ(countedLength("@mira hi", ""), 8u);
    EXPECT_EQ(countedLength("مرحبا", ""), 5u);
}

TEST(SandboxMastodonText, FindsHandlesTagsAndAddresses)
{
    const auto tokens = mastodon::tokenise("Hi @mira@tram.example, see #Night_Train (https://x.example/a). mail me@x.example #123");
    std::vector<std::string> found;
    for (const auto& token : tokens)
        if (token.kind != mastodon::Token::Kind::Text) found.push_back(token.text);
    EXPECT_EQ(found, (std::vector<std::string>{"@mira@tram.example", "#Night_Train", "https://x.example/a"}));
}

TEST(SandboxStamp, ReadsWhatTheLexiconAllowsAndNothingElse)
{
    EXPECT_EQ(isoMillis(*readDatetime("2026-11-20T15:00:00+02:00")), "2026-11-20T13:00:00.000Z");
    EXPECT_EQ(isoMillis(*readDatetime("2026-11-20T15:00:00.1234567Z")), "2026-11-20T15:00:00.123Z");
    for (const char* wrong : {"2026-11-20", "2026-11-20T15:00:00", "2026-13-20T15:00:00Z", "2026-11-20 15:00:00Z", "2026-11-20T15:00:00.Z",
                              "2026-11-20T25:00:00Z", "2026-11-20T15:00:00-00:00", "x", ""})
        EXPECT_FALSE(readDatetime(wrong)) << wrong;
    EXPECT_EQ(httpDate(*readDatetime("2026-11-20T15:00:00Z")), "Fri, 20 Nov 2026 15:00:00 GMT");
}

TEST(SandboxWire, FlattensFormsAndJsonAlike)
{
    const Params form(*decodeForm("media_ids[]=1&media_ids%5B%5D=2&status=a+b%26c&sensitive=true"));
    EXPECT_EQ(form.list("media_ids"), (std::vector<std::string>{"1", "2"}));
    EXPECT_EQ(form.text("status"), "a b&c");
    const Params body(*decodeJsonForm(R"({"media_ids":["1",2],"status":"a b&c","sensitive":true,"notifications":{"last_read_id":"9"}})"));
    EXPECT_EQ(body.list("media_ids"), (std::vector<std::string>{"1", "2"}));
    EXPECT_TRUE(body.flag("sensitive"));
    EXPECT_EQ(body.text("notifications[last_read_id]"), "9");
    EXPECT_FALSE(decodeForm("a=%zz"));
    EXPECT_FALSE(decodeJsonForm("[1]"));
}

TEST(SandboxRateMeter, StartsANewWindowAtItsBound)
{
    RateMeter meter;
    const UtcMillis start = *readDatetime("2026-11-20T15:00:00Z");
    EXPECT_EQ(meter.count("a", 2, std::chrono::minutes(5), start).remaining, 1);
    EXPECT_FALSE(meter.count("a", 2, std::chrono::minutes(5), start).exceeded);
    const RateState over = meter.count("a", 2, std::chrono::minutes(5), start);
    EXPECT_TRUE(over.exceeded);
    EXPECT_EQ(over.reset, start + std::chrono::minutes(5));
    EXPECT_FALSE(meter.count("b", 2, std::chrono::minutes(5), start).exceeded);
    EXPECT_FALSE(meter.count("a", 2, std::chrono::minutes(5), over.reset).exceeded);
}

TEST(SandboxPicture, IsAPngAndTheSameEachTime)
{
    const std::string png = makePicture("avatar-x");
    EXPECT_TRUE(png.starts_with("\x89PNG\r\n\x1a\n"));
    EXPECT_EQ(png, makePicture("avatar-x"));
    EXPECT_NE(png, makePicture("avatar-y"));
    EXPECT_EQ(png.substr(png.size() - 8, 4), "IEND");
}

} // namespace
} // namespace qd::sandbox
