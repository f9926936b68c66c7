#include "storage/export_files.h"

#include "storage/json_text.h"
#include "storage/new_file.h"

#include <nlohmann/json.hpp>

#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <unistd.h>
#include <vector>

namespace qd {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::string_view kFileStart = "{\"quarterdeck_export\":";
constexpr int kFormat = 1;

std::string manifestJson(const ExportManifest& manifest)
{
    json object{{"quarterdeck_export", kFormat}, {"schema", manifest.schema}, {"tables", manifest.rows}};
    return dumpJson(object);
}

Result<ExportManifest> readManifest(const json& object)
{
    if (integerIn(object, "quarterdeck_export", 0) != kFormat) return fail(Errc::Invalid, "this is no export that this program can read");
    ExportManifest manifest;
    manifest.schema = static_cast<int>(integerIn(object, "schema", 0));
    const auto tables = object.find("tables");
    if (tables == object.end() || !tables->is_object()) return fail(Errc::Corrupt, "the export's manifest names no tables");
    for (const auto& [name, rows] : tables->items()) {
        if (!rows.is_number_integer()) return fail(Errc::Corrupt, "the export's manifest cannot be read");
        manifest.rows[name] = rows.get<std::int64_t>();
    }
    return manifest;
}

/// A file that is written through, mode 0600.
class Writer {
public:
    Result<void> open(const fs::path& path, bool fresh)
    {
        close();
        m_file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC | (fresh ? O_CREAT | O_EXCL : O_TRUNC), 0600);
        if (m_file < 0) return fail(fileError(errno, "a file of the export cannot be made"));
        return {};
    }
    Result<void> line(std::string_view text)
    {
        m_buffer.append(text).push_back('\n');
        return m_buffer.size() < (1U << 16) ? Result<void>{} : flush();
    }
    Result<void> flush()
    {
        std::size_t done = 0;
        while (done < m_buffer.size()) {
            const auto written = ::write(m_file, m_buffer.data() + done, m_buffer.size() - done);
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) return fail(fileError(errno, "the export cannot be written"));
            done += static_cast<std::size_t>(written);
        }
        m_buffer.clear();
        return {};
    }
    Result<void> finish()
    {
        if (m_file < 0) return {};
        if (auto flushed = flush(); !flushed) return flushed;
        if (::fsync(m_file) != 0) return fail(fileError(errno, "the export cannot be written to the disk"));
        close();
        return {};
    }
    void close()
    {
        if (m_file >= 0) ::close(m_file);
        m_file = -1;
    }
    Writer() = default;
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    ~Writer() { close(); }

private:
    int m_file{-1};
    std::string m_buffer;
};

class FolderSink final : public ExportSink {
public:
    FolderSink(fs::path folder, bool made) : m_folder{std::move(folder)}, m_made{made} {}
    ~FolderSink() override
    {
        if (m_whole) return;
        m_writer.close();
        std::error_code ignored;
        for (const auto& file : m_files) fs::remove(file, ignored);
        if (m_made) fs::remove(m_folder, ignored);
    }
    Result<void> table(const std::string& name) override { return begin(name + ".jsonl"); }
    Result<void> row(std::string_view text) override { return m_writer.line(text); }
    Result<void> finish(const ExportManifest& manifest) override
    {
        if (auto begun = begin("manifest.json"); !begun) return begun;
        if (auto said = m_writer.line(manifestJson(manifest)); !said) return said;
        if (auto done = m_writer.finish(); !done) return done;
        m_whole = true;
        return {};
    }

private:
    Result<void> begin(const std::string& name)
    {
        if (auto done = m_writer.finish(); !done) return done;
        auto opened = m_writer.open(m_folder / name, true);
        if (opened) m_files.push_back(m_folder / name);
        return opened;
    }
    fs::path m_folder;
    bool m_made;
    bool m_whole{false};
    Writer m_writer;
    std::vector<fs::path> m_files;
};

/// One file: a line that says what it is, then each table's name and rows, and the manifest at the end.
class FileSink final : public ExportSink {
public:
    explicit FileSink(NewFile file) : m_file{std::move(file)} {}
    Result<void> begin()
    {
        if (auto opened = m_writer.open(m_file.temporary(), false); !opened) return opened;
        return m_writer.line(std::string{kFileStart} + std::to_string(kFormat) + "}");
    }
    Result<void> table(const std::string& name) override { return m_writer.line("{\"table\":\"" + name + "\"}"); }
    Result<void> row(std::string_view text) override { return m_writer.line(text); }
    Result<void> finish(const ExportManifest& manifest) override
    {
        if (auto said = m_writer.line(manifestJson(manifest)); !said) return said;
        if (auto done = m_writer.finish(); !done) return done;
        return m_file.keep();
    }

private:
    NewFile m_file;
    Writer m_writer;
};

