#pragma once

#include <string>
#include <vector>

namespace qd {

struct FormPart {
    std::string name;
    std::string value;    ///< any bytes
    std::string mimeType; ///< "" = a plain field
    std::string fileName; ///< "" = a plain field
};

struct Multipart {
    std::string contentType; ///< multipart/form-data with its boundary
    std::string body;
};

/// A form as multipart/form-data (RFC 7578). The boundary is made from `seed` and occurs in no part.
Multipart makeMultipart(const std::vector<FormPart>& parts, const std::string& seed);

} // namespace qd
