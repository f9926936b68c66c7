#pragma once

#include "sandbox/mastodon_state.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace qd::sandbox::mastodon {

/// Turns what the state holds into the entities of the wire. Pure.
class Entities {
public:
    /// @param base  "http://127.0.0.1:PORT", where pictures can be had
    Entities(const State& state, std::string base) : m_state(state), m_base(std::move(base)) {}

    nlohmann::json account(const Account& account) const;
    nlohmann::json credentialAccount(const Account& account) const;
    nlohmann::json status(const Status& status) const;
    nlohmann::json notification(const Notification& note) const;
    nlohmann::json attachment(const Attachment& attachment) const;
    nlohmann::json history(const Status& status) const;
    std::string html(const Status& status, const Version& version) const;
    std::string uri(const Status& status) const;

private:
    std::string site(const Account& account) const;
    std::string profileUrl(const Account& account) const;
    std::string statusUrl(const Status& status) const;
    std::string mentionHtml(const Status& status, const std::string& text) const;

    const State& m_state;
    std::string m_base;
};

} // namespace qd::sandbox::mastodon
