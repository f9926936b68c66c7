#include "storage/query_values.h"

#include "quarterdeck/base/text.h"
#include "quarterdeck/domain/calendar.h"
#include "quarterdeck/domain/names.h"

#include <array>
#include <charconv>

namespace qd {
namespace {

struct StateName {
    std::string_view name;
    QueryState state;
};
constexpr std::array<StateName, 13> kStates{{{"new", QueryState::New},
                                             {"open", QueryState::Open},
                                             {"pending", QueryState::Pending},
                                             {"on_hold", QueryState::OnHold},
                                             {"resolved", QueryState::Resolved},
                                             {"closed", QueryState::Closed},
                                             {"snoozed", QueryState::Snoozed},
                                             {"mine", QueryState::Mine},
                                             {"unassigned", QueryState::Unassigned},
                                             {"direct", QueryState::Direct},
                                             {"starred", QueryState::Starred},
                                             {"at_risk", QueryState::AtRisk},
                                             {"breached", QueryState::Breached}}};

struct Day {
    int year{0}, month{0}, day{0};
};

std::optional<Day> readDay(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    Day day;
    const auto number = [&](std::size_t at, std::size_t count, int& into) {
        const auto* const end = text.data() + at + count;
        const auto read = std::from_chars(text.data() + at, end, into);
        return read.ec == std::errc{} && read.ptr == end;
    };
    if (!number(0, 4, day.year) || !number(5, 2, day.month) || !number(8, 2, day.day)) return std::nullopt;
    return day;
}

} // namespace

std::optional<QueryState> queryStateNamed(std::string_view name)
{
    const auto lower = toLowerAscii(name);
    for (const auto& state : kStates)
        if (state.name == lower) return state.state;
    return std::nullopt;
}

std::optional<UtcMillis> queryTime(std::string_view text, const std::string& timezone)
{
    const auto stamp = parseRfc3339(text);
    const auto day = readDay(text);
    if (!stamp || !day || timezone.empty() || timezone == "UTC") return stamp;
    // The zone's own midnight: where a calendar that is always open but on that day stops being open.
    auto calendar = alwaysOpen(timezone);
    if (!checkCalendar(calendar)) return stamp;
    calendar.holidays.push_back(Holiday{day->year, day->month, day->day, {}, {}});
    const auto around = openSpans(calendar, *stamp - std::chrono::hours{36}, *stamp + std::chrono::hours{60});
    return around.empty() ? stamp : std::optional{around.front().to};
}

std::optional<std::string> whatFieldExpects(const QueryNode& node)
{
    switch (node.field) {
    case QueryField::Is:
        if (queryStateNamed(node.text)) return std::nullopt;
        return "new, open, pending, on_hold, resolved, closed, snoozed, mine, unassigned, direct, starred, at_risk or breached";
    case QueryField::Kind:
        if (fromName<MentionKind>(toLowerAscii(node.text))) return std::nullopt;
        return "mention, reply, message, comment, quote, post, review or article";
    case QueryField::Before:
    case QueryField::After:
        if (parseRfc3339(node.text)) return std::nullopt;
        return "a date such as 2026-11-22, or a time such as 2026-11-22T08:00:00Z";
    case QueryField::MinFollowers: {
        std::int64_t number = 0;
        const auto* const end = node.text.data() + node.text.size();
        const auto read = std::from_chars(node.text.data(), end, number);
        if (read.ec == std::errc{} && read.ptr == end && number >= 0) return std::nullopt;
        return "a number";
    }
    default: return std::nullopt;
    }
}

} // namespace qd
