#include "app/end_by_signal.h"

#include <QCoreApplication>

#include <chrono>
#include <ctime>

namespace qd {
namespace {

using namespace std::chrono_literals;

/// The application may still be in the making when the signal comes.
void closeTheWindow(const std::stop_token& stop)
{
    while (!QCoreApplication::instance() && !stop.stop_requested())
        std::this_thread::sleep_for(10ms);
    // Queued: asked for before the event loop runs, it ends the loop at once when it does.
    if (auto* app = QCoreApplication::instance())
        QMetaObject::invokeMethod(app, &QCoreApplication::quit, Qt::QueuedConnection);
}

} // namespace

EndBySignal::EndBySignal()
{
    sigemptyset(&m_signals);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        sigaddset(&m_signals, signal);
    pthread_sigmask(SIG_BLOCK, &m_signals, nullptr);
    m_waiter = std::jthread([ours = m_signals](const std::stop_token& stop) {
        timespec patience{};
        patience.tv_nsec = 200'000'000;
        while (!stop.stop_requested()) {
            if (sigtimedwait(&ours, nullptr, &patience) <= 0) continue;
            closeTheWindow(stop);
            return;
        }
    });
}

} // namespace qd
