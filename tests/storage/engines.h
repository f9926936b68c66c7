#pragma once

#include "quarterdeck/storage/database.h"
#include "support/temp_folder.h"

#include <gtest/gtest.h>

#include <iosfwd>
#include <memory>
#include <string>

namespace qd {

/// How GoogleTest and ctest name the engine.
void PrintTo(EngineKind engine, std::ostream* out);

} // namespace qd

namespace qd::test {

/// A fresh workspace on one of the engines.
class FreshWorkspace {
public:
    explicit FreshWorkspace(EngineKind engine);
    ~FreshWorkspace();
    FreshWorkspace(const FreshWorkspace&) = delete;
    FreshWorkspace& operator=(const FreshWorkspace&) = delete;

    const WorkspaceUrl& url() const noexcept { return m_url; }
    std::unique_ptr<Database> open(OpenOptions options = {}) const; ///< fails the test where it cannot

private:
    TempFolder m_folder;
    WorkspaceUrl m_url;
};

std::string engineName(const ::testing::TestParamInfo<EngineKind>& info);

/// The contract that both engines keep: every test below it runs once an engine.
class EngineTest : public ::testing::TestWithParam<EngineKind> {
protected:
    EngineTest();

    FreshWorkspace workspace;
    std::unique_ptr<Database> db;
    std::unique_ptr<Session> session; ///< for writing
};

/// The value, or a failed test and a default.
template <class T>
T must(Result<T> result)
{
    if (result) return std::move(*result);
    ADD_FAILURE() << errcName(result.error().code) << ": " << result.error().detail;
    return T{};
}
inline void must(const Result<void>& result)
{
    if (!result) ADD_FAILURE() << errcName(result.error().code) << ": " << result.error().detail;
}

/// The code of the failure that was expected; an empty text where there was none.
template <class T>
std::string refusal(const Result<T>& result)
{
    return result ? std::string{} : std::string{errcName(result.error().code)};
}

} // namespace qd::test

#define QD_ON_EVERY_ENGINE(Suite) \
    INSTANTIATE_TEST_SUITE_P(Engines, Suite, ::testing::Values(::qd::EngineKind::Sqlite, ::qd::EngineKind::Postgres), ::qd::test::engineName)