class FolderSource final : public ImportSource {
public:
    FolderSource(fs::path folder, ExportManifest manifest) : m_folder{std::move(folder)}, m_manifest{std::move(manifest)} {}
    const ExportManifest& manifest() const override { return m_manifest; }
    Result<bool> open(const std::string& table) override
    {
        m_in = std::ifstream{};
        if (m_manifest.rows.find(table) == m_manifest.rows.end()) return false;
        m_in.open(m_folder / (table + ".jsonl"), std::ios::binary);
        if (!m_in) return fail(Errc::Corrupt, "the export lacks its file of " + table);
        return true;
    }
    Result<bool> row(std::string& line) override { return static_cast<bool>(std::getline(m_in, line)); }

private:
    fs::path m_folder;
    ExportManifest m_manifest;
    std::ifstream m_in;
};

class FileSource final : public ImportSource {
public:
    FileSource(std::ifstream in, ExportManifest manifest, std::map<std::string, std::streamoff> starts)
        : m_in{std::move(in)}, m_manifest{std::move(manifest)}, m_starts{std::move(starts)}
    {
    }
    const ExportManifest& manifest() const override { return m_manifest; }
    Result<bool> open(const std::string& table) override
    {
        const auto start = m_starts.find(table);
        if (start == m_starts.end()) return false;
        m_in.clear();
        m_in.seekg(start->second);
        m_left = m_manifest.rows[table];
        return true;
    }
    Result<bool> row(std::string& line) override
    {
        if (m_left <= 0) return false;
        --m_left;
        if (!std::getline(m_in, line)) return fail(Errc::Corrupt, "the export ends too early");
        return true;
    }

private:
    std::ifstream m_in;
    ExportManifest m_manifest;
    std::map<std::string, std::streamoff> m_starts;
    std::int64_t m_left{0};
};

} // namespace

Result<std::unique_ptr<ExportSink>> exportToFolder(const fs::path& folder)
{
    std::error_code bad;
    const bool there = fs::exists(folder, bad);
    if (there && (!fs::is_directory(folder, bad) || !fs::is_empty(folder, bad)))
        return fail(Errc::Conflict, "the export's folder is not empty and is left as it is");
    if (!there) {
        fs::create_directories(folder, bad);
        if (bad) return fail(fileError(bad.value(), "the export's folder cannot be made"));
        fs::permissions(folder, fs::perms::owner_all, bad);
    }
    return std::make_unique<FolderSink>(folder, !there);
}

Result<std::unique_ptr<ExportSink>> exportToFile(const fs::path& file)
{
    auto place = NewFile::beside(file);
    if (!place) return fail(place.error());
    auto sink = std::make_unique<FileSink>(std::move(*place));
    if (auto begun = sink->begin(); !begun) return fail(begun.error());
    return sink;
}

Result<std::unique_ptr<ImportSource>> importFromFolder(const fs::path& folder)
{
    std::ifstream in{folder / "manifest.json", std::ios::binary};
    if (!in) return fail(Errc::NotFound, "that folder holds no export");
    auto manifest = readManifest(json::parse(in, nullptr, /*allow_exceptions=*/false));
    if (!manifest) return fail(manifest.error());
    return std::make_unique<FolderSource>(folder, std::move(*manifest));
}

Result<std::unique_ptr<ImportSource>> importFromFile(const fs::path& file)
{
    std::ifstream in{file, std::ios::binary};
    if (!in) return fail(Errc::NotFound, "there is no such file");
    std::map<std::string, std::streamoff> starts;
    std::string line;
    std::string last;
    while (std::getline(in, line)) {
        if (line.rfind("{\"table\":\"", 0) == 0 && line.size() > 12)
            starts[line.substr(10, line.size() - 12)] = static_cast<std::streamoff>(in.tellg());
        last.swap(line);
    }
    auto manifest = readManifest(json::parse(last, nullptr, /*allow_exceptions=*/false));
    if (!manifest) return fail(Errc::Corrupt, "the export is cut off or damaged");
    in.clear();
    return std::make_unique<FileSource>(std::move(in), std::move(*manifest), std::move(starts));
}

bool isExportFile(const fs::path& file)
{
    std::ifstream in{file, std::ios::binary};
    std::string start(kFileStart.size(), '\0');
    in.read(start.data(), static_cast<std::streamsize>(start.size()));
    return in && start == kFileStart;
}

} // namespace qd
