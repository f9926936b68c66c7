#pragma once

#include "sandbox/bluesky_state.h"

#include <string>

namespace qd::sandbox::bluesky {

/// Turns what the state holds into the views of the lexicons. Pure.
class Views {
public:
    Views(State& state, std::string base) : m_state(state), m_base(std::move(base)) {}

    nlohmann::json author(const Actor& actor) const;  ///< app.bsky.actor.defs#profileViewBasic
    nlohmann::json profile(const Actor& actor) const; ///< …#profileViewDetailed
    nlohmann::json post(const Record& record) const;  ///< app.bsky.feed.defs#postView
    nlohmann::json thread(const std::string& uri, int depth, int parentHeight) const;
    nlohmann::json notice(const Notice& notice, UtcMillis seenAt) const;
    nlohmann::json convo(const Convo& convo) const;
    nlohmann::json message(const Message& message) const;

private:
    nlohmann::json embed(const Record& record) const;
    nlohmann::json gone(const std::string& uri) const; ///< notFoundPost or blockedPost

    State& m_state;
    std::string m_base;
};

} // namespace qd::sandbox::bluesky
