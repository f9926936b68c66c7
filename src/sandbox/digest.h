#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace qd::sandbox {

std::array<std::uint8_t, 32> sha256(std::string_view bytes);
std::string base64Url(std::string_view bytes);          ///< without padding
std::string base32Lower(std::string_view bytes);        ///< RFC 4648, lower case, without padding
std::string shortHash(std::string_view bytes);          ///< 16 hex digits, for ETags and made-up file names
std::uint64_t hash64(std::string_view bytes) noexcept;  ///< FNV-1a: stable over runs and machines

/// A CID (version 1, dag-cbor, sha-256) as Bluesky shows it. The digest is taken over the record's JSON with
/// sorted keys, not over its CBOR: equal records have equal ids, which is all a client can see of it.
std::string recordCid(std::string_view canonicalJson);
/// A CID of raw bytes ("bafkrei…"), as blobs have.
std::string blobCid(std::string_view bytes);

} // namespace qd::sandbox
