// Prints what the store costs beside SQLite's bare C API, as one JSON document. Not a test: it takes minutes.
//   store_bench [--rows N] [--folder DIR]
#include "quarterdeck/engine/bench.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <nlohmann/json.hpp>

int main(int argc, char** argv)
{
    qd::BenchOptions options;
    options.what = "store";
    for (int i = 1; i + 1 < argc; i += 2) {
        if (std::strcmp(argv[i], "--rows") == 0) options.rows = std::atoll(argv[i + 1]);
        if (std::strcmp(argv[i], "--folder") == 0) options.folder = argv[i + 1];
    }
    const auto report = qd::benchStore(options);
    if (!report) {
        std::fprintf(stderr, "bench: %s\n", report.error().detail.c_str());
        return 1;
    }
    std::printf("%s\n", report->dump(2).c_str());
    return 0;
}
