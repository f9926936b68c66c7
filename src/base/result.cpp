#include "quarterdeck/base/result.h"

namespace qd {

std::string_view errcName(Errc code) noexcept
{
    switch (code) {
    case Errc::Invalid: return "invalid";
    case Errc::NotFound: return "not_found";
    case Errc::Forbidden: return "forbidden";
    case Errc::Conflict: return "conflict";
    case Errc::Auth: return "auth";
    case Errc::RateLimited: return "rate_limited";
    case Errc::Network: return "network";
    case Errc::BadReply: return "bad_reply";
    case Errc::Storage: return "storage";
    case Errc::Busy: return "busy";
    case Errc::ReadOnly: return "read_only";
    case Errc::Full: return "full";
    case Errc::Corrupt: return "corrupt";
    case Errc::TooNew: return "too_new";
    case Errc::Cancelled: return "cancelled";
    } // no default: the compiler names a forgotten code
    return "storage";
}

} // namespace qd
