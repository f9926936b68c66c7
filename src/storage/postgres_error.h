#pragma once

#include "quarterdeck/base/result.h"

#include <exception>
#include <string>

namespace qd {

/// What PostgreSQL's SQLSTATE means to a caller. `words` (libpq's message) is quoted only where it can hold nothing but
/// names of tables and columns: a message elsewhere may repeat a bound value.
Error postgresError(const std::string& sqlstate, const std::string& words);

/// The failure behind an exception that libpqxx threw; to be called in a catch block.
/// @param lost  set where the connection is gone
Error postgresFailure(bool& lost);

} // namespace qd
