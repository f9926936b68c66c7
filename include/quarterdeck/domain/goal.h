#pragma once

#include "quarterdeck/base/id.h"
#include "quarterdeck/base/time.h"
#include "quarterdeck/domain/status.h"

#include <optional>
#include <string>
#include <vector>

namespace qd {

/// What kind of business need a goal comes from; decides its colour and its ready measures.
enum class GoalNature { CustomerService, Reputation, Marketing, Issues, SocialResponsibility, EmployeeEngagement };

/// A measured aim derived from a business objective.
struct Goal {
    GoalId id{};
    std::string name;
    std::string objective;
    GoalNature nature{GoalNature::CustomerService};
    int order{0}; ///< 1 comes first under load
    PersonId owner{};
    std::string metric; ///< code, e.g. "first_response_p90"; "" = not chosen yet
    std::optional<double> baseline{};
    std::optional<double> target{};
    std::optional<UtcMillis> targetDate{};
    bool archived{false};
};

/// An ordered list of conversations waiting for a person.
struct Queue {
    QueueId id{};
    std::string name;
    GoalId goal{};
    int order{0};
    bool onlyAssigneeMayReply{false};
    bool archived{false};
};

struct Label {
    LabelId id{};
    std::string name; ///< unique, folded
    bool archived{false}; ///< conversations still bear it; not offered any more
};

/// A saved filter in the side bar, written in the users' query language.
struct View {
    ViewId id{};
    std::string name;
    std::string query;
    PersonId owner{}; ///< 0 = shared
};

/// A canned response.
struct Template {
    TemplateId id{};
    std::string name;
    std::string text; ///< may hold {name}, {handle}, {me}
    GoalId goal{};    ///< 0 = every goal
};

} // namespace qd
