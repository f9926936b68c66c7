#pragma once

#include "quarterdeck/base/time.h"

#include <optional>
#include <string>
#include <string_view>

namespace qd::bluesky {

/// A record key of the protocol's own kind: 13 characters that sort by time.
/// `seed` settles the microseconds and the clock id, so that the same operation always has the same key.
/// @source atproto.com/specs/tid
std::string makeTid(UtcMillis at, std::string_view seed);

/// When a TID was made, to the millisecond; nothing for a key that is none.
std::optional<UtcMillis> timeOfTid(std::string_view tid);

/// The parts of at://authority/collection/rkey; empty where it is none.
struct AtUri {
    std::string did;
    std::string collection;
    std::string rkey;
};
AtUri parseAtUri(std::string_view uri);

} // namespace qd::bluesky
