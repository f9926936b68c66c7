#include "engine/owner_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace qd {
namespace {

namespace fs = std::filesystem;

constexpr const char* kEnding = ".owner";

fs::path folderOf(const fs::path& workspace) { return workspace / "owners"; }

/// Whether nobody holds the lock of this file.
bool isFree(const fs::path& path)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return false;
    const bool free = ::flock(file, LOCK_EX | LOCK_NB) == 0;
    ::close(file);
    return free;
}

} // namespace

OwnerLock::OwnerLock(const fs::path& workspace, const std::string& owner)
{
    std::error_code failed;
    fs::create_directories(folderOf(workspace), failed);
    m_path = folderOf(workspace) / (owner + kEnding);
    // Locked under another name first: a file that can be found is one that is held.
    const fs::path unborn = folderOf(workspace) / (owner + ".new");
    m_file = ::open(unborn.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (m_file < 0) return;
    if (::flock(m_file, LOCK_EX | LOCK_NB) != 0 || ::rename(unborn.c_str(), m_path.c_str()) != 0) ::unlink(unborn.c_str());
}

OwnerLock::~OwnerLock()
{
    if (m_file < 0) return;
    ::unlink(m_path.c_str());
    ::close(m_file);
}

std::vector<std::string> deadOwners(const fs::path& workspace)
{
    std::vector<std::string> dead;
    std::error_code failed;
    for (fs::directory_iterator at{folderOf(workspace), failed}, end; !failed && at != end; at.increment(failed)) {
        const fs::path& path = at->path();
        if (path.extension() == kEnding && isFree(path)) dead.push_back(path.stem().string());
    }
    return dead;
}

void buryOwner(const fs::path& workspace, const std::string& owner)
{
    std::error_code ignored;
    fs::remove(folderOf(workspace) / (owner + kEnding), ignored);
}

} // namespace qd
