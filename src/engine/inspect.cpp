#include "engine/inspect.h"

#include "quarterdeck/connectors/connector.h"
#include "quarterdeck/pipeline/guard.h"
#include "quarterdeck/pipeline/normalise.h"

#include <nlohmann/json.hpp>

namespace qd {
namespace {

using nlohmann::json;

std::string textOf(const json& value)
{
    return value.is_string() ? value.get<std::string>() : value.dump(-1, ' ', false, json::error_handler_t::replace);
}

/// The response inside a recorded envelope, or the bytes as the body of a 200.
HttpResponse responseOf(const std::string& bytes)
{
    HttpResponse response{.status = 200, .body = bytes};
    const json envelope = json::parse(bytes, nullptr, false);
    if (!envelope.is_object() || !envelope.contains("response") || !envelope["response"].is_object()) return response;
    const json& recorded = envelope["response"];
    if (!recorded.contains("body") && !recorded.contains("body_text")) return response;
    if (recorded.contains("status") && recorded["status"].is_number_integer()) response.status = recorded["status"].get<int>();
    response.body = textOf(recorded.contains("body") ? recorded["body"] : recorded["body_text"]);
    if (recorded.contains("headers") && recorded["headers"].is_object())
        for (const auto& [name, value] : recorded["headers"].items()) response.headers.add(name, textOf(value));
    return response;
}

} // namespace

Result<Decoded> InspectService::decode(const std::string& platform, const std::string& endpoint, const std::string& bytes)
{
    const Connector* connector = findConnector(platform);
    if (!connector) return fail(Errc::Invalid, "this program knows no such platform");
    const UtcMillis now = m_clock.now();
    auto page = connector->decode(endpoint, responseOf(bytes), now);
    if (!page) return fail(page.error());
    Decoded decoded{.next = std::move(page->next)};
    for (RawPost& post : page->posts) decoded.items.push_back(normalise(std::move(post), {.receivedAt = now}));
    for (const Skipped& skipped : page->skipped) decoded.skipped.push_back({skipped.index, skipped.why});
    return decoded;
}

std::vector<FoundPersonalData> InspectService::personalData(const std::string& text)
{
    std::vector<FoundPersonalData> found;
    for (PersonalData& data : findPersonalData(text)) found.push_back({std::move(data.kind), data.start, data.end, std::move(data.text)});
    return found;
}

} // namespace qd
