#pragma once

#include "engine/set_up_book.h"
#include "quarterdeck/connectors/connector.h"
#include "quarterdeck/storage/ingest_table.h"

namespace qd {

/// One answer of a platform on its way to the store.
struct Ingested {
    IngestBatch batch;
    bool more{false};
    bool gone{false};
    std::optional<std::string> movedTo;
    std::optional<UtcMillis> notBefore;
    int fetched{0};
    int skipped{0};
};

/// How far back a source's first read goes.
inline constexpr std::chrono::days kHistory{30};

/// The whole life of a mention between the wire and the store, top to bottom: accept, normalise, judge, route.
/// The stages know nothing of each other. Pure but for what it is given.
Result<Ingested> ingestPage(const Connector& connector, const Stream& stream, const SourceHealth& before,
                            const HttpResponse& response, const SetUpSnapshot& setUp, UtcMillis now);

/// The posts of a thread or a sweep, the same way; no cursor is involved.
struct Digested {
    std::vector<Routed> items;
    std::vector<std::string> tombstones;
};
Digested digest(std::vector<RawPost> posts, const Account& account, UtcMillis historyBefore,
                const SetUpSnapshot& setUp, UtcMillis now);

/// Posts made before this moment are history.
UtcMillis historyBefore(const Account& account, UtcMillis connectedAt);

} // namespace qd
