#include "fixture.h"

#include "quarterdeck/net/url.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace qd::test {

HttpResponse fixture(const std::string& name)
{
    std::ifstream file{std::string{QD_FIXTURES} + "/" + name + ".json"};
    EXPECT_TRUE(file) << name;
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    const auto envelope = nlohmann::json::parse(text);
    const auto& recorded = envelope.at("response");
    HttpResponse response;
    response.status = recorded.at("status").get<int>();
    for (const auto& entry : recorded.at("headers").items())
        response.headers.add(entry.key(), entry.value().get<std::string>());
    response.body = recorded.at("body").dump();
    return response;
}

HttpResponse answer(int status, const std::string& body,
                    std::initializer_list<std::pair<std::string, std::string>> headers)
{
    HttpResponse response;
    response.status = status;
    response.headers = HttpHeaders(headers);
    response.body = body;
    return response;
}

HttpResponse answer(const nlohmann::json& body) { return answer(200, body.dump()); }

UtcMillis at(const char* rfc3339) { return parseRfc3339(rfc3339).value(); }

std::string field(const HttpRequest& request, const std::string& name)
{
    const auto query = request.url.find('?');
    if (query == std::string::npos) return {};
    for (const auto& [key, value] : formDecode(std::string_view{request.url}.substr(query + 1)))
        if (key == name) return value;
    return {};
}

std::string path(const HttpRequest& request)
{
    const auto url = parseUrl(request.url);
    return url ? url->path : std::string{"not a URL"};
}

std::string header(const HttpRequest& request, const std::string& name)
{
    for (const auto& [key, value] : request.headers)
        if (key == name) return value;
    return {};
}

void mutilate(const HttpResponse& whole, const std::function<void(const HttpResponse&)>& read)
{
    const std::size_t step = std::max<std::size_t>(1, whole.body.size() / 500);
    HttpResponse broken = whole;
    for (std::size_t i = 0; i < whole.body.size(); i += step) {
        broken.body = whole.body.substr(0, i);
        read(broken);
        broken.body = whole.body;
        // Turns text into other text, quotes and brackets into other signs, and every eighth byte into broken UTF-8.
        broken.body[i] = static_cast<char>(i % 8 == 0 ? '\xE2' : "{[\"0n:,"[i % 7]);
        read(broken);
    }
}

} // namespace qd::test
