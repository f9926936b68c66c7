#include "quarterdeck/net/curl_http_client.h"

#include "net/curl_transfer.h"
#include "net/host_queues.h"
#include "net/redirect.h"
#include "quarterdeck/base/log.h"

#include <algorithm>
#include <array>
#include <exception>
#include <map>
#include <mutex>
#include <thread>

namespace qd {
namespace {

constexpr std::size_t kIdleHandles = 16;
constexpr int kLongestNap = 1000; // ms; wake-ups come through curl_multi_wakeup

using Clock = std::chrono::steady_clock;

void initCurlOnce()
{
    static std::once_flag s_once;
    std::call_once(s_once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

/// The file that curl was built for, or the usual places.
std::filesystem::path systemCaFile()
{
    const auto* const info = curl_version_info(CURLVERSION_NOW);
    if (info != nullptr && info->age >= CURLVERSION_SEVENTH && info->cainfo != nullptr) return info->cainfo;
    for (const auto* place : {"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
                              "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem"}) {
        std::error_code ignored;
        if (std::filesystem::exists(place, ignored)) return place;
    }
    return "/etc/ssl/certs/ca-certificates.crt";
}

void answer(const HttpClient::Done& done, HttpOutcome outcome)
{
    if (!done) return;
    try {
        done(std::move(outcome));
    } catch (const std::exception&) { // the wall of this thread: one broken caller must not end every transfer
        logError("net: a receiver of an answer threw");
    }
}

HttpFailure cancelled(SentState sent) { return {{Errc::Cancelled, "the request was cancelled"}, sent}; }

SentState sentSoFar(const HttpJob& job) { return job.mayHaveActed ? SentState::MaybeSent : SentState::NotSent; }

} // namespace

/// The net thread. Everything below the mutex is its own and touched by nobody else.
class CurlHttpClient::Loop {
public:
    explicit Loop(CurlOptions options)
        : m_options{std::move(options)}, m_queues{m_options.connectionsPerHost, m_options.connections}
    {
        initCurlOnce();
        if (m_options.caFile.empty()) m_options.caFile = systemCaFile();
        m_multi = curl_multi_init();
        curl_multi_setopt(m_multi, CURLMOPT_MAXCONNECTS, static_cast<long>(m_options.connections));
        m_thread = std::jthread{[this] { run(); }};
    }

    ~Loop()
    {
        {
            const std::lock_guard lock{m_mutex};
            m_stop = true;
        }
        curl_multi_wakeup(m_multi);
        m_thread.join();
        curl_multi_cleanup(m_multi);
    }
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    void send(HttpRequest request, Done done)
    {
        HttpJob job;
        job.deadline = Clock::now() + std::clamp(request.deadline, std::chrono::milliseconds{0},
                                                 std::chrono::milliseconds{std::chrono::hours{24}});
        job.request = std::move(request);
        job.done = std::move(done);
        {
            const std::lock_guard lock{m_mutex};
            if (!m_stop) {
                job.number = ++m_lastNumber;
                m_inbox.push_back(std::move(job));
                if (m_inbox.size() == 1) curl_multi_wakeup(m_multi); // the others are taken with the first
                return;
            }
        }
        answer(job.done, tl::unexpected(cancelled(SentState::NotSent)));
    }

    void cancelAll()
    {
        const std::lock_guard lock{m_mutex};
        m_cancelUpTo = m_lastNumber;
        curl_multi_wakeup(m_multi);
    }

private:
    void run()
    {
        for (;;) {
            const bool stop = takeInbox();
            cancelUpTo(stop ? ~std::uint64_t{0} : m_cancelNow);
            if (stop) return;
            expireWaiting();
            while (auto job = m_queues.next()) start(std::move(*job));

            int running = 0;
            curl_multi_perform(m_multi, &running);
            if (!reap()) curl_multi_poll(m_multi, nullptr, 0, napLength(), nullptr);
        }
    }

    bool takeInbox()
    {
        std::vector<HttpJob> arrived;
        bool stop = false;
        {
            const std::lock_guard lock{m_mutex};
            arrived.swap(m_inbox);
            m_cancelNow = m_cancelUpTo;
            stop = m_stop;
        }
        for (auto& job : arrived) enqueue(std::move(job));
        return stop;
    }

    void enqueue(HttpJob job)
    {
        auto url = checkRequest(job.request);
        if (!url) return answer(job.done, tl::unexpected(HttpFailure{url.error(), sentSoFar(job)}));
        job.url = std::move(*url);
        m_queues.add(std::move(job));
    }

    /// Callbacks may send again: those requests wait in the inbox and have higher numbers.
    void cancelUpTo(std::uint64_t number)
    {
        if (number <= m_cancelledUpTo) return;
        m_cancelledUpTo = number;
        for (auto& job : m_queues.take([number](const HttpJob& waiting) { return waiting.number <= number; }))
            answer(job.done, tl::unexpected(cancelled(sentSoFar(job))));
        std::vector<CURL*> ending;
        for (const auto& [easy, transfer] : m_transfers) {
            if (transfer->job().number <= number) ending.push_back(easy);
        }
        for (CURL* const easy : ending) {
            const auto transfer = remove(easy);
            answer(transfer->job().done, tl::unexpected(cancelled(transfer->sent())));
        }
    }

    void expireWaiting()
    {
        const auto now = Clock::now();
        const auto first = m_queues.firstDeadline();
        if (!first || *first > now) return;
        for (auto& job : m_queues.take([now](const HttpJob& waiting) { return waiting.deadline <= now; }))
            answer(job.done, tl::unexpected(HttpFailure{{Errc::Network, "no free connection in time"}, sentSoFar(job)}));
    }

    int napLength() const
    {
        const auto first = m_queues.firstDeadline();
        if (!first) return kLongestNap;
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(*first - Clock::now()).count();
        return static_cast<int>(std::clamp<std::int64_t>(left, 0, kLongestNap));
    }

    void start(HttpJob job)
    {
        CurlEasy easy;
        if (m_idle.empty()) {
            easy.reset(curl_easy_init());
        } else {
            easy = std::move(m_idle.back());
            m_idle.pop_back();
        }
        auto transfer = std::make_unique<CurlTransfer>(std::move(job), std::move(easy), m_options);
        CURL* const handle = transfer->easy();
        m_transfers.emplace(handle, std::move(transfer));
        curl_multi_add_handle(m_multi, handle);
    }

    std::unique_ptr<CurlTransfer> remove(CURL* easy)
    {
        curl_multi_remove_handle(m_multi, easy);
        auto found = m_transfers.find(easy);
        auto transfer = std::move(found->second);
        m_transfers.erase(found);
        m_queues.release(hostKeyOf(transfer->job().url));
        return transfer;
    }

    /// Hand out what has ended. @return whether anything had
    bool reap()
    {
        bool any = false;
        int left = 0;
        while (const CURLMsg* const message = curl_multi_info_read(m_multi, &left)) {
            if (message->msg != CURLMSG_DONE) continue;
            const CURLcode code = message->data.result; // the message dies with the handle's removal
            auto transfer = remove(message->easy_handle);
            auto outcome = transfer->finish(code);
            auto job = std::move(transfer->job());
            if (m_idle.size() < kIdleHandles) m_idle.push_back(transfer->takeEasy());
            transfer.reset();
            settle(std::move(job), std::move(outcome));
            any = true;
        }
        return any;
    }

    /// An answer goes to its receiver, a redirect back into the queues.
    void settle(HttpJob job, HttpOutcome outcome)
    {
        if (!outcome || !isFollowedRedirect(job.request, *outcome)) return answer(job.done, std::move(outcome));
        auto next = followRedirect(std::move(job.request), *outcome, job.hops);
        if (!next) return answer(job.done, tl::unexpected(HttpFailure{next.error(), SentState::MaybeSent}));
        job.request = std::move(*next);
        job.allPermanent = job.allPermanent && (outcome->status == 301 || outcome->status == 308);
        job.mayHaveActed = true;
        ++job.hops;
        enqueue(std::move(job));
    }

    CurlOptions m_options;
    CURLM* m_multi{nullptr};

    std::mutex m_mutex; // guards the five below
    std::vector<HttpJob> m_inbox;
    std::uint64_t m_lastNumber{0};
    std::uint64_t m_cancelUpTo{0};
    bool m_stop{false};

    HostQueues m_queues;
    std::map<CURL*, std::unique_ptr<CurlTransfer>> m_transfers;
    std::vector<CurlEasy> m_idle;
    std::uint64_t m_cancelNow{0};
    std::uint64_t m_cancelledUpTo{0};

    std::jthread m_thread;
};

CurlHttpClient::CurlHttpClient(CurlOptions options) : m_loop{std::make_unique<Loop>(std::move(options))} {}
CurlHttpClient::~CurlHttpClient() = default;
void CurlHttpClient::send(HttpRequest request, Done done) { m_loop->send(std::move(request), std::move(done)); }
void CurlHttpClient::cancelAll() { m_loop->cancelAll(); }

} // namespace qd
