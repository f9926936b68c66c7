#pragma once

#include "quarterdeck/base/result.h"
#include "quarterdeck/desk/bench.h"

#include <nlohmann/json_fwd.hpp>

namespace qd {

/// Fills a scratch workspace with made-up posts through saveBatch(), a raw SQLite file with the same ones, and reports
/// what each costs at that size: {"rows", "figures": [{"name","unit","ours","raw","ratio","must","ok"}]}. CPU time of
/// the calling thread, so that a busy machine changes little. SQLite only.
Result<nlohmann::json> benchStore(const BenchOptions& options);

} // namespace qd
