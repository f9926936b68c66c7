#include "multipart.h"

#include "digest.h"

#include <fmt/format.h>

#include <algorithm>

namespace qd {
namespace {

/// Names and types come from files: what would end the header line is dropped.
std::string headerSafe(std::string text)
{
    std::replace_if(text.begin(), text.end(), [](char c) { return c == '"' || c == '\r' || c == '\n'; }, '_');
    return text;
}

std::string boundaryFor(const std::vector<FormPart>& parts, const std::string& seed)
{
    for (int salt = 0;; ++salt) {
        std::string boundary = fmt::format("quarterdeck-{:016x}", fnv1a(seed + std::to_string(salt)));
        const bool taken = std::any_of(parts.begin(), parts.end(), [&](const FormPart& part) {
            return part.value.find(boundary) != std::string::npos;
        });
        if (!taken) return boundary;
    }
}

} // namespace

Multipart makeMultipart(const std::vector<FormPart>& parts, const std::string& seed)
{
    const std::string boundary = boundaryFor(parts, seed);
    Multipart form{"multipart/form-data; boundary=" + boundary, {}};
    for (const auto& part : parts) {
        form.body += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + headerSafe(part.name) + "\"";
        if (!part.fileName.empty()) form.body += "; filename=\"" + headerSafe(part.fileName) + "\"";
        if (!part.mimeType.empty()) form.body += "\r\nContent-Type: " + headerSafe(part.mimeType);
        form.body += "\r\n\r\n" + part.value + "\r\n";
    }
    form.body += "--" + boundary + "--\r\n";
    return form;
}

} // namespace qd
