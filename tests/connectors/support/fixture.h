#pragma once

#include "quarterdeck/connectors/connector.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <string>

namespace qd::test {

/// An answer from tests/fixtures/<name>.json.
HttpResponse fixture(const std::string& name);

/// An answer made on the spot.
HttpResponse answer(int status, const std::string& body,
                    std::initializer_list<std::pair<std::string, std::string>> headers = {});
HttpResponse answer(const nlohmann::json& body);

UtcMillis at(const char* rfc3339);

/// The value of a query field of a request's URL, "" = absent.
std::string field(const HttpRequest& request, const std::string& name);
/// The path of a request's URL.
std::string path(const HttpRequest& request);
std::string header(const HttpRequest& request, const std::string& name);

/// Feed `read` with the body cut at every place and with every byte changed; about 500 of each for long bodies.
/// It must return each time.
void mutilate(const HttpResponse& whole, const std::function<void(const HttpResponse&)>& read);

} // namespace qd::test
