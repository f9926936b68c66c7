#pragma once

#include "quarterdeck/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace qd {

struct BenchOptions {
    std::string what;             ///< "ingest", "query", "store"
    std::int64_t rows{1'000'000};
    std::filesystem::path folder; ///< scratch; "" = a temporary one
    std::string feedUrl;          ///< ingest: a served list of feeds, "" = own loopback corpus
};

/// Reproducible figures. Blocks the caller's thread; not for the window.
class Bench {
public:
    virtual ~Bench() = default;
    virtual Result<std::string> run(const BenchOptions& options) = 0; ///< one JSON document, the raw limit beside each figure
};

} // namespace qd
