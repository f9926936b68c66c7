#include "net/address.h"

#include <gtest/gtest.h>

using namespace qd;

TEST(Address, WhatIsNotPublicIsPrivate)
{
    for (const auto* text :
         {"0.0.0.0", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254", "169.254.169.254",
          "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.51.100.7",
          "203.0.113.9", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "[::1]", "fe80::1", "fe80::1%eth0",
          "fc00::1", "fd12:3456::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1",
          "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2002:c0a8:101::", "2001:0:1234::1", "2001:db8::1",
          "100::1", "", "example.com", "127.0.0.1.example.com", "1.2.3", "1.2.3.4.5", "::g"})
        EXPECT_TRUE(isPrivateAddress(std::string{text})) << text;
}

TEST(Address, PublicOnesPass)
{
    for (const auto* text : {"1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
                             "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0", "198.17.255.255",
                             "198.20.0.0", "223.255.255.255", "2606:4700::1111", "[2606:4700::1111]", "2a00:1450::1",
                             "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"})
        EXPECT_FALSE(isPrivateAddress(std::string{text})) << text;
}

TEST(Address, NamesAreNoAddresses)
{
    EXPECT_TRUE(isIpAddress("1.2.3.4"));
    EXPECT_TRUE(isIpAddress("[::1]"));
    EXPECT_FALSE(isIpAddress("1.2.3.4.example"));
    EXPECT_FALSE(isIpAddress(""));
    EXPECT_FALSE(isIpAddress("[]"));
}
