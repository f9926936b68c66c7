#pragma once

#include "quarterdeck/base/id.h"
#include "quarterdeck/storage/database.h"

#include <memory>
#include <string>

namespace qd {

class ChangeListener;

/// A team's workspace on a PostgreSQL server.
class PostgresDatabase final : public Database {
public:
    static Result<std::unique_ptr<Database>> open(const std::string& url, const OpenOptions& options);

    PostgresDatabase(std::string url, std::string channel, int version, bool readOnly, std::uint32_t node);
    ~PostgresDatabase() override;

    EngineKind engine() const noexcept override { return EngineKind::Postgres; }
    Result<std::unique_ptr<Session>> openSession(Access access) override;
    int schemaVersion() const noexcept override { return m_version; }
    IdMaker& ids() noexcept override { return m_ids; }
    Result<bool> waitForChange(std::chrono::milliseconds timeout) override;
    Result<void> backupTo(const std::filesystem::path& file) override;
    Result<void> checkpoint() override { return {}; }

private:
    std::string m_url;
    std::string m_channel;
    int m_version;
    bool m_readOnly;
    int m_slot;
    IdMaker m_ids;
    std::unique_ptr<ChangeListener> m_listener; ///< used by waitForChange() alone
};

} // namespace qd
