#include "engine/measure.h"

#include "engine/bench/ingest_bench.h"
#include "quarterdeck/engine/bench.h"

#include <nlohmann/json.hpp>

namespace qd {

Result<std::string> MeasureService::run(const BenchOptions& options)
{
    if (options.what == "store" || options.what == "query") {
        const auto report = benchStore(options);
        if (!report) return fail(report.error());
        return report->dump(2);
    }
    if (options.what == "ingest") {
        const auto report = benchIngest(m_opener, options);
        if (!report) return fail(report.error());
        return report->dump(2);
    }
    return fail(Errc::Invalid, "there is no figure called " + options.what, "Choose ingest, query or store.");
}

} // namespace qd
