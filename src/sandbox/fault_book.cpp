#include "sandbox/fault_book.h"

#include <nlohmann/json.hpp>

#include <array>
#include <regex>

namespace qd::sandbox {
namespace {

constexpr std::array<std::pair<const char*, FaultKind>, 11> kKinds = {{{"status", FaultKind::Status},
    {"html", FaultKind::Html}, {"cut", FaultKind::Cut}, {"reset_after", FaultKind::ResetAfter},
    {"reset_before", FaultKind::ResetBefore}, {"slow", FaultKind::Slow}, {"garbage", FaultKind::Garbage},
    {"endless", FaultKind::Endless}, {"expire_tokens", FaultKind::ExpireTokens}, {"delay", FaultKind::Delay},
    {"hang", FaultKind::Hang}}};

std::string text(const nlohmann::json& object, const char* key, const char* otherwise = "")
{
    const auto found = object.find(key);
    if (found == object.end()) return otherwise;
    if (found->is_number_integer()) return std::to_string(found->get<long>());
    return found->is_string() ? found->get<std::string>() : otherwise;
}

long whole(const nlohmann::json& object, const char* key, long otherwise)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_number() ? found->get<long>() : otherwise;
}

} // namespace

struct FaultBook::Rule {
    Fault fault;
    std::string methodPattern, pathPattern;
    std::regex method, path;
    long nth = 1;   ///< the first matching request it strikes, counted from 1
    long times = 1; ///< how many it strikes; -1: all
    long seen = 0;
    long struck = 0;
};

FaultBook::FaultBook() = default;
FaultBook::~FaultBook() = default;

std::optional<std::string> FaultBook::add(const nlohmann::json& script)
{
    if (!script.is_object()) return "a fault is an object";
    if (const auto list = script.find("faults"); list != script.end()) {
        if (!list->is_array()) return "faults is a list";
        for (const auto& one : *list)
            if (auto wrong = add(one)) return wrong;
        return std::nullopt;
    }
    auto rule = std::make_unique<Rule>();
    Fault& fault = rule->fault;
    fault.name = text(script, "kind", "status");
    const auto* kind = std::find_if(kKinds.begin(), kKinds.end(), [&](const auto& k) { return fault.name == k.first; });
    if (kind == kKinds.end()) return "unknown kind of fault: " + fault.name;
    fault.kind = kind->second;
    fault.status = static_cast<int>(whole(script, "status", fault.kind == FaultKind::Html ? 502 : 500));
    fault.retryAfter = text(script, "retry_after");
    fault.body = text(script, "body");
    fault.type = text(script, "type");
    fault.keepBytes = whole(script, "keep_bytes", -1);
    fault.bytesPerSecond = std::max(1L, whole(script, "bytes_per_second", 64));
    fault.delayMs = whole(script, "delay_ms", fault.kind == FaultKind::Hang ? 30'000 : 1'000);
    rule->nth = whole(script, "nth", 1);
    rule->times = whole(script, "times", 1);
    rule->methodPattern = text(script, "method", ".*");
    rule->pathPattern = text(script, "path", ".*");
    try { // std::regex has no other way to say that a pattern is broken
        rule->method = std::regex(rule->methodPattern, std::regex::icase);
        rule->path = std::regex(rule->pathPattern);
    } catch (const std::regex_error&) {
        return "not a regular expression: " + rule->methodPattern + " " + rule->pathPattern;
    }
    const std::lock_guard lock(m_guard);
    m_rules.push_back(std::move(rule));
    return std::nullopt;
}

void FaultBook::clear()
{
    const std::lock_guard lock(m_guard);
    m_rules.clear();
}

std::optional<Fault> FaultBook::next(const std::string& method, const std::string& target)
{
    const std::lock_guard lock(m_guard);
    std::optional<Fault> due;
    for (const auto& rule : m_rules) {
        if (!std::regex_match(method, rule->method) || !std::regex_search(target, rule->path)) continue;
        ++rule->seen;
        const bool open = rule->times < 0 || rule->struck < rule->times;
        if (due || !open || rule->seen < rule->nth) continue;
        ++rule->struck;
        due = rule->fault;
    }
    return due;
}

nlohmann::json FaultBook::state() const
{
    const std::lock_guard lock(m_guard);
    auto out = nlohmann::json::array();
    for (const auto& rule : m_rules)
        out.push_back({{"kind", rule->fault.name}, {"method", rule->methodPattern}, {"path", rule->pathPattern},
                       {"nth", rule->nth}, {"times", rule->times}, {"seen", rule->seen}, {"struck", rule->struck}});
    return out;
}

} // namespace qd::sandbox
