#pragma once

#include <filesystem>

namespace qd::test {

/// As root: become an ordinary account (postgres, else nobody) for good; to be called in a child process. As
/// anybody else: nothing to do.  @return false where that failed
bool dropPrivileges();

/// Let that account own a file or folder; nothing where we are not root.
void giveToUnprivileged(const std::filesystem::path& path);

} // namespace qd::test
