#pragma once

#include "quarterdeck/base/time.h"
#include "quarterdeck/desk/inspect.h"

namespace qd {

class InspectService final : public Inspect {
public:
    explicit InspectService(Clock& clock)
        : m_clock{clock}
    {}
    Result<Decoded> decode(const std::string& platform, const std::string& endpoint, const std::string& bytes) override;
    std::vector<FoundPersonalData> personalData(const std::string& text) override;

private:
    Clock& m_clock;
};

} // namespace qd
