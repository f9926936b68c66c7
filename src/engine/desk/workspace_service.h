#pragma once

#include "engine/desk/ask.h"
#include "quarterdeck/desk/workspace.h"

#include <mutex>
#include <thread>
#include <vector>

namespace qd {

/// Long work on a thread of its own with a session of its own, so that the desk stays quick beside it.
class WorkspaceService final : public Workspace {
public:
    explicit WorkspaceService(const Ask& ask)
        : m_ask{ask}
    {}
    ~WorkspaceService() override;

    void check(ProgressFn progress, Reply<std::vector<CheckDifference>> done) override;
    void backup(std::filesystem::path file, ProgressFn progress, Reply<bool> done) override;
    void exportTo(std::filesystem::path folder, ProgressFn progress, Reply<bool> done) override;
    void importFrom(std::filesystem::path folder, ProgressFn progress, Reply<bool> done) override;

private:
    template <class T>
    void work(Access access, Reply<T> done, std::function<Result<T>(Session&)> job);

    const Ask& m_ask;
    std::mutex m_mutex;
    std::vector<std::jthread> m_threads;
};

} // namespace qd
