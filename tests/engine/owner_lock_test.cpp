#include "engine/owner_lock.h"

#include "support/temp_folder.h"

#include <gtest/gtest.h>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

namespace qd::test {
namespace {

TEST(OwnerLock, ALivingProcessIsNotDeadAndOneThatEndsWellLeavesNothing)
{
    TempFolder folder;
    {
        const OwnerLock alive{folder.path(), "abc123"};
        EXPECT_TRUE(deadOwners(folder.path()).empty());
    }
    EXPECT_TRUE(deadOwners(folder.path()).empty());
    EXPECT_TRUE(std::filesystem::is_empty(folder.path() / "owners"));
}

TEST(OwnerLock, AKilledProcessIsDeadUntilItIsBuried)
{
    TempFolder folder;
    int ready[2];
    ASSERT_EQ(::pipe(ready), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        const OwnerLock alive{folder.path(), "abc123"};
        (void)!::write(ready[1], "x", 1);
        for (;;) ::pause();
    }
    char byte = 0;
    ASSERT_EQ(::read(ready[0], &byte, 1), 1);
    EXPECT_TRUE(deadOwners(folder.path()).empty());
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    ASSERT_EQ(deadOwners(folder.path()), std::vector<std::string>{"abc123"});
    buryOwner(folder.path(), "abc123");
    EXPECT_TRUE(deadOwners(folder.path()).empty());
    ::close(ready[0]);
    ::close(ready[1]);
}

TEST(OwnerLock, AFolderThatIsNotThereHasNoDead)
{
    EXPECT_TRUE(deadOwners("/nonexistent/workspace").empty());
}

} // namespace
} // namespace qd::test
