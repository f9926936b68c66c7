#pragma once

#include "quarterdeck/base/result.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace qd {

/// The network file system that a `statfs` magic number stands for; "" = a local one (FUSE is asked by its mount).
std::string_view networkFileSystem(long magic);

/// The type of the mount that `path` lies on, read from the text of /proc/self/mountinfo; "" where none fits.
std::string mountTypeOf(std::string_view mountinfo, std::string_view path);

/// Whether a mount type as mountinfo writes it ("fuse.sshfs", "nfs4") is a network's.
bool isNetworkMount(std::string_view type);

/// @errors Invalid where `folder` lies on a network: SQLite's locks do not hold there; the hint names PostgreSQL
Result<void> refuseNetworkFolder(const std::filesystem::path& folder);

} // namespace qd
