#pragma once

#include "quarterdeck/base/result.h"
#include "quarterdeck/domain/account.h"
#include "quarterdeck/domain/outbox.h"

#include <filesystem>
#include <vector>

namespace qd {

/// Copy files into the workspace's media folder under names of our own, with their type read from their first bytes
/// (a renamed executable is refused) and their size held against the server's limits.
/// @errors NotFound, Invalid (type, size, number), Full: nothing is left behind
Result<std::vector<Attachment>> keepAttachments(const std::vector<Attachment>& given, const ServerLimits& limits,
                                                const std::filesystem::path& folder);

/// MIME type by content; "" = none that a platform takes.
std::string sniffMedia(std::string_view firstBytes);

} // namespace qd
