#include "storage/new_file.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <unistd.h>

namespace qd {

Error fileError(int cause, const char* what)
{
    Errc code = Errc::Storage;
    if (cause == ENOSPC || cause == EDQUOT || cause == EFBIG) code = Errc::Full;
    if (cause == EROFS || cause == EACCES || cause == EPERM) code = Errc::ReadOnly;
    if (cause == ENOENT) code = Errc::NotFound;
    if (cause == EEXIST) code = Errc::Conflict;
    return Error{code, std::string{what} + ": " + std::strerror(cause)};
}

NewFile::NewFile(std::filesystem::path place, std::filesystem::path temporary)
    : m_place{std::move(place)}, m_temporary{std::move(temporary)}
{
}

NewFile::NewFile(NewFile&& other) noexcept
    : m_place{std::move(other.m_place)}, m_temporary{std::exchange(other.m_temporary, {})}
{
}

NewFile::~NewFile()
{
    if (m_temporary.empty()) return;
    for (const char* tail : {"", "-journal", "-wal", "-shm"}) ::unlink((m_temporary.string() + tail).c_str());
}

Result<NewFile> NewFile::toReplace(const std::filesystem::path& place)
{
    const auto folder = place.has_parent_path() ? place.parent_path() : std::filesystem::path{"."};
    auto name = (folder / ("." + place.filename().string() + ".XXXXXX")).string();
    const int file = ::mkstemp(name.data()); // mode 0600
    if (file < 0) return fail(fileError(errno, "a file cannot be made"));
    ::close(file);
    return NewFile{place, name};
}

Result<NewFile> NewFile::beside(const std::filesystem::path& place)
{
    std::error_code bad;
    if (std::filesystem::exists(place, bad)) return fail(Errc::Conflict, "the file exists already and is left as it is");
    return toReplace(place);
}

Result<void> NewFile::flush() const
{
    const int file = ::open(m_temporary.c_str(), O_RDWR | O_CLOEXEC);
    if (file < 0) return fail(fileError(errno, "a file cannot be opened"));
    const int flushed = ::fsync(file);
    const int cause = errno;
    ::close(file);
    if (flushed != 0) return fail(fileError(cause, "a file cannot be written to the disk"));
    return {};
}

Result<void> NewFile::keep()
{
    if (auto flushed = flush(); !flushed) return flushed;
    if (::link(m_temporary.c_str(), m_place.c_str()) != 0) {
        if (errno == EEXIST) return fail(Errc::Conflict, "the file exists already and is left as it is");
        // Some file systems have no links: there a rename that would overwrite is asked for by name.
        if (::renameat2(AT_FDCWD, m_temporary.c_str(), AT_FDCWD, m_place.c_str(), RENAME_NOREPLACE) != 0)
            return fail(fileError(errno, "a file cannot be given its name"));
        m_temporary.clear();
        return {};
    }
    ::unlink(m_temporary.c_str());
    m_temporary.clear();
    return {};
}

Result<void> NewFile::replace()
{
    if (auto flushed = flush(); !flushed) return flushed;
    if (::rename(m_temporary.c_str(), m_place.c_str()) != 0) return fail(fileError(errno, "a file cannot be replaced"));
    m_temporary.clear();
    return {};
}

} // namespace qd
