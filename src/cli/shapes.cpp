#include "cli/shapes.h"

#include "quarterdeck/domain/names.h"

namespace qd::cli {
namespace {

template <class Tag>
Json idsOf(const std::vector<Id<Tag>>& ids)
{
    Json list = Json::array();
    for (const auto id : ids) list.push_back(std::to_string(id.value));
    return list;
}

Json authorOf(const Author& author)
{
    return {{"native_id", textOrNull(author.nativeId)},
            {"handle", textOrNull(author.handle)},
            {"name", textOrNull(author.name)},
            {"followers", author.followers ? Json(*author.followers) : Json(nullptr)},
            {"avatar", textOrNull(author.avatar)},
            {"bot", author.bot}};
}

Json actionsOf(const std::vector<RuleAction>& actions)
{
    Json list = Json::array();
    for (const RuleAction& action : actions) list.push_back({{"do", nameOf(action.kind)}, {"value", textOrNull(action.value)}});
    return list;
}

std::string_view stateOf(const SlaClock& clock) { return nameOf(clock.phase); }

} // namespace

Json textOrNull(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }
Json timeOrNull(const std::optional<UtcMillis>& time) { return time ? Json(formatRfc3339(*time)) : Json(nullptr); }

Json shapeOf(const Mention& mention, QueueId queue, GoalId goal)
{
    Json media = Json::array();
    for (const Media& item : mention.media)
        media.push_back({{"kind", nameOf(item.kind)}, {"url", textOrNull(item.url)}, {"alt", textOrNull(item.alt)}});
    return {{"id", idOf(mention.id)},
            {"platform", mention.platform},
            {"account", idOf(mention.account)},
            {"kind", nameOf(mention.kind)},
            {"native_id", textOrNull(mention.nativeId)},
            {"native_key", textOrNull(mention.nativeKey)},
            {"conversation", idOf(mention.conversation)},
            {"author", authorOf(mention.author)},
            {"title", textOrNull(mention.title)},
            {"text", textOrNull(mention.text)},
            {"html", textOrNull(mention.html)},
            {"lang", textOrNull(mention.lang)},
            {"created_at", formatRfc3339(mention.createdAt)},
            {"received_at", formatRfc3339(mention.receivedAt)},
            {"edited_at", timeOrNull(mention.editedAt)},
            {"deleted", mention.deleted},
            {"url", textOrNull(mention.url)},
            {"in_reply_to", textOrNull(mention.inReplyTo)},
            {"visibility", nameOf(mention.visibility)},
            {"own", mention.own},
            {"media", std::move(media)},
            {"queue", idOf(queue)},
            {"goal", idOf(goal)},
            {"labels", mention.labels}};
}

Json shapeOf(const SlaClock& clock)
{
    Json pauses = Json::array();
    for (const Pause& pause : clock.pauses)
        pauses.push_back({{"from", formatRfc3339(pause.span.from)}, {"to", formatRfc3339(pause.span.to)}, {"why", pause.why}});
    return {{"metric", nameOf(clock.metric)},
            {"state", stateOf(clock)},
            {"start", formatRfc3339(clock.start)},
            {"due", timeOrNull(clock.due)},
            {"stop", timeOrNull(clock.stop)},
            {"used_ms", clock.used.count()},
            {"remaining_ms", clock.remaining.count()},
            {"pauses", std::move(pauses)},
            {"policy", idOf(clock.policy)},
            {"policy_version", clock.policyVersion},
            {"calendar", idOf(clock.calendar)},
            {"calendar_version", clock.calendarVersion}};
}

Json shapeOf(const Conversation& c, const std::vector<SlaClock>& clocks, const std::vector<std::string>& labels)
{
    Json clockList = Json::array();
    for (const SlaClock& clock : clocks) clockList.push_back(shapeOf(clock));
    return {{"id", idOf(c.id)},
            {"queue", idOf(c.queue)},
            {"goal", idOf(c.goal)},
            {"status", nameOf(c.status)},
            {"substatus", textOrNull(c.substatus)},
            {"snoozed_until", timeOrNull(c.snoozedUntil)},
            {"priority", nameOf(c.priority)},
            {"assignee", idOf(c.assignee)},
            {"account", idOf(c.account)},
            {"platform", c.platform},
            {"contact", idOf(c.contact)},
            {"direct", c.direct},
            {"history", c.history},
            {"excerpt", textOrNull(c.excerpt)},
            {"labels", labels.empty() ? idsOf(c.labels) : Json(labels)},
            {"dismissed_reason", textOrNull(c.dismissedReason)},
            {"waiting_since", timeOrNull(c.waitingSince)},
            {"due", timeOrNull(c.nextDue)},
            {"clocks", std::move(clockList)},
            {"last_event", idOf(c.lastEvent)},
            {"created_at", formatRfc3339(c.createdAt)}};
}

Json shapeOf(const Event& event)
{
    Json data = event.data.empty() ? Json(nullptr) : Json(event.data);
    return {{"id", idOf(event.id)},
            {"at", formatRfc3339(event.at)},
            {"recorded_at", formatRfc3339(event.recordedAt)},
            {"type", nameOf(event.type)},
            {"actor", {{"kind", nameOf(event.actor.kind)}, {"id", event.actor.id ? Json(std::to_string(event.actor.id)) : Json(nullptr)}}},
            {"reason", textOrNull(event.reason)},
            {"mention", idOf(event.mention)},
            {"outbox", idOf(event.outbox)},
            {"status_after", event.statusAfter ? Json(nameOf(*event.statusAfter)) : Json(nullptr)},
            {"data", std::move(data)}};
}

Json shapeOf(const OutboxItem& item)
{
    return {{"id", idOf(item.id)},
            {"conversation", idOf(item.conversation)},
            {"in_reply_to", idOf(item.inReplyTo)},
            {"account", idOf(item.account)},
            {"author", idOf(item.author)},
            {"recipient", textOrNull(item.recipient)},
            {"visibility", nameOf(item.visibility)},
            {"text", item.text},
            {"state", nameOf(item.state)},
            {"attempts", item.attempts},
            {"not_before", formatRfc3339(item.notBefore)},
            {"native_id", textOrNull(item.nativeId)},
            {"url", textOrNull(item.url)},
            {"sent_at", timeOrNull(item.sentAt)},
            {"error", textOrNull(item.error)}};
}

Json shapeOf(const TraceStep& step)
{
    return {{"rule", idOf(step.rule)},   {"version", step.version},   {"name", textOrNull(step.name)},
            {"fitted", step.fitted},     {"because", step.because},   {"did", actionsOf(step.did)}};
}

Json shapeOf(const Source& source)
{
    return {{"id", idOf(source.id)},
            {"account", idOf(source.account)},
            {"kind", nameOf(source.kind)},
            {"query", textOrNull(source.query)},
            {"enabled", source.enabled},
            {"connected_at", formatRfc3339(source.connectedAt)}};
}

Json shapeOf(const AccountLine& line)
{
    const Account& a = line.account;
    Json sources = Json::array();
    for (const Source& source : line.sources) sources.push_back(shapeOf(source));
    const ServerLimits& l = a.limits;
    const Capabilities& c = a.capabilities;
    return {{"id", idOf(a.id)},
            {"platform", a.platform},
            {"server", a.server},
            {"native_id", textOrNull(a.nativeId)},
            {"handle", textOrNull(a.handle)},
            {"name", textOrNull(a.name)},
            {"state", nameOf(a.state)},
            {"secret", textOrNull(a.secretKind)},
            {"connected_at", formatRfc3339(a.connectedAt)},
            {"limits",
             {{"unit", nameOf(l.unit)}, {"max_length", l.maxLength}, {"max_bytes", l.maxBytes}, {"url_cost", l.urlCost},
              {"max_media", l.maxMedia}, {"max_alt_length", l.maxAltLength}, {"max_image_bytes", l.maxImageBytes},
              {"max_video_bytes", l.maxVideoBytes}}},
            {"capabilities",
             {{"reply", c.canReply}, {"direct", c.canDirect}, {"like", c.canLike}, {"delete", c.canDelete},
              {"mark_read", c.canMarkRead}, {"search", c.canSearch}, {"idempotency_key", c.honoursIdempotencyKey},
              {"software", textOrNull(c.software)}}},
            {"sources", std::move(sources)}};
}

Json shapeOf(const SourceLine& line)
{
    const SourceHealth& h = line.health;
    Json shape = shapeOf(line.source);
    Json gaps = Json::array();
    for (const Gap& gap : h.gaps)
        gaps.push_back({{"from", formatRfc3339(gap.from)}, {"to", formatRfc3339(gap.to)}, {"why", gap.why}});
    shape["platform"] = line.account.platform;
    shape["handle"] = textOrNull(line.account.handle);
    shape["checked_up_to"] = timeOrNull(h.checkedUpTo);
    shape["last_poll"] = timeOrNull(h.lastPoll);
    shape["last_success"] = timeOrNull(h.lastSuccess);
    shape["not_before"] = timeOrNull(h.notBefore);
    shape["next_poll"] = timeOrNull(line.nextPoll);
    shape["failures"] = h.failures;
    shape["last_error"] = textOrNull(h.lastError);
    shape["rate"] = {{"limit", h.rateLimit ? Json(*h.rateLimit) : Json(nullptr)},
                     {"remaining", h.rateRemaining ? Json(*h.rateRemaining) : Json(nullptr)}};
    shape["gaps"] = std::move(gaps);
    return shape;
}

Json shapeOf(const PollReport& report)
{
    return {{"source", idOf(report.source)},
            {"platform", report.platform},
            {"kind", nameOf(report.kind)},
            {"requests", report.requests},
            {"fetched", report.fetched},
            {"new", report.fresh},
            {"edited", report.edited},
            {"deleted", report.deleted},
            {"skipped", report.skipped},
            {"bytes", report.bytes},
            {"error", report.error ? shapeOf(*report.error) : Json(nullptr)},
            {"deferred", report.deferred},
            {"next_due", timeOrNull(report.nextDue)}};
}

Json shapeOf(const Error& error)
{
    return {{"code", errcName(error.code)}, {"message", error.detail}, {"hint", textOrNull(error.hint)}};
}

} // namespace qd::cli
