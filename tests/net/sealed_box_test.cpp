#include "net/sealed_box.h"

#include <gtest/gtest.h>

using namespace qd;

namespace {

SecretKey keyOf(unsigned char byte)
{
    SecretKey key;
    key.bytes().fill(byte);
    return key;
}

const SecretMap kSecrets{{"account/1", "made-up-token"}, {"account/2", "pässwort ✓"}};

} // namespace

TEST(SealedBox, OpensToWhatWasSealed)
{
    const auto file = seal(kSecrets, makeSealedHeader(KeyKind::File), keyOf(1));
    EXPECT_EQ(unseal(file, keyOf(1)).value(), kSecrets);
    EXPECT_EQ(file.find("made-up-token"), std::string::npos);
    EXPECT_EQ(file.find("account"), std::string::npos);
}

TEST(SealedBox, NoTwoSealsAreAlike)
{
    const auto header = makeSealedHeader(KeyKind::File);
    EXPECT_NE(seal(kSecrets, header, keyOf(1)), seal(kSecrets, header, keyOf(1)));
}

TEST(SealedBox, AnotherKeyIsAWrongKeyNotADamagedFile)
{
    const auto file = seal(kSecrets, makeSealedHeader(KeyKind::File), keyOf(1));
    EXPECT_EQ(unseal(file, keyOf(2)).error().code, Errc::Auth);
}

TEST(SealedBox, EveryCutAndEveryChangedByteIsNoticed)
{
    const auto file = seal(kSecrets, makeSealedHeader(KeyKind::File), keyOf(1));
    for (std::size_t cut = 0; cut < file.size(); ++cut) {
        const auto opened = unseal(std::string_view{file}.substr(0, cut), keyOf(1));
        ASSERT_FALSE(opened) << cut;
        EXPECT_EQ(opened.error().code, Errc::Corrupt) << cut;
    }
    EXPECT_EQ(unseal(file + "x", keyOf(1)).error().code, Errc::Corrupt);
    for (std::size_t at = 0; at < file.size(); ++at) {
        for (const int flip : {0x01, 0x80, 0xFF}) {
            auto bad = file;
            bad[at] = static_cast<char>(bad[at] ^ flip);
            const auto opened = unseal(bad, keyOf(1));
            ASSERT_FALSE(opened) << at;
            EXPECT_EQ(opened.error().code, at == 8 && flip != 0x01 ? Errc::TooNew : Errc::Corrupt) << at;
        }
    }
}

TEST(SealedBox, ANewerFormatIsToldApart)
{
    auto file = seal(kSecrets, makeSealedHeader(KeyKind::File), keyOf(1));
    file[8] = 2;
    EXPECT_EQ(unseal(file, keyOf(1)).error().code, Errc::TooNew);
}

TEST(SealedBox, APassphraseGivesTheSameKeyForTheSameSaltOnly)
{
    const auto header = makeSealedHeader(KeyKind::Passphrase);
    const auto one = keyOfPassphrase("correct horse", header);
    const auto same = keyOfPassphrase("correct horse", header);
    const auto other = keyOfPassphrase("battery staple", header);
    ASSERT_TRUE(one && same && other);
    EXPECT_EQ(one->bytes(), same->bytes());
    EXPECT_NE(one->bytes(), other->bytes());
    EXPECT_NE(keyOfPassphrase("correct horse", makeSealedHeader(KeyKind::Passphrase))->bytes(), one->bytes());
}
