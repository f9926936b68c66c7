#pragma once

#include "engine/workspace_engine.h"
#include "quarterdeck/desk/call.h"
#include "quarterdeck/domain/person.h"

#include <functional>
#include <type_traits>

namespace qd {

/// What every service of a desk stands on: the running workspace and the person who acts.
class Ask {
public:
    Ask(WorkspaceEngine& engine, PersonId me)
        : m_engine{engine}
        , m_me{me}
    {}

    WorkspaceEngine& engine() const { return m_engine; }
    UtcMillis now() const { return m_engine.clock.now(); }
    SetUpPtr setUp() const { return m_engine.setUp().current(); }
    PersonId id() const { return m_me; }
    Actor actor() const { return {ActorKind::Person, m_me.value}; }

    /// The person as the set-up has them now; a role taken away works at once.
    Result<Person> me() const
    {
        const Person* person = setUp()->person(m_me);
        if (!person || !person->active) return fail(Errc::Forbidden, "this person does not work here any more");
        return *person;
    }

    Result<void> may(Action action, const Scope& scope = {}) const
    {
        const auto person = me();
        if (!person) return fail(person.error());
        if (!qd::may(*person, action, scope))
            return fail(Errc::Forbidden, "your role does not allow this", "Ask a manager or an admin.");
        return {};
    }

    /// Read on a read thread in one snapshot; the answer goes to `done` there.
    template <class T>
    void read(Reply<T> done, std::function<Result<T>(Session&)> work) const
    {
        queue<T>(m_engine.read(), std::move(done), std::move(work));
    }

    /// Write on the store thread in one transaction.
    template <class T>
    void write(Reply<T> done, std::function<Result<T>(Session&)> work) const
    {
        queue<T>(m_engine.store(), std::move(done), std::move(work));
    }

    /// As write, and tell the listeners when it worked.
    template <class T>
    void change(std::vector<DeskChange> changes, Reply<T> done, std::function<Result<T>(Session&)> work) const
    {
        write<T>(
            [this, changes = std::move(changes), done = std::move(done)](Result<T> result) {
                if (result) m_engine.changes().tell(changes);
                done(std::move(result));
            },
            std::move(work));
    }

private:
    template <class T>
    static void queue(SessionThread& thread, Reply<T> done, std::function<Result<T>(Session&)> work)
    {
        const bool queued = thread.post([done, work = std::move(work)](Session& session) {
            Result<T> result = fail(Errc::Storage, "a job of the workspace broke");
            try {
                result = session.inTransaction([&] { return work(session); });
            } catch (const std::exception&) {
                session.rollback();
            }
            done(std::move(result));
        });
        if (!queued) done(fail(Errc::Cancelled, "the workspace is closing"));
    }

    WorkspaceEngine& m_engine;
    PersonId m_me;
};

} // namespace qd
