#include "engine/measure.h"

namespace qd {

Result<std::string> MeasureService::run(const BenchOptions& options)
{
    return fail(Errc::Invalid, "there is no figure called " + options.what, "Choose ingest, query or store.");
}

} // namespace qd
