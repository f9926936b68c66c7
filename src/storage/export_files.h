#pragma once

#include "quarterdeck/base/result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace qd {

/// What an export says about itself; also how a truncated one is known.
struct ExportManifest {
    int schema{0};
    std::map<std::string, std::int64_t> rows; ///< by table
};

/// Where an export goes: a folder of one file a table, or one file. Whole or not at all: what was written is taken away
/// again unless finish() was called.
class ExportSink {
public:
    virtual ~ExportSink() = default;
    virtual Result<void> table(const std::string& name) = 0;
    virtual Result<void> row(std::string_view json) = 0;
    virtual Result<void> finish(const ExportManifest& manifest) = 0;
};
Result<std::unique_ptr<ExportSink>> exportToFolder(const std::filesystem::path& folder); ///< Conflict: not empty
Result<std::unique_ptr<ExportSink>> exportToFile(const std::filesystem::path& file);     ///< Conflict: exists

/// Where an import comes from. Tables in the order in which they were written.
class ImportSource {
public:
    virtual ~ImportSource() = default;
    virtual const ExportManifest& manifest() const = 0;
    virtual Result<bool> open(const std::string& table) = 0; ///< false: the export has no such table
    virtual Result<bool> row(std::string& line) = 0;         ///< false: no further row of this table
};
Result<std::unique_ptr<ImportSource>> importFromFolder(const std::filesystem::path& folder);
Result<std::unique_ptr<ImportSource>> importFromFile(const std::filesystem::path& file);

/// Whether a file is an export in one file, by its first bytes.
bool isExportFile(const std::filesystem::path& file);

} // namespace qd
