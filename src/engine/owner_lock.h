#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace qd {

/// A running engine's sign of life: a file in the workspace's folder that the kernel keeps locked for as long as the
/// process lives, however it ends. Others on this machine tell by it that an owner of leases and claims is dead, without
/// waiting until those run out.
class OwnerLock {
public:
    /// @param owner  as leases and claims name it; letters and digits. Where the file cannot be had, leases still run out.
    OwnerLock(const std::filesystem::path& workspace, const std::string& owner);
    ~OwnerLock();
    OwnerLock(const OwnerLock&) = delete;
    OwnerLock& operator=(const OwnerLock&) = delete;

private:
    std::filesystem::path m_path;
    int m_file{-1};
};

/// Owners whose process has ended without a word.  @thread any; looks at a handful of files
std::vector<std::string> deadOwners(const std::filesystem::path& workspace);
/// Their leases are taken away: forget the file too.
void buryOwner(const std::filesystem::path& workspace, const std::string& owner);

} // namespace qd
