#pragma once

#include "quarterdeck/base/result.h"
#include "quarterdeck/desk/opener.h"

#include <nlohmann/json_fwd.hpp>

namespace qd {

/// What a new feed item costs from HTTP to stored, indexed and routed, and what it costs to ask again when nothing is
/// new: a whole workspace with a feed account for each address of `options.feedUrl` (a file, one address a line).
/// CPU of the whole process, user and system: {"feeds","items","figures":[{"name","unit","ours"}]}.
/// @errors Invalid without a list of feeds; what connecting or polling says
Result<nlohmann::json> benchIngest(Opener& opener, const BenchOptions& options);

} // namespace qd
