#include "domain/undo_fields.h"

#include "quarterdeck/domain/names.h"

#include <array>
#include <charconv>

namespace qd {
namespace {

std::optional<std::int64_t> readNumber(const std::string& text)
{
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::string show(const std::optional<UtcMillis>& at) { return at ? std::to_string(toInt(*at)) : ""; }
std::string show(bool on) { return on ? "1" : "0"; }
std::string show(const std::string& text) { return text; }
template <class Tag>
std::string show(Id<Tag> id)
{
    return std::to_string(id.value);
}
template <class Enum>
requires std::is_enum_v<Enum> std::string show(Enum value) { return std::string(nameOf(value)); }

bool read(const std::string& text, std::optional<UtcMillis>& at)
{
    at.reset();
    if (text.empty()) return true;
    const auto number = readNumber(text);
    if (number) at = fromInt(*number);
    return number.has_value();
}
bool read(const std::string& text, bool& on)
{
    on = text == "1";
    return on || text == "0";
}
bool read(const std::string& text, std::string& into)
{
    into = text;
    return true;
}
template <class Tag>
bool read(const std::string& text, Id<Tag>& id)
{
    const auto number = readNumber(text);
    if (number) id.value = *number;
    return number.has_value();
}
template <class Enum>
requires std::is_enum_v<Enum>
bool read(const std::string& text, Enum& value)
{
    const auto named = fromName<Enum>(text);
    if (named) value = *named;
    return named.has_value();
}

struct Field {
    const char* name;
    std::string (*show)(const Conversation&);
    bool (*read)(const std::string&, Conversation&);
};

template <auto Member>
constexpr Field field(const char* name)
{
    return {name, [](const Conversation& c) { return show(c.*Member); },
            [](const std::string& text, Conversation& c) { return read(text, c.*Member); }};
}

constexpr std::array<Field, 14> kFields{
    field<&Conversation::status>("status"),
    field<&Conversation::substatus>("substatus"),
    field<&Conversation::assignee>("assignee"),
    field<&Conversation::priority>("priority"),
    field<&Conversation::queue>("queue"),
    field<&Conversation::goal>("goal"),
    field<&Conversation::snoozedUntil>("snoozed_until"),
    field<&Conversation::snoozeKind>("snooze_kind"),
    field<&Conversation::holdUntil>("hold_until"),
    field<&Conversation::starred>("starred"),
    field<&Conversation::muted>("muted"),
    field<&Conversation::dismissedReason>("dismissed_reason"),
    field<&Conversation::waitingSince>("waiting_since"),
    field<&Conversation::resolvedAt>("resolved_at"),
};

} // namespace

void recordChange(const Conversation& before, const Conversation& after, Event& event)
{
    for (const auto& field : kFields) {
        auto was = field.show(before);
        auto is = field.show(after);
        if (was == is) continue;
        event.data.emplace(std::string("before.") + field.name, std::move(was));
        event.data.emplace(std::string("after.") + field.name, std::move(is));
    }
}

FieldsBack putFieldsBack(const Event& event, Conversation& conversation)
{
    Conversation back = conversation;
    for (const auto& field : kFields) {
        const auto was = event.data.find(std::string("before.") + field.name);
        const auto set = event.data.find(std::string("after.") + field.name);
        if (was == event.data.end() || set == event.data.end()) continue;
        if (field.show(conversation) != set->second) return FieldsBack::ChangedSince;
        if (!field.read(was->second, back)) return FieldsBack::Unreadable;
    }
    conversation = std::move(back);
    return FieldsBack::Done;
}

} // namespace qd
