#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace qd {

/// One id type per table, so that a queue id can never be passed where a mention id is meant.
/// 63 bits: 41 of milliseconds since 2020-01-01 UTC, 10 of node, 12 of sequence. 0 = not stored yet / none.
template <class Tag>
struct Id {
    std::int64_t value{0};
    auto operator<=>(const Id&) const = default;
    explicit operator bool() const noexcept { return value != 0; }
};

using MentionId = Id<struct MentionTag>;
using ConversationId = Id<struct ConversationTag>;
using ContactId = Id<struct ContactTag>;
using AccountId = Id<struct AccountTag>;
using SourceId = Id<struct SourceTag>;
using GoalId = Id<struct GoalTag>;
using QueueId = Id<struct QueueTag>;
using RuleId = Id<struct RuleTag>;
using PolicyId = Id<struct PolicyTag>;
using CalendarId = Id<struct CalendarTag>;
using PersonId = Id<struct PersonTag>;
using LabelId = Id<struct LabelTag>;
using ViewId = Id<struct ViewTag>;
using TemplateId = Id<struct TemplateTag>;
using EventId = Id<struct EventTag>;
using OutboxId = Id<struct OutboxTag>;
using DraftId = Id<struct DraftTag>;
using NoteId = Id<struct NoteTag>;

} // namespace qd

template <class Tag>
struct std::hash<qd::Id<Tag>> {
    std::size_t operator()(qd::Id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
