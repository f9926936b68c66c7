#include "cli/session.h"

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <istream>

namespace qd::cli {
namespace {

/// How much faster than usual sources are polled; for the demo and the tests.
double pollHaste()
{
    const char* haste = std::getenv("QUARTERDECK_POLL_HASTE");
    const double value = haste ? std::strtod(haste, nullptr) : 1.0;
    return value >= 1.0 && value <= 1000.0 ? value : 1.0;
}

} // namespace

CliSession::~CliSession() { closeDesk(); }

Opener& CliSession::opener()
{
    if (!m_opener) m_opener = m_parts.makeOpener(pollHaste());
    return *m_opener;
}

Desk& CliSession::desk(bool background)
{
    if (!m_desk) m_desk = orThrow(opener().open({m_options.workspace, m_options.as, background}));
    return *m_desk;
}

void CliSession::closeDesk() { m_desk.reset(); }

ProgressFn CliSession::progress()
{
    auto last = std::make_shared<std::chrono::steady_clock::time_point>(); // shared with copies of the function
    return [this, last](const WorkProgress& work) {
        const auto now = std::chrono::steady_clock::now();
        if (now - *last > std::chrono::milliseconds{250}) {
            *last = now;
            if (work.total > 0) err() << fmt::format("{} {}/{}\n", work.what, work.done, work.total);
            else err() << work.what << '\n';
        }
        return !interrupted();
    };
}

std::string CliSession::readAll(std::size_t most)
{
    std::string text;
    std::array<char, 65536> block{};
    while (in().read(block.data(), block.size()) || in().gcount() > 0) {
        text.append(block.data(), static_cast<std::size_t>(in().gcount()));
        if (text.size() > most)
            throwFailed({Errc::Invalid, fmt::format("standard input holds more than {} bytes; nothing was done", most)});
    }
    return text;
}

void CliSession::throwFailed(const Error& error) { throw Failed{error, false}; }
void CliSession::throwUsage(const Error& error) { throw Failed{error, true}; }
void CliSession::throwInterrupted() { throw Interrupted{}; }

} // namespace qd::cli
