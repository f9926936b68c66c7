#pragma once

#include "gui/bridge/desk_bridge.h"
#include "gui/bridge/desk_context.h"
#include "gui/bridge/picture_loader.h"
#include "gui/style/theme.h"
#include "support/fake_desk.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <vector>

namespace qd::gui::test {

using qd::test::FakeDesk;

/// Each file registers its suite; main runs the one that was asked for.
struct SuiteList {
    static std::vector<std::function<QObject*()>>& all();
};

template <class Suite>
struct Registered {
    Registered()
    {
        SuiteList::all().push_back([] { return new Suite; });
    }
};

/// A clock that stands where it was put.
class StoppedClock final : public Clock {
public:
    explicit StoppedClock(UtcMillis at) : m_at(at) {}
    UtcMillis now() const override { return m_at; }
    void advance(std::chrono::milliseconds by) { m_at += by; }

private:
    UtcMillis m_at;
};

/// A Thursday, 09:30 UTC.
inline constexpr UtcMillis kNow = fromInt(1'795'080'600'000);

/// What panes are lent, on a desk of its own.
struct Bench {
    explicit Bench(bool empty = false, Role role = Role::Admin)
        : clock(kNow)
        , desk(kNow, empty, role)
        , settings(home.filePath(QStringLiteral("test.ini")), QSettings::IniFormat)
        , bridge(desk)
        , pictures(bridge)
        , context{bridge, pictures, clock, settings}
    {}
    /// Until everything asked so far was answered and the answers arrived.
    void settle()
    {
        for (int i = 0; i < 4; ++i) {
            desk.settle();
            QCoreApplication::processEvents();
        }
    }
    StoppedClock clock;
    FakeDesk desk;
    QTemporaryDir home;
    QSettings settings;
    DeskBridge bridge;
    PictureLoader pictures;
    DeskContext context;
};

} // namespace qd::gui::test
