#pragma once

#include "support/started_program.h"
#include "support/temp_folder.h"

#include <nlohmann/json.hpp>

#include <memory>
#include <string>
#include <vector>

namespace qd::test {

/// The built quarterdeck-sandbox on free ports of loopback, with its control and its journal.
class SandboxServer {
public:
    using Json = nlohmann::json;

    /// Empty world, no rate limits; `more` are further arguments.  Fails the test where it does not come up.
    explicit SandboxServer(std::vector<std::string> more = {"--empty"});

    const Json& info() const { return m_info; }
    std::string url() const;

    /// Somebody posts (or we do, in the platform's own app). @return {"platform","id","cid"}
    Json post(const Json& what) { return control("post", what); }
    Json nativeReply(const std::string& platform, const std::string& to, const std::string& text);
    Json edit(const std::string& platform, const std::string& id, const std::string& text);
    Json remove(const std::string& platform, const std::string& id);
    void fault(const Json& script);
    void clearFaults();
    Json faults(); ///< the rules with their hits
    void advance(double seconds);
    /// What our accounts have said since the start: {platform: {"posts","by_parent"}}
    Json state();
    /// How many answers of ours stand under a post or in a talk.
    int answersTo(const std::string& platform, const std::string& id);
    /// The requests served, oldest first.
    std::vector<Json> journal() const;
    /// How many of them a method and the start of a path fit.
    int requests(const std::string& method, const std::string& path) const;

private:
    Json control(const std::string& verb, const Json& body);

    TempFolder m_folder;
    std::unique_ptr<StartedProgram> m_process;
    int m_port{0};
    Json m_info;
};

} // namespace qd::test
