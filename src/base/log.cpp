#include "quarterdeck/base/log.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

namespace qd {
namespace {

constexpr std::size_t kFileBytes = 5U << 20U;
constexpr std::size_t kOlderFiles = 4; // five with the current one

spdlog::level::level_enum toSpdlog(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug: return spdlog::level::debug;
    case LogLevel::Info: return spdlog::level::info;
    case LogLevel::Warning: return spdlog::level::warn;
    case LogLevel::Error: return spdlog::level::err;
    case LogLevel::Off: return spdlog::level::off;
    }
    return spdlog::level::info;
}

/// The log of this process: one logger that openLog may exchange while others write.
class LogFront {
public:
    LogFront() { exchange(makeLogger(LogLevel::Info, {})); }

    void open(LogLevel level, const std::filesystem::path& folder) { exchange(makeLogger(level, folder)); }

    void write(spdlog::level::level_enum level, const std::string& line)
    {
        if (level < m_level.load(std::memory_order_relaxed)) return;
        std::string clean = line;
        for (char& c : clean) {
            if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' '; // one call is one line
        }
        current()->log(level, spdlog::string_view_t{clean.data(), clean.size()});
    }

private:
    static std::shared_ptr<spdlog::logger> makeLogger(LogLevel level, const std::filesystem::path& folder)
    {
        std::vector<spdlog::sink_ptr> sinks;
        auto terminal = std::make_shared<spdlog::sinks::stderr_sink_mt>();
        terminal->set_level(toSpdlog(level));
        sinks.push_back(std::move(terminal));
        if (auto file = makeFile(folder)) sinks.push_back(std::move(file));
        auto logger = std::make_shared<spdlog::logger>("quarterdeck", sinks.begin(), sinks.end());
        logger->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %^%l%$ [%t] %v", spdlog::pattern_time_type::utc);
        const bool file = sinks.size() > 1;
        logger->set_level(file ? std::min(toSpdlog(level), spdlog::level::info) : toSpdlog(level));
        logger->flush_on(spdlog::level::info);
        return logger;
    }

    /// None where the folder cannot be written: a desk without a log file is better than no desk.
    static spdlog::sink_ptr makeFile(const std::filesystem::path& folder)
    {
        if (folder.empty()) return nullptr;
        std::error_code ignored;
        std::filesystem::create_directories(folder, ignored);
        spdlog::file_event_handlers handlers;
        handlers.before_open = [](const spdlog::filename_t& name) { // born private, not made so afterwards
            if (const int fd = ::open(name.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600); fd >= 0) {
                ::fchmod(fd, 0600);
                ::close(fd);
            }
        };
        try {
            return std::make_shared<spdlog::sinks::rotating_file_sink_mt>((folder / "quarterdeck.log").string(),
                                                                          kFileBytes, kOlderFiles, false, handlers);
        } catch (const spdlog::spdlog_ex&) {
            return nullptr;
        }
    }

    void exchange(std::shared_ptr<spdlog::logger> logger)
    {
        const std::lock_guard lock{m_mutex};
        m_level = logger->level();
        m_logger = std::move(logger);
    }
    std::shared_ptr<spdlog::logger> current() // shared: a line under way outlives an exchange
    {
        const std::lock_guard lock{m_mutex};
        return m_logger;
    }

    std::mutex m_mutex;
    std::shared_ptr<spdlog::logger> m_logger;
    std::atomic<spdlog::level::level_enum> m_level{spdlog::level::info};
};

/// Never destroyed: threads may still log while statics go.
LogFront& front()
{
    static auto* const s_front = new LogFront;
    return *s_front;
}

} // namespace

void openLog(LogLevel stderrLevel, const std::filesystem::path& folder) { front().open(stderrLevel, folder); }
void logDebug(const std::string& line) { front().write(spdlog::level::debug, line); }
void logInfo(const std::string& line) { front().write(spdlog::level::info, line); }
void logWarning(const std::string& line) { front().write(spdlog::level::warn, line); }
void logError(const std::string& line) { front().write(spdlog::level::err, line); }

} // namespace qd
