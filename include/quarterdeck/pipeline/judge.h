#pragma once

#include "quarterdeck/domain/mention.h"

#include <string>

namespace qd {

/// What we think a mention says; empty fields are unknown, and no rule fits on an unknown.
struct Judgement {
    std::string sentiment; ///< "negative", "neutral", "positive", "" = not judged
    std::string intent;
};

} // namespace qd
