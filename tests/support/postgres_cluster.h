#pragma once

#include <memory>
#include <string>

namespace qd::test {

/// A private PostgreSQL server for one run of the tests: its files in a temporary folder, on 127.0.0.1 and a
/// free port, without fsync, gone at the end. As root it runs under an unprivileged account, since PostgreSQL
/// refuses root.
class PostgresCluster {
public:
    /// @throws std::runtime_error where PostgreSQL is missing or does not start: tests fail then, they do not
    /// skip
    static std::unique_ptr<PostgresCluster> start();
    ~PostgresCluster();
    PostgresCluster(const PostgresCluster&) = delete;
    PostgresCluster& operator=(const PostgresCluster&) = delete;

    /// A new, empty database owned by an ordinary role: "postgresql://quarterdeck@127.0.0.1:PORT/NAME".
    std::string createDatabase();
    /// The superuser's URL of the database `postgres`, or of the named one.
    std::string adminUrl(const std::string& database = "postgres") const;

private:
    struct Files;
    PostgresCluster(std::unique_ptr<Files> files, int port);
    std::unique_ptr<Files> m_files;
    int m_port;
};

/// The cluster of this test program: started by the first who asks, stopped when the program ends. Where the
/// environment names one (QD_TEST_POSTGRES, set by the fixture of ctest), that one is used instead.
std::string freshPostgresUrl();

/// Run one statement as the superuser in the database of `url`.
void asSuperuser(const std::string& url, const std::string& statement);

} // namespace qd::test
