#include "app/keyring.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QEventLoop>
#include <QThread>
#include <QTimer>
#include <qt6keychain/keychain.h>

#include <memory>

namespace qd {
namespace {

constexpr std::chrono::milliseconds kPatience{20'000}; // a locked keyring asks its owner
const auto kService = QStringLiteral("Quarterdeck");

bool hasSecretService()
{
    const QDBusConnection bus = QDBusConnection::sessionBus();
    return bus.isConnected() && bus.interface() &&
           bus.interface()->isServiceRegistered(QStringLiteral("org.freedesktop.secrets"));
}

class Keyring final : public SecretStore {
public:
    Keyring()
    {
        m_worker.moveToThread(&m_thread);
        m_thread.start();
    }
    ~Keyring() override
    {
        m_thread.quit();
        m_thread.wait();
    }

    Result<std::optional<std::string>> read(const std::string& key) override
    {
        QKeychain::ReadPasswordJob* job = nullptr;
        std::optional<std::string> secret;
        const auto error = run([&] { return job = new QKeychain::ReadPasswordJob(kService); }, key,
                               [&] { secret = job->textData().toStdString(); });
        if (error == QKeychain::EntryNotFound) return std::optional<std::string>{};
        if (error != QKeychain::NoError) return refused(error);
        return secret;
    }

    Result<void> write(const std::string& key, const std::string& secret) override
    {
        const auto make = [&] {
            auto* job = new QKeychain::WritePasswordJob(kService);
            job->setTextData(QString::fromStdString(secret));
            return job;
        };
        const auto error = run(make, key, [] {});
        if (error != QKeychain::NoError) return refused(error);
        return {};
    }

    Result<void> remove(const std::string& key) override
    {
        const auto error = run([] { return new QKeychain::DeletePasswordJob(kService); }, key, [] {});
        if (error != QKeychain::NoError && error != QKeychain::EntryNotFound) return refused(error);
        return {};
    }

    std::string_view name() const noexcept override { return "keyring"; }

private:
    static tl::unexpected<Error> refused(QKeychain::Error error)
    {
        const bool denied = error == QKeychain::AccessDenied || error == QKeychain::AccessDeniedByUser;
        return fail(denied ? Errc::Auth : Errc::Storage, denied ? "the keyring is locked" : "the keyring does not answer",
                    "Unlock your desktop's keyring and try again.");
    }

    /// Start the job on the worker's thread and wait here; the job deletes itself.
    template <class Make, class Take>
    QKeychain::Error run(Make make, const std::string& key, Take take)
    {
        QKeychain::Error outcome = QKeychain::OtherError;
        QMetaObject::invokeMethod(
            &m_worker,
            [&] {
                QEventLoop loop;
                QKeychain::Job* job = make();
                job->setKey(QString::fromStdString(key));
                QObject::connect(job, &QKeychain::Job::finished, &loop, [&] {
                    outcome = job->error();
                    if (outcome == QKeychain::NoError) take();
                    loop.quit();
                });
                QTimer::singleShot(kPatience, &loop, &QEventLoop::quit);
                job->start();
                loop.exec();
            },
            Qt::BlockingQueuedConnection);
        return outcome;
    }

    QThread m_thread;
    QObject m_worker;
};

} // namespace

std::unique_ptr<SecretStore> openKeyring()
{
    if (!QCoreApplication::instance() || !hasSecretService()) return nullptr;
    return std::make_unique<Keyring>();
}

} // namespace qd
