#pragma once

#include <sodium.h>

#include <cstdlib>

namespace qd {

/// Every use of libsodium starts here; it is safe to call often and from any thread.
inline void readySodium()
{
    if (sodium_init() < 0) std::abort(); // no source of random bytes: nothing here may go on
}

} // namespace qd
