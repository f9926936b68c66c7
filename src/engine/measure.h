#pragma once

#include "quarterdeck/desk/bench.h"

namespace qd {

/// `quarterdeck-cli bench`: the measuring code of src/engine/bench, by name.
class MeasureService final : public Bench {
public:
    Result<std::string> run(const BenchOptions& options) override;
};

} // namespace qd
