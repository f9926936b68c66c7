#pragma once

#include "quarterdeck/base/result.h"
#include "quarterdeck/domain/mention.h"

#include <string>
#include <vector>

namespace qd {

struct Decoded {
    std::vector<Mention> items;
    std::string next;
    struct Skip {
        int index{0};
        std::string why;
    };
    std::vector<Skip> skipped;
};

struct FoundPersonalData {
    std::string kind;
    std::size_t start{0}, end{0}; ///< code points
    std::string text;
};

/// The product's own parsers and judges over a given file; pure, answers at once, needs no workspace.
class Inspect {
public:
    virtual ~Inspect() = default;
    /// `bytes`: the body of a recorded reply, or an envelope {"response":{"status","headers","body"|"body_text"}}.
    virtual Result<Decoded> decode(const std::string& platform, const std::string& endpoint, const std::string& bytes) = 0;
    virtual std::vector<FoundPersonalData> personalData(const std::string& text) = 0;
};

} // namespace qd
