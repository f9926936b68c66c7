#pragma once

#include "quarterdeck/base/result.h"

#include <filesystem>

namespace qd {

/// An export made in passing, in a folder that only this user may read and that goes with this object.
class TempExport {
public:
    TempExport() = default;
    TempExport(const TempExport&) = delete;
    TempExport& operator=(const TempExport&) = delete;
    ~TempExport();

    Result<std::filesystem::path> ofSqlite(const std::filesystem::path& backup);

private:
    std::filesystem::path m_folder;
};

} // namespace qd
