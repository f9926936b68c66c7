#pragma once

#include "quarterdeck/desk/desk.h"

#include <QCoreApplication>
#include <QMetaObject>
#include <QObject>
#include <QPointer>

#include <utility>

namespace qd::gui {

/// Run `fn(*owner)` on the GUI thread, unless the owner is gone by then. A QPointer may be copied on any
/// thread, but is looked at only on its own: hop first, look after.
template <class Owner, class Fn>
void onGuiThread(QPointer<Owner> owner, Fn fn)
{
    auto* app = QCoreApplication::instance();
    if (!app) return;
    QMetaObject::invokeMethod(
        app,
        [owner = std::move(owner), fn = std::move(fn)]() mutable {
            if (owner) fn(*owner);
        },
        Qt::QueuedConnection);
}

/// The one place where the desk's threads and the window meet.
class DeskBridge final : public QObject {
    Q_OBJECT
public:
    explicit DeskBridge(Desk& desk, QObject* parent = nullptr);
    ~DeskBridge() override;

    const Person& me() const { return m_desk.me(); }
    bool mayI(Action action) const { return may(m_desk.me(), action); }

    /// Ask the desk something; the answer comes on the GUI thread, later, if `owner` still lives.
    /// `call(desk, reply)` makes one desk call, `done(owner, result)` takes its answer.
    template <class T, class Owner, class Call, class Done>
    void ask(Owner* owner, Call call, Done done)
    {
        QPointer<Owner> guard(owner);
        call(m_desk, Reply<T>([guard, done](Result<T> result) {
                 onGuiThread(guard, [done, result = std::move(result)](Owner& alive) mutable {
                     done(alive, std::move(result));
                 });
             }));
    }

signals:
    void conversationChanged(qint64 id); ///< 0 = several
    void listsChanged();
    void countsChanged();
    void outboxChanged();
    void sourcesChanged();
    void setUpChanged();

private:
    void tell(const std::vector<DeskChange>& changes);

    Desk& m_desk;
    SubscriptionPtr m_listening;
};

} // namespace qd::gui
