#include "storage/setup_json.h"

#include "quarterdeck/domain/names.h"
#include "storage/json_text.h"

#include <nlohmann/json.hpp>

namespace qd {
namespace {

using nlohmann::json;

json parsed(std::string_view text)
{
    return json::parse(text, nullptr, /*allow_exceptions=*/false);
}

const json& at(const json& object, const char* key)
{
    static const json kNone;
    if (!object.is_object()) return kNone;
    const auto found = object.find(key);
    return found != object.end() ? *found : kNone;
}

bool flagIn(const json& object, const char* key, bool otherwise)
{
    const auto& value = at(object, key);
    return value.is_boolean() ? value.get<bool>() : otherwise;
}

int smallIn(const json& object, const char* key, int otherwise)
{
    const auto value = integerIn(object, key, otherwise);
    return value >= -2'000'000'000 && value <= 2'000'000'000 ? static_cast<int>(value) : otherwise;
}

std::vector<std::int64_t> integersIn(const json& list)
{
    std::vector<std::int64_t> numbers;
    if (!list.is_array()) return numbers;
    for (const auto& item : list)
        if (item.is_number_integer()) numbers.push_back(item.get<std::int64_t>());
    return numbers;
}

json windowsJson(const std::vector<Window>& windows)
{
    json list = json::array();
    for (const auto& window : windows) list.push_back({window.open, window.close});
    return list;
}

std::vector<Window> readWindows(const json& list)
{
    std::vector<Window> windows;
    if (!list.is_array()) return windows;
    for (const auto& item : list) {
        const auto ends = integersIn(item);
        if (ends.size() == 2 && ends[0] >= 0 && ends[0] < 1440 && ends[1] > ends[0] && ends[1] <= 2880)
            windows.push_back({static_cast<int>(ends[0]), static_cast<int>(ends[1])});
    }
    return windows;
}

} // namespace

std::string idsJson(const std::vector<std::int64_t>& ids) { return dumpJson(json(ids)); }
std::vector<std::int64_t> readIds(std::string_view text) { return integersIn(parsed(text)); }
std::string textsJson(const std::vector<std::string>& texts) { return dumpJson(json(texts)); }
std::vector<std::string> readTexts(std::string_view text) { return textsIn(parsed(text)); }

std::string conditionsJson(const std::vector<RuleCondition>& conditions)
{
    json list = json::array();
    for (const auto& condition : conditions)
        list.push_back({{"field", nameOf(condition.field)}, {"negate", condition.negate}, {"values", condition.values}});
    return dumpJson(list);
}

std::vector<RuleCondition> readConditions(std::string_view text)
{
    std::vector<RuleCondition> conditions;
    const auto list = parsed(text);
    if (!list.is_array()) return conditions;
    for (const auto& item : list) {
        const auto field = fromName<RuleField>(textIn(item, "field"));
        if (!field) continue;
        conditions.push_back({*field, flagIn(item, "negate", false), textsIn(at(item, "values"))});
    }
    return conditions;
}

std::string actionsJson(const std::vector<RuleAction>& actions)
{
    json list = json::array();
    for (const auto& action : actions) list.push_back({{"kind", nameOf(action.kind)}, {"value", action.value}});
    return dumpJson(list);
}

std::vector<RuleAction> readActions(std::string_view text)
{
    std::vector<RuleAction> actions;
    const auto list = parsed(text);
    if (!list.is_array()) return actions;
    for (const auto& item : list)
        if (const auto kind = fromName<RuleActionKind>(textIn(item, "kind"))) actions.push_back({*kind, textIn(item, "value")});
    return actions;
}

std::string weekJson(const Calendar& calendar)
{
    json week = json::array();
    for (const auto& day : calendar.week) week.push_back(windowsJson(day));
    return dumpJson(week);
}

void readWeek(std::string_view text, Calendar& into)
{
    const auto week = parsed(text);
    if (!week.is_array()) return;
    for (std::size_t day = 0; day < into.week.size() && day < week.size(); ++day) into.week[day] = readWindows(week[day]);
}

std::string holidaysJson(const std::vector<Holiday>& holidays)
{
    json list = json::array();
    for (const auto& day : holidays)
        list.push_back({{"year", day.year}, {"month", day.month}, {"day", day.day}, {"name", day.name}, {"open", windowsJson(day.stillOpen)}});
    return dumpJson(list);
}

std::vector<Holiday> readHolidays(std::string_view text)
{
    std::vector<Holiday> holidays;
    const auto list = parsed(text);
    if (!list.is_array()) return holidays;
    for (const auto& item : list) {
        Holiday day;
        day.year = smallIn(item, "year", 0);
        day.month = smallIn(item, "month", 0);
        day.day = smallIn(item, "day", 0);
        if (day.month < 1 || day.month > 12 || day.day < 1 || day.day > 31) continue;
        day.stillOpen = readWindows(at(item, "open"));
        day.name = textIn(item, "name");
        holidays.push_back(std::move(day));
    }
    return holidays;
}

std::string policyBodyJson(const SlaPolicy& policy)
{
    json body = json::object();
    body["queues"] = rawIds(policy.conditions.queues);
    body["platforms"] = policy.conditions.platforms;
    body["priorities"] = json::array();
    for (const auto priority : policy.conditions.priorities) body["priorities"].push_back(nameOf(priority));
    if (policy.conditions.direct) body["direct"] = *policy.conditions.direct;
    body["targets"] = json::array();
    for (const auto& target : policy.targets) {
        json entry{{"metric", nameOf(target.metric)}, {"target_ms", target.target.count()}};
        if (target.limit) entry["limit_ms"] = target.limit->count();
        body["targets"].push_back(std::move(entry));
    }
    body["pause_on_pending"] = policy.pauseOnPending;
    body["pause_on_hold"] = policy.pauseOnHold;
    body["pause_while_snoozed"] = policy.pauseWhileSnoozed;
    body["risk_percent"] = policy.riskPercent;
    return dumpJson(body);
}

void readPolicyBody(std::string_view text, SlaPolicy& into)
{
    const auto body = parsed(text);
    into.conditions.queues = taggedIds<QueueId>(integersIn(at(body, "queues")));
    into.conditions.platforms = textsIn(at(body, "platforms"));
    for (const auto& name : textsIn(at(body, "priorities")))
        if (const auto priority = fromName<Priority>(name)) into.conditions.priorities.push_back(*priority);
    if (at(body, "direct").is_boolean()) into.conditions.direct = at(body, "direct").get<bool>();
    if (at(body, "targets").is_array()) {
        for (const auto& entry : at(body, "targets")) {
            const auto metric = fromName<Metric>(textIn(entry, "metric"));
            if (!metric) continue;
            SlaTarget target{*metric, std::chrono::milliseconds{integerIn(entry, "target_ms", 0)}, std::nullopt};
            if (at(entry, "limit_ms").is_number_integer()) target.limit = std::chrono::milliseconds{integerIn(entry, "limit_ms", 0)};
            into.targets.push_back(target);
        }
    }
    into.pauseOnPending = flagIn(body, "pause_on_pending", into.pauseOnPending);
    into.pauseOnHold = flagIn(body, "pause_on_hold", into.pauseOnHold);
    into.pauseWhileSnoozed = flagIn(body, "pause_while_snoozed", into.pauseWhileSnoozed);
    into.riskPercent = smallIn(body, "risk_percent", into.riskPercent);
}

std::string limitsJson(const ServerLimits& limits)
{
    return dumpJson(json{{"unit", nameOf(limits.unit)},
                         {"max_length", limits.maxLength},
                         {"max_bytes", limits.maxBytes},
                         {"url_cost", limits.urlCost},
                         {"max_media", limits.maxMedia},
                         {"max_alt_length", limits.maxAltLength},
                         {"max_image_bytes", limits.maxImageBytes},
                         {"max_video_bytes", limits.maxVideoBytes},
                         {"media_types", limits.mediaTypes},
                         {"direct_max_length", limits.directMaxLength}});
}

ServerLimits readLimits(std::string_view text)
{
    const auto object = parsed(text);
    ServerLimits limits;
    limits.unit = fromName<LengthUnit>(textIn(object, "unit")).value_or(limits.unit);
    limits.maxLength = smallIn(object, "max_length", limits.maxLength);
    limits.maxBytes = smallIn(object, "max_bytes", limits.maxBytes);
    limits.urlCost = smallIn(object, "url_cost", limits.urlCost);
    limits.maxMedia = smallIn(object, "max_media", limits.maxMedia);
    limits.maxAltLength = smallIn(object, "max_alt_length", limits.maxAltLength);
    limits.maxImageBytes = integerIn(object, "max_image_bytes", limits.maxImageBytes);
    limits.maxVideoBytes = integerIn(object, "max_video_bytes", limits.maxVideoBytes);
    limits.mediaTypes = textsIn(at(object, "media_types"));
    limits.directMaxLength = smallIn(object, "direct_max_length", limits.directMaxLength);
    return limits;
}

std::string capabilitiesJson(const Capabilities& can)
{
    return dumpJson(json{{"reply", can.canReply},
                         {"direct", can.canDirect},
                         {"like", can.canLike},
                         {"delete", can.canDelete},
                         {"mark_read", can.canMarkRead},
                         {"search", can.canSearch},
                         {"idempotency_key", can.honoursIdempotencyKey},
                         {"software", can.software}});
}

Capabilities readCapabilities(std::string_view text)
{
    const auto object = parsed(text);
    Capabilities can;
    can.canReply = flagIn(object, "reply", false);
    can.canDirect = flagIn(object, "direct", false);
    can.canLike = flagIn(object, "like", false);
    can.canDelete = flagIn(object, "delete", false);
    can.canMarkRead = flagIn(object, "mark_read", false);
    can.canSearch = flagIn(object, "search", false);
    can.honoursIdempotencyKey = flagIn(object, "idempotency_key", false);
    can.software = textIn(object, "software");
    return can;
}

std::string attachmentsJson(const std::vector<Attachment>& media)
{
    json list = json::array();
    for (const auto& file : media)
        list.push_back({{"path", file.path}, {"mime_type", file.mimeType}, {"alt", file.alt}, {"bytes", file.bytes}});
    return dumpJson(list);
}

std::vector<Attachment> readAttachments(std::string_view text)
{
    std::vector<Attachment> media;
    const auto list = parsed(text);
    if (!list.is_array()) return media;
    for (const auto& item : list) {
        if (!item.is_object()) continue;
        media.push_back({textIn(item, "path"), textIn(item, "mime_type"), textIn(item, "alt"), integerIn(item, "bytes", 0)});
    }
    return media;
}

} // namespace qd
