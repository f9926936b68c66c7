#include "sandbox/journal.h"

#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <unistd.h>

namespace qd::sandbox {

Journal::Journal(const std::string& path) : m_path(path)
{
    if (!path.empty()) m_file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

Journal::~Journal()
{
    if (m_file >= 0) ::close(m_file);
}

void Journal::write(UtcMillis at, const Call& call, int status, const Answer& answer, const std::string& fault)
{
    if (m_file < 0) return;
    nlohmann::json line = {{"time", isoMillis(at)}, {"method", call.method}, {"path", call.path},
                           {"status", status}, {"acted", answer.acted}};
    if (!answer.created.empty()) line["created"] = answer.created;
    if (!answer.key.empty()) line["key"] = answer.key;
    if (!fault.empty()) line["fault"] = fault;
    const std::lock_guard lock(m_guard);
    line["n"] = ++m_number;
    const std::string text = line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    for (std::size_t done = 0; done < text.size();) {
        const ssize_t wrote = ::write(m_file, text.data() + done, text.size() - done);
        if (wrote <= 0) return;
        done += static_cast<std::size_t>(wrote);
    }
}

} // namespace qd::sandbox
