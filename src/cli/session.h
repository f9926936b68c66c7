#pragma once

#include "quarterdeck/cli/command_line.h"
#include "quarterdeck/desk/call.h"
#include "quarterdeck/desk/opener.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <ostream>
#include <string>

namespace qd::cli {

/// What stands before any verb.
struct GlobalOptions {
    std::string workspace; ///< "" = the default
    std::string as;        ///< "" = the OS user
    bool json{false};
};

/// One run of the program: the options, and the desk once a verb needs it.
class CliSession {
public:
    CliSession(const CommandLineParts& parts, const GlobalOptions& options)
        : m_parts{parts}
        , m_options{options}
    {}
    ~CliSession();

    GlobalOptions& options() { return m_options; }
    std::istream& in() { return m_parts.in; }
    std::ostream& out() { return m_parts.out; }
    std::ostream& err() { return m_parts.err; }
    bool interrupted() const { return m_parts.interrupted; }

    Opener& opener();

    /// The desk, opened on first use. @throws Failed with what the opener says
    Desk& desk(bool background = false);
    void closeDesk(); ///< ends every thread

    /// Ask the desk and wait for its answer.  @throws Failed
    template <class T>
    T await(const std::function<void(Reply<T>)>& ask)
    {
        struct Waiting {
            std::mutex mutex;
            std::condition_variable answered;
            std::optional<Result<T>> result;
        };
        auto waiting = std::make_shared<Waiting>(); // shared with the reply, which may come after an interrupt
        ask([waiting](Result<T> result) {
            const std::scoped_lock lock{waiting->mutex};
            waiting->result.emplace(std::move(result));
            waiting->answered.notify_all();
        });
        std::unique_lock lock{waiting->mutex};
        while (!waiting->answered.wait_for(lock, std::chrono::milliseconds{50}, [&] { return waiting->result.has_value(); }))
            if (interrupted()) throwInterrupted();
        return orThrow(std::move(*waiting->result));
    }

    /// The value, or Failed is thrown.
    template <class T>
    static T orThrow(Result<T> result)
    {
        if (!result) throwFailed(result.error());
        if constexpr (!std::is_void_v<T>) return std::move(*result);
    }

    /// Progress on stderr, at most four lines a second; false once the run was interrupted.
    ProgressFn progress();

    /// Everything on standard input.  @throws Failed past `most` bytes
    std::string readAll(std::size_t most);

    [[noreturn]] static void throwFailed(const Error& error);
    [[noreturn]] static void throwUsage(const Error& error); ///< the line itself cannot be read: exit 2
    [[noreturn]] static void throwInterrupted();

private:
    const CommandLineParts& m_parts;
    GlobalOptions m_options;
    std::unique_ptr<Opener> m_opener;
    std::unique_ptr<Desk> m_desk;
};

/// A verb was refused or failed: caught once, in runCommandLine, and printed. The one exception of this room, since
/// CLI11's callbacks have no other way out.
struct Failed {
    Error error;
    bool usage{false};
};
struct Interrupted {};

} // namespace qd::cli
