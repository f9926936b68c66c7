#pragma once

#include <tl/expected.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace qd {

/// Why an operation failed, in terms the caller can act on. The names are the codes of the command line's contract.
enum class Errc {
    Invalid,     ///< the request makes no sense; nothing was done
    NotFound,    ///< no such row or object
    Forbidden,   ///< may() says no
    Conflict,    ///< somebody else was first, or the world changed since you looked
    Auth,        ///< the platform wants a new sign-in
    RateLimited, ///< too many requests; retryAfter says when, if the platform did
    Network,     ///< no answer; whether the other side acted may be unknown
    BadReply,    ///< an answer that cannot be read
    Storage,     ///< the database refused
    Busy,        ///< locked or leased by somebody else; try later
    ReadOnly,    ///< the database cannot be written
    Full,        ///< no room on the disk
    Corrupt,     ///< the database is damaged
    TooNew,      ///< the database was made by a newer program
    Cancelled,   ///< asked to stop
};

/// The code's name in the command line's JSON, e.g. "rate_limited".
std::string_view errcName(Errc code) noexcept;

/// A failure that was expected to be possible.
struct Error {
    Errc code;
    std::string detail; ///< English, one sentence; never a token, a body, a bound value or a person
    std::optional<std::chrono::milliseconds> retryAfter{}; ///< from now; set when the platform said when
    std::string hint{};                                    ///< what to do about it, one sentence, may be empty
};

/// A value, or the reason there is none.
template <class T>
using Result = tl::expected<T, Error>;

/// `return fail(Errc::BadReply, "notifications: not an array");`
inline tl::unexpected<Error> fail(Errc code, std::string detail, std::string hint = {})
{
    return tl::unexpected<Error>(Error{code, std::move(detail), std::nullopt, std::move(hint)});
}
inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

} // namespace qd
