#pragma once

#include <filesystem>
#include <string>

namespace qd {

enum class LogLevel { Debug, Info, Warning, Error, Off };

/// Log to stderr and, where a folder is given, to `<folder>/quarterdeck.log` (5 files of 5 MiB, mode 0600).
/// Never pass a token, a body, a bound value or a person to the functions below: ids and counts only.
void openLog(LogLevel stderrLevel, const std::filesystem::path& folder = {});

void logDebug(const std::string& line);   ///< @thread any
void logInfo(const std::string& line);    ///< @thread any
void logWarning(const std::string& line); ///< @thread any
void logError(const std::string& line);   ///< @thread any

} // namespace qd
