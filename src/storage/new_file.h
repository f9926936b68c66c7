#pragma once

#include "quarterdeck/base/result.h"

#include <filesystem>

namespace qd {

/// A file that comes to be whole or not at all: written under a name of its own in the same folder, mode 0600, and given
/// its place by keep() or replace(). Dropped, it takes what was written with it.
class NewFile {
public:
    /// @errors Conflict: `place` exists; ReadOnly, Full, Storage
    static Result<NewFile> beside(const std::filesystem::path& place);
    /// The same where `place` may exist.
    static Result<NewFile> toReplace(const std::filesystem::path& place);

    NewFile(NewFile&& other) noexcept;
    NewFile& operator=(NewFile&&) = delete;
    ~NewFile();

    const std::filesystem::path& temporary() const noexcept { return m_temporary; }
    Result<void> keep();    ///< flush and rename; Conflict where somebody made `place` meanwhile
    Result<void> replace(); ///< flush and rename over what is there

private:
    NewFile(std::filesystem::path place, std::filesystem::path temporary);
    Result<void> flush() const;

    std::filesystem::path m_place;
    std::filesystem::path m_temporary; ///< empty once it has its place
};

/// The error of a failed call on a file, from errno.
Error fileError(int cause, const char* what);

} // namespace qd
