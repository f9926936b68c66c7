#include "sandbox/mastodon_api.h"

#include <nlohmann/json.hpp>

namespace qd::sandbox::mastodon {
namespace {

using nlohmann::json;

const json kImageTypes = {"image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4", "video/webm"};

json configuration(Flavour flavour)
{
    const bool gts = flavour == Flavour::Gotosocial;
    return {{"statuses", {{"max_characters", gts ? 5000 : 500}, {"max_media_attachments", gts ? 6 : 4},
                          {"characters_reserved_per_url", gts ? 25 : 23}}},
            {"media_attachments", {{"supported_mime_types", kImageTypes}, {"image_size_limit", 16777216},
                                   {"image_matrix_limit", 33177600}, {"video_size_limit", 103809024},
                                   {"video_frame_rate_limit", 120}, {"video_matrix_limit", 8294400},
                                   {"description_limit", 1500}}},
            {"polls", {{"max_options", 4}, {"max_characters_per_option", 50}, {"min_expiration", 300},
                       {"max_expiration", 2629746}}},
            {"accounts", {{"max_featured_tags", 10}, {"max_pinned_statuses", 5}}}};
}

} // namespace

Answer Api::instanceV1(Context& c)
{
    const bool gts = m_state.flavour == Flavour::Gotosocial;
    json out = {{"uri", m_state.domain}, {"title", gts ? "Little Halt" : "Acme Social"}, {"short_description", ""},
                {"description", "A made-up server"}, {"email", ""}, {"version", gts ? "0.19.1+git-sandbox" : "4.5.0"},
                {"urls", {{"streaming_api", ""}}}, {"stats", {{"user_count", m_state.accounts.size()},
                {"status_count", m_state.statuses.size()}, {"domain_count", 12}}}, {"thumbnail", c.call.baseUrl() + "/media/banner-server.png"},
                {"languages", {"en", "de"}}, {"registrations", false}, {"approval_required", false},
                {"invites_enabled", false}, {"contact_account", nullptr}, {"rules", json::array()},
                {"configuration", configuration(m_state.flavour)}};
    if (gts) out["max_toot_chars"] = 5000;
    return {200, out.dump()};
}

Answer Api::instanceV2(Context& c)
{
    const bool gts = m_state.flavour == Flavour::Gotosocial;
    json configured = configuration(m_state.flavour);
    configured["urls"] = {{"streaming", ""}, {"status", nullptr}};
    configured["translation"] = {{"enabled", false}};
    json out = {{"domain", m_state.domain}, {"title", gts ? "Little Halt" : "Acme Social"},
                {"version", gts ? "0.19.1+git-sandbox" : "4.5.0"},
                {"source_url", gts ? "https://codeberg.org/superseriousbusiness/gotosocial" : "https://github.com/mastodon/mastodon"},
                {"description", "A made-up server"}, {"usage", {{"users", {{"active_month", 4}}}}},
                {"thumbnail", {{"url", c.call.baseUrl() + "/media/banner-server.png"}}}, {"icon", json::array()},
                {"languages", {"en", "de"}}, {"configuration", configured},
                {"registrations", {{"enabled", false}, {"approval_required", false}, {"message", nullptr}}},
                {"contact", {{"email", ""}, {"account", nullptr}}}, {"rules", json::array()}};
    if (!gts) out["api_versions"] = {{"mastodon", 7}};
    return {200, out.dump()};
}

Answer Api::nodeInfo(Context& c)
{
    if (c.call.path != "/nodeinfo/2.0")
        return {200, json{{"links", {{{"rel", "http://nodeinfo.diaspora.software/ns/schema/2.0"},
                                      {"href", c.call.baseUrl() + "/nodeinfo/2.0"}}}}}.dump()};
    const bool gts = m_state.flavour == Flavour::Gotosocial;
    return {200, json{{"version", "2.0"}, {"software", {{"name", gts ? "gotosocial" : "mastodon"},
                      {"version", gts ? "0.19.1+git-sandbox" : "4.5.0"}}}, {"protocols", {"activitypub"}},
                      {"services", {{"outbound", json::array()}, {"inbound", json::array()}}}, {"usage", {{"users", json::object()}}},
                      {"openRegistrations", false}, {"metadata", json::object()}}.dump()};
}

Answer Api::oauthMetadata(Context& c)
{
    if (m_state.flavour == Flavour::Gotosocial) return notFound();
    const std::string base = c.call.baseUrl();
    return {200, json{{"issuer", base + "/"}, {"authorization_endpoint", base + "/oauth/authorize"},
                      {"token_endpoint", base + "/oauth/token"}, {"revocation_endpoint", base + "/oauth/revoke"},
                      {"app_registration_endpoint", base + "/api/v1/apps"},
                      {"scopes_supported", {"read", "write", "profile", "read:accounts", "read:notifications", "read:search",
                       "read:statuses", "write:conversations", "write:favourites", "write:media", "write:notifications",
                       "write:statuses"}},
                      {"response_types_supported", {"code"}}, {"response_modes_supported", {"query", "fragment", "form_post"}},
                      {"grant_types_supported", {"authorization_code", "client_credentials"}},
                      {"token_endpoint_auth_methods_supported", {"client_secret_basic", "client_secret_post"}},
                      {"code_challenge_methods_supported", {"S256"}}}.dump()};
}

} // namespace qd::sandbox::mastodon
