#include "domain/log_of.h"
#include "quarterdeck/domain/sla.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace qd {
namespace {

using namespace std::chrono_literals;

/// A log of up to 30 events at random times of a week; every type, also where it makes no sense.
std::vector<Event> anyLog(std::mt19937& dice)
{
    const auto roll = [&dice](std::int64_t low, std::int64_t high) {
        return std::uniform_int_distribution<std::int64_t>(low, high)(dice);
    };
    const std::array<EventType, 14> types{
        EventType::Received,  EventType::Received,   EventType::Received,      EventType::Replied,
        EventType::Replied,   EventType::BotReplied, EventType::StatusChanged, EventType::Resolved,
        EventType::Reopened,  EventType::Snoozed,    EventType::Woken,         EventType::AuthorDeleted,
        EventType::Dismissed, EventType::Undone};
    const auto start = at("2026-03-26T00:00:00Z"); // the clocks change on the 29th
    std::vector<Event> events(static_cast<std::size_t>(roll(1, 30)));
    for (std::size_t i = 0; i < events.size(); ++i) {
        auto& event = events[i];
        event.id = EventId{static_cast<std::int64_t>(1000 + i)};
        event.at = start + std::chrono::milliseconds{roll(0, 7LL * 24 * 3600 * 1000)};
        event.type = types[static_cast<std::size_t>(roll(0, types.size() - 1))];
        event.mention = MentionId{roll(0, 6)};
        if (event.type == EventType::Resolved || event.type == EventType::Dismissed)
            event.statusAfter = Status::Resolved;
        if (event.type == EventType::Reopened) event.statusAfter = Status::Open;
        if (event.type == EventType::Replied) event.statusAfter = roll(0, 1) ? Status::Pending : Status::Open;
        if (event.type == EventType::StatusChanged)
            event.statusAfter = roll(0, 1) ? Status::OnHold : Status::Open;
        if (event.type == EventType::Snoozed)
            event.data = {{"until", std::to_string(toInt(event.at + std::chrono::minutes{roll(1, 2000)}))}};
        if (event.type == EventType::Undone) event.data = {{"event", std::to_string(roll(1000, 1030))}};
    }
    return events;
}

SlaPolicy anyPolicy(std::mt19937& dice)
{
    const auto coin = [&dice] { return std::uniform_int_distribution<int>(0, 1)(dice) == 1; };
    auto policy = policyOf({{Metric::FirstResponse, 1h, {}},
                            {Metric::NextResponse, 2h, {}},
                            {Metric::PeriodicUpdate, 8h, {}},
                            {Metric::Resolution, 20h, {}}});
    policy.pauseOnPending = coin();
    policy.pauseOnHold = coin();
    policy.pauseWhileSnoozed = coin();
    return policy;
}

std::string show(const std::vector<SlaClock>& clocks)
{
    std::string text;
    for (const auto& c : clocks) {
        text += std::to_string(static_cast<int>(c.metric)) + "/" + std::to_string(static_cast<int>(c.phase)) +
                " " + qd::show(c.start) + " due " + (c.due ? qd::show(*c.due) : "-") + " stop " +
                (c.stop ? qd::show(*c.stop) : "-") + " used " + std::to_string(c.used.count()) + " by " +
                std::to_string(c.startedBy.value) + "," + std::to_string(c.endedBy.value);
        for (const auto& p : c.pauses)
            text += " [" + qd::show(p.span.from) + " " + qd::show(p.span.to) + " " + p.why + "]";
        text += "\n";
    }
    return text;
}

const std::array<Calendar, 3>& calendars()
{
    static const std::array<Calendar, 3> kCalendars{
        alwaysOpen(), workdays("Europe/Berlin"), everyDay("America/New_York", {hours(8, 12), hours(20, 30)})};
    return kCalendars;
}

TEST(SlaProperty, TheOrderInWhichTheLogIsReadIsIrrelevant)
{
    std::mt19937 dice(1);
    for (int i = 0; i < 300; ++i) {
        auto events = anyLog(dice);
        const auto policy = anyPolicy(dice);
        const auto now = at("2026-04-03T00:00:00Z");
        for (const auto& calendar : calendars()) {
            const auto expected = show(runClocks(events, policy, calendar, now));
            std::shuffle(events.begin(), events.end(), dice);
            ASSERT_EQ(show(runClocks(events, policy, calendar, now)), expected);
        }
    }
}

TEST(SlaProperty, WhatHappensLaterChangesNothingBefore)
{
    std::mt19937 dice(2);
    for (int i = 0; i < 300; ++i) {
        const auto events = anyLog(dice);
        const auto policy = anyPolicy(dice);
        const auto now = at("2026-03-26T00:00:00Z") +
                         std::chrono::minutes{std::uniform_int_distribution<int>(0, 10000)(dice)};
        std::vector<Event> known;
        for (const auto& event : events)
            if (event.at <= now) known.push_back(event);
        for (const auto& calendar : calendars())
            ASSERT_EQ(show(runClocks(events, policy, calendar, now)),
                      show(runClocks(known, policy, calendar, now)));
    }
}

TEST(SlaProperty, LookingOftenOrSeldomGivesTheSame)
{
    // Whoever looks every minute learns the same at the end as who looks once: nothing is carried along. What
    // is due does not move while nothing happens, and what ended stays as it was.
    std::mt19937 dice(3);
    for (int i = 0; i < 60; ++i) {
        const auto events = anyLog(dice);
        auto policy = anyPolicy(dice);
        const auto& calendar = calendars()[static_cast<std::size_t>(i % 3)];
        const auto last = std::max_element(events.begin(), events.end(), [](const Event& a, const Event& b) {
                              return a.at < b.at;
                          })->at;
        policy.pauseWhileSnoozed = false; // a snooze's end is something that happens
        std::vector<SlaClock> before = runClocks(events, policy, calendar, last);
        for (auto now = last; now < last + 48h; now += 67min) {
            const auto clocks = runClocks(events, policy, calendar, now);
            ASSERT_EQ(clocks.size(), before.size());
            for (std::size_t n = 0; n < clocks.size(); ++n) {
                ASSERT_EQ(clocks[n].due, before[n].due);
                ASSERT_EQ(clocks[n].stop, before[n].stop);
                ASSERT_GE(clocks[n].used, before[n].used);
                if (before[n].stop || before[n].phase == ClockPhase::Breached) {
                    ASSERT_EQ(clocks[n].phase, before[n].phase);
                }
                if (before[n].stop) {
                    ASSERT_EQ(clocks[n].used, before[n].used);
                }
            }
            before = clocks;
        }
    }
}

TEST(SlaProperty, NumbersAgreeWithEachOther)
{
    std::mt19937 dice(4);
    for (int i = 0; i < 500; ++i) {
        const auto events = anyLog(dice);
        const auto policy = anyPolicy(dice);
        const auto now = at("2026-03-30T00:00:00Z");
        const auto& calendar = calendars()[static_cast<std::size_t>(i % 3)];
        int going[4] = {0, 0, 0, 0};
        for (const auto& c : runClocks(events, policy, calendar, now)) {
            const auto end = c.stop.value_or(now);
            ASSERT_EQ(c.used + c.remaining, c.target);
            ASSERT_GE(c.used, 0ms);
            ASSERT_LE(c.start, end);
            if (!c.stop) ++going[static_cast<int>(c.metric)];
            if (c.due) {
                ASSERT_EQ(end > *c.due, c.used > c.target || (c.used == c.target && end > *c.due));
            }
            if (c.phase == ClockPhase::Met) {
                ASSERT_LE(c.used, c.target);
            }
            if (c.phase == ClockPhase::Breached) {
                ASSERT_GE(c.used, c.target);
            }
            if (c.phase == ClockPhase::Running || c.phase == ClockPhase::Paused) {
                ASSERT_FALSE(c.stop);
            }
            for (std::size_t n = 1; n < c.pauses.size(); ++n)
                ASSERT_LE(c.pauses[n - 1].span.to, c.pauses[n].span.from);
        }
        for (const int count : going)
            ASSERT_LE(count, 1) << "two clocks of one metric at once";
    }
}

} // namespace
} // namespace qd
