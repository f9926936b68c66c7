#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace qd::sandbox {

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// One part of a multipart body.
struct Part {
    std::string name;
    std::string filename; ///< empty for a plain field
    std::string type;
    std::string content;
};

/// A request as it came in, taken apart once and never changed.
struct Call {
    std::string method;
    std::string path;        ///< percent-decoded, without the query
    Pairs query;             ///< decoded, in order
    Pairs headers;           ///< names in lower case
    std::string type;        ///< the body's media type in lower case, without parameters
    std::string body;        ///< raw; empty for multipart
    std::vector<Part> parts; ///< of a multipart body

    std::string header(std::string_view lowerName) const; ///< "" where absent
    std::string bearer() const;                           ///< token of the Authorization header, "" where absent
    std::string baseUrl() const;                          ///< "http://127.0.0.1:4711", from the Host header
};

/// What goes back, and what the journal shall say about it.
struct Answer {
    int status = 200;
    std::string body;
    std::string type = "application/json; charset=utf-8";
    Pairs headers;
    bool acted = false;  ///< the request changed something
    std::string created; ///< id of what it made
    std::string key;     ///< Idempotency-Key or rkey it carried
};

/// Decoded parameters of a query and of a form or JSON body, as Rails sees them: `a[]` and JSON arrays repeat
/// the name "a[]", nested objects become "a[b]".
class Params {
public:
    Params() = default;
    explicit Params(Pairs pairs) : m_pairs(std::move(pairs)) {}

    void append(const Pairs& pairs);
    bool has(std::string_view name) const;
    std::string text(std::string_view name) const; ///< "" where absent
    std::optional<std::string> maybe(std::string_view name) const;
    std::vector<std::string> list(std::string_view name) const; ///< values of `name[]` and of `name`
    bool flag(std::string_view name) const;                     ///< true, 1, on, yes
    /// A whole number clamped to [low, high]; `otherwise` where absent or not a number.
    long clamped(std::string_view name, long otherwise, long low, long high) const;
    const Pairs& pairs() const { return m_pairs; }

private:
    Pairs m_pairs;
};

/// Read a form body; nothing when a percent escape is broken.
std::optional<Pairs> decodeForm(std::string_view body);
/// Flatten a JSON object as Params describes; nothing when the body is not a JSON object.
std::optional<Pairs> decodeJsonForm(std::string_view body);
std::string percentDecode(std::string_view text, bool plusIsBlank);
std::string percentEncode(std::string_view text); ///< everything but unreserved characters
std::string escapeHtml(std::string_view text);     ///< also fit for XML text and attributes
std::string lowerAscii(std::string_view text);

} // namespace qd::sandbox
