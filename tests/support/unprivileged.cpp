#include "support/unprivileged.h"

#include <grp.h>
#include <pwd.h>
#include <stdexcept>
#include <unistd.h>

namespace qd::test {
namespace {

const passwd* account()
{
    for (const char* name : {"postgres", "nobody"})
        if (const passwd* found = ::getpwnam(name)) return found;
    return nullptr;
}

} // namespace

bool dropPrivileges()
{
    if (::geteuid() != 0) return true;
    const passwd* to = account();
    return to != nullptr && ::setgroups(0, nullptr) == 0 && ::setgid(to->pw_gid) == 0 &&
           ::setuid(to->pw_uid) == 0;
}

void giveToUnprivileged(const std::filesystem::path& path)
{
    if (::geteuid() != 0) return;
    const passwd* to = account();
    if (to == nullptr || ::chown(path.c_str(), to->pw_uid, to->pw_gid) != 0)
        throw std::runtime_error("a folder cannot be given away");
}

} // namespace qd::test
