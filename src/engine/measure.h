#pragma once

#include "quarterdeck/desk/opener.h"

namespace qd {

/// `quarterdeck-cli bench`: the measuring code of src/engine/bench, by name.
class MeasureService final : public Bench {
public:
    explicit MeasureService(Opener& opener)
        : m_opener{opener}
    {}
    Result<std::string> run(const BenchOptions& options) override;

private:
    Opener& m_opener; ///< makes the scratch workspaces
};

} // namespace qd
