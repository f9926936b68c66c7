// postgres_fixture start FILE: a cluster for one run of ctest, its URL and the keeper's process id written to
// FILE. postgres_fixture stop FILE: end it. It also ends by itself when the ctest that started it is gone.
#include "support/postgres_cluster.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <fcntl.h>
#include <fstream>
#include <string>
#include <thread>
#include <unistd.h>

namespace {

volatile std::sig_atomic_t g_stop = 0;
void askToStop(int) { g_stop = 1; }

void keep(const std::string& file, pid_t ctest, int ready)
{
    const auto cluster = qd::test::PostgresCluster::start();
    {
        std::ofstream out{file + ".new"};
        out << cluster->adminUrl() << '\n' << ::getpid() << '\n';
    }
    std::rename((file + ".new").c_str(), file.c_str());
    if (::write(ready, "1", 1) != 1) return;
    ::close(ready);
    while (g_stop == 0 && ::kill(ctest, 0) == 0)
        std::this_thread::sleep_for(std::chrono::milliseconds{200});
    std::remove(file.c_str());
}

int start(const std::string& file)
{
    const pid_t ctest = ::getppid();
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) return 1; // the server must not hold the end that says ready
    const pid_t keeper = ::fork();
    if (keeper == 0) {
        ::setsid();
        ::close(ends[0]);
        std::signal(SIGTERM, askToStop);
        std::signal(SIGINT, askToStop);
        const int quiet = ::open("/dev/null", O_RDWR);
        ::dup2(quiet, STDIN_FILENO);
        ::dup2(quiet, STDOUT_FILENO);
        ::dup2(quiet, STDERR_FILENO);
        try {
            keep(file, ctest, ends[1]);
        } catch (const std::exception& failed) {
            const std::string words = failed.what();
            if (::write(ends[1], words.data(), words.size()) < 0) return 1;
            return 1;
        }
        return 0;
    }
    ::close(ends[1]);
    std::string answer;
    char buffer[512];
    for (ssize_t n = 0; (n = ::read(ends[0], buffer, sizeof buffer)) > 0;)
        answer.append(buffer, static_cast<std::size_t>(n));
    if (answer == "1") return 0;
    std::fprintf(stderr, "%s\n", answer.c_str());
    return 1;
}

int stop(const std::string& file)
{
    std::ifstream in{file};
    std::string url;
    pid_t keeper = 0;
    if (!std::getline(in, url) || !(in >> keeper) || keeper <= 1) return 0;
    ::kill(keeper, SIGTERM);
    for (int i = 0; i < 100 && ::kill(keeper, 0) == 0; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds{100});
    return ::kill(keeper, 0) == 0 ? 1 : 0;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc == 3 && std::strcmp(argv[1], "start") == 0) return start(argv[2]);
    if (argc == 3 && std::strcmp(argv[1], "stop") == 0) return stop(argv[2]);
    std::fprintf(stderr, "usage: postgres_fixture start|stop FILE\n");
    return 2;
}
