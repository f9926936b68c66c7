#include "quarterdeck/domain/names.h"

#include <array>
#include <cassert>
#include <cstddef>

namespace qd {
namespace {

/// The names of an enumeration in the order of its enumerators; nameOf() and fromName() read the same list.
template <class Enum>
struct Names;

template <std::size_t N>
using NameList = std::array<std::string_view, N>;

template <>
struct Names<MentionKind> {
    static constexpr NameList<8> kList{"mention", "reply", "message", "comment",
                                       "quote",   "post",  "review",  "article"};
};
template <>
struct Names<Visibility> {
    static constexpr NameList<4> kList{"public", "unlisted", "followers", "direct"};
};
template <>
struct Names<MediaKind> {
    static constexpr NameList<5> kList{"image", "video", "gif", "audio", "other"};
};
template <>
struct Names<SourceKind> {
    static constexpr NameList<7> kList{"mentions", "messages", "comments", "search",
                                       "hashtag",  "timeline", "own"};
};
template <>
struct Names<AccountState> {
    static constexpr NameList<3> kList{"working", "needs_sign_in", "removed"};
};
template <>
struct Names<LengthUnit> {
    static constexpr NameList<3> kList{"code_points", "graphemes_and_bytes", "unlimited"};
};
template <>
struct Names<Status> {
    static constexpr NameList<kStatusCount> kList{"new", "open", "pending", "on_hold", "resolved", "closed"};
};
template <>
struct Names<Priority> {
    static constexpr NameList<4> kList{"low", "normal", "high", "urgent"};
};
template <>
struct Names<SnoozeKind> {
    static constexpr NameList<4> kList{"none", "time", "business", "issue"};
};
template <>
struct Names<EventType> {
    static constexpr NameList<31> kList{
        "received", "replied",   "bot_replied",    "author_edited",  "author_deleted",   "routed",
        "opened",   "assigned",  "status_changed", "resolved",       "dismissed",        "reopened",
        "closed",   "snoozed",   "woken",          "moved",          "priority_changed", "labelled",
        "noted",    "escalated", "starred",        "muted",          "policy_changed",   "calendar_changed",
        "merged",   "split",     "send_queued",    "send_cancelled", "send_failed",      "send_unknown",
        "undone"};
};
template <>
struct Names<ActorKind> {
    static constexpr NameList<4> kList{"person", "rule", "system", "platform"};
};
template <>
struct Names<GoalNature> {
    static constexpr NameList<6> kList{"customer_service",      "reputation",         "marketing", "issues",
                                       "social_responsibility", "employee_engagement"};
};
template <>
struct Names<Role> {
    static constexpr NameList<4> kList{"responder", "drafter", "manager", "admin"};
};
template <>
struct Names<Metric> {
    static constexpr NameList<4> kList{"first_response", "next_response", "periodic_update", "resolution"};
};
template <>
struct Names<ClockPhase> {
    static constexpr NameList<5> kList{"running", "paused", "met", "breached", "cancelled"};
};
template <>
struct Names<RuleField> {
    static constexpr NameList<14> kList{
        "platform", "account",       "kind",          "language",       "words",      "phrase",    "regex",
        "author",   "min_followers", "max_followers", "business_hours", "visibility", "sentiment", "intent"};
};
template <>
struct Names<RuleActionKind> {
    static constexpr NameList<7> kList{"queue", "move", "priority", "label", "assign", "dismiss", "stop"};
};
template <>
struct Names<OutboxState> {
    static constexpr NameList<16> kList{"draft",
                                        "awaiting_approval",
                                        "changes_requested",
                                        "rejected",
                                        "superseded",
                                        "scheduled",
                                        "undo_hold",
                                        "queued",
                                        "sending",
                                        "sent",
                                        "failed_retry",
                                        "failed",
                                        "unknown",
                                        "paused",
                                        "needs_reapproval",
                                        "cancelled"};
};

// Each list is as long as its enumeration: the last enumerator has the last name.
static_assert(Names<MentionKind>::kList.size() == static_cast<std::size_t>(MentionKind::Article) + 1);
static_assert(Names<Visibility>::kList.size() == static_cast<std::size_t>(Visibility::Direct) + 1);
static_assert(Names<MediaKind>::kList.size() == static_cast<std::size_t>(MediaKind::Other) + 1);
static_assert(Names<SourceKind>::kList.size() == static_cast<std::size_t>(SourceKind::Own) + 1);
static_assert(Names<AccountState>::kList.size() == static_cast<std::size_t>(AccountState::Removed) + 1);
static_assert(Names<LengthUnit>::kList.size() == static_cast<std::size_t>(LengthUnit::Unlimited) + 1);
static_assert(Names<Status>::kList.size() == static_cast<std::size_t>(Status::Closed) + 1);
static_assert(Names<Priority>::kList.size() == static_cast<std::size_t>(Priority::Urgent) + 1);
static_assert(Names<SnoozeKind>::kList.size() == static_cast<std::size_t>(SnoozeKind::Issue) + 1);
static_assert(Names<EventType>::kList.size() == static_cast<std::size_t>(EventType::Undone) + 1);
static_assert(Names<ActorKind>::kList.size() == static_cast<std::size_t>(ActorKind::Platform) + 1);
static_assert(Names<GoalNature>::kList.size() ==
              static_cast<std::size_t>(GoalNature::EmployeeEngagement) + 1);
static_assert(Names<Role>::kList.size() == static_cast<std::size_t>(Role::Admin) + 1);
static_assert(Names<Metric>::kList.size() == static_cast<std::size_t>(Metric::Resolution) + 1);
static_assert(Names<ClockPhase>::kList.size() == static_cast<std::size_t>(ClockPhase::Cancelled) + 1);
static_assert(Names<RuleField>::kList.size() == static_cast<std::size_t>(RuleField::Intent) + 1);
static_assert(Names<RuleActionKind>::kList.size() == static_cast<std::size_t>(RuleActionKind::Stop) + 1);
static_assert(Names<OutboxState>::kList.size() == static_cast<std::size_t>(OutboxState::Cancelled) + 1);

template <class Enum>
std::string_view lookUp(Enum value) noexcept
{
    const auto index = static_cast<std::size_t>(value);
    assert(index < Names<Enum>::kList.size());
    return index < Names<Enum>::kList.size() ? Names<Enum>::kList[index] : std::string_view{};
}

} // namespace

template <class Enum>
std::optional<Enum> fromName(std::string_view name) noexcept
{
    for (std::size_t i = 0; i < Names<Enum>::kList.size(); ++i)
        if (Names<Enum>::kList[i] == name) return static_cast<Enum>(i);
    return std::nullopt;
}

#define QD_NAMED(Enum)                                                                                       \
    std::string_view nameOf(Enum value) noexcept { return lookUp(value); }                                   \
    template std::optional<Enum> fromName<Enum>(std::string_view) noexcept;

QD_NAMED(MentionKind)
QD_NAMED(Visibility)
QD_NAMED(MediaKind)
QD_NAMED(SourceKind)
QD_NAMED(AccountState)
QD_NAMED(LengthUnit)
QD_NAMED(Status)
QD_NAMED(Priority)
QD_NAMED(SnoozeKind)
QD_NAMED(EventType)
QD_NAMED(ActorKind)
QD_NAMED(GoalNature)
QD_NAMED(Role)
QD_NAMED(Metric)
QD_NAMED(ClockPhase)
QD_NAMED(RuleField)
QD_NAMED(RuleActionKind)
QD_NAMED(OutboxState)

#undef QD_NAMED

} // namespace qd
