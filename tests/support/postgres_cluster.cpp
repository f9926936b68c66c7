#include "support/postgres_cluster.h"

#include "support/temp_folder.h"
#include "support/unprivileged.h"

#include <pqxx/connection>
#include <pqxx/nontransaction>
#include <pqxx/result>

#include <algorithm>
#include <arpa/inet.h>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <netinet/in.h>
#include <random>
#include <sstream>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace qd::test {
namespace {

namespace fs = std::filesystem;

/// The newest PostgreSQL that Debian installed, or the one that QD_PG_BINDIR names.
fs::path findServer()
{
    if (const char* named = std::getenv("QD_PG_BINDIR")) return named;
    fs::path best;
    int newest = 0;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator{"/usr/lib/postgresql", none}) {
        const int version = std::atoi(entry.path().filename().c_str());
        if (version > newest && fs::exists(entry.path() / "bin/initdb")) {
            newest = version;
            best = entry.path() / "bin";
        }
    }
    if (newest < 15)
        throw std::runtime_error("PostgreSQL 15 or newer is needed for the tests: install postgresql-15");
    return best;
}

int freePort()
{
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const bool bound = ::bind(listener, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                       ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    ::close(listener);
    if (!bound) throw std::runtime_error("no free port on 127.0.0.1");
    return ntohs(address.sin_port);
}

/// Start a program of the server, as the unprivileged account where we are root, its words into `log`.
pid_t startProgram(const fs::path& program, const std::vector<std::string>& arguments, const fs::path& log,
                   int signalAtDeath)
{
    std::vector<char*> argv{const_cast<char*>(program.c_str())};
    for (const auto& argument : arguments)
        argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child != 0) return child;
    const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
    ::dup2(out, STDOUT_FILENO);
    ::dup2(out, STDERR_FILENO);
    if (!dropPrivileges()) ::_exit(126);
    if (signalAtDeath != 0) ::prctl(PR_SET_PDEATHSIG, signalAtDeath); // the server never outlives its tests
    if (::getppid() != parent) ::_exit(126);
    ::execv(program.c_str(), argv.data());
    ::_exit(127);
}

int waitFor(pid_t child)
{
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::string contents(const fs::path& file)
{
    std::ifstream in{file};
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

std::string uniqueName()
{
    static std::atomic<int> counter{0};
    std::random_device random;
    return "qd_" + std::to_string(::getpid()) + "_" + std::to_string(++counter) + "_" +
           std::to_string(random());
}

void createRoleAndDatabase(const std::string& admin, const std::string& name)
{
    pqxx::connection connection{admin};
    pqxx::nontransaction work{connection};
    work.exec("DO $$ BEGIN CREATE ROLE quarterdeck LOGIN; EXCEPTION WHEN duplicate_object OR "
              "unique_violation THEN NULL; END $$");
    work.exec("CREATE DATABASE " + name + " OWNER quarterdeck TEMPLATE template0");
}

} // namespace

struct PostgresCluster::Files {
    TempFolder folder;
    pid_t server{-1};
};

PostgresCluster::PostgresCluster(std::unique_ptr<Files> files, int port)
    : m_files{std::move(files)}
    , m_port{port}
{}

PostgresCluster::~PostgresCluster()
{
    ::kill(m_files->server, SIGQUIT); // at once: nothing of it is kept
    waitFor(m_files->server);
}

std::string PostgresCluster::adminUrl(const std::string& database) const
{
    return "postgresql://postgres@127.0.0.1:" + std::to_string(m_port) + "/" + database;
}

std::unique_ptr<PostgresCluster> PostgresCluster::start()
{
    const auto programs = findServer();
    auto files = std::make_unique<Files>();
    const auto data = files->folder.path() / "data";
    const auto log = files->folder.path() / "log";
    giveToUnprivileged(files->folder.path());
    const pid_t init = startProgram(
        programs / "initdb",
        {"-D", data.string(), "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"},
        log, 0);
    if (waitFor(init) != 0) throw std::runtime_error("initdb failed: " + contents(log));

    for (int attempt = 0; attempt < 5; ++attempt) { // the port may be taken between asking and using it
        const int port = freePort();
        const pid_t server = startProgram(programs / "postgres", {"-D", data.string(),
                                                                  "-p", std::to_string(port),
                                                                  "-c", "listen_addresses=127.0.0.1",
                                                                  "-k", files->folder.path().string(),
                                                                  "-c", "fsync=off",
                                                                  "-c", "synchronous_commit=off",
                                                                  "-c", "full_page_writes=off",
                                                                  "-c", "shared_buffers=32MB",
                                                                  "-c", "max_connections=200",
                                                                  "-c", "max_wal_size=256MB",
                                                                  "-c", "logging_collector=off"},
                                          log, SIGQUIT);
        files->server = server;
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{60};
        while (::waitpid(server, nullptr, WNOHANG) == 0 && std::chrono::steady_clock::now() < deadline) {
            try {
                const pqxx::connection probe{"postgresql://postgres@127.0.0.1:" + std::to_string(port) +
                                             "/postgres"};
                return std::unique_ptr<PostgresCluster>{new PostgresCluster{std::move(files), port}};
            } catch (const pqxx::broken_connection&) {
                std::this_thread::sleep_for(std::chrono::milliseconds{20}); // until it listens; bounded above
            }
        }
        ::kill(server, SIGKILL);
    }
    throw std::runtime_error("the PostgreSQL server does not start: " + contents(log));
}

std::string PostgresCluster::createDatabase()
{
    const auto name = uniqueName();
    createRoleAndDatabase(adminUrl(), name);
    return "postgresql://quarterdeck@127.0.0.1:" + std::to_string(m_port) + "/" + name;
}

namespace {

/// "postgresql://postgres@127.0.0.1:PORT/postgres" of the fixture's cluster; "" where there is none.
std::string sharedCluster()
{
    const char* file = std::getenv("QD_TEST_POSTGRES");
    if (file == nullptr) return {};
    std::ifstream in{file};
    std::string url;
    std::getline(in, url);
    return url;
}

std::string withPath(const std::string& url, const std::string& database, const std::string& role)
{
    const auto at = url.find('@');
    const auto slash = url.find('/', at);
    return "postgresql://" + role + url.substr(at, slash - at) + "/" + database;
}

} // namespace

std::string freshPostgresUrl()
{
    static const std::string shared = sharedCluster();
    if (!shared.empty()) {
        const auto name = uniqueName();
        createRoleAndDatabase(shared, name);
        return withPath(shared, name, "quarterdeck");
    }
    static const auto own = PostgresCluster::start();
    return own->createDatabase();
}

void asSuperuser(const std::string& url, const std::string& statement)
{
    const auto name = url.substr(url.rfind('/') + 1);
    const bool wholeDatabase = statement.find("DATABASE") != std::string::npos;
    pqxx::connection connection{withPath(url, wholeDatabase ? "postgres" : name, "postgres")};
    pqxx::nontransaction{connection}.exec(statement);
}

} // namespace qd::test
