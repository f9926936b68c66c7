#pragma once

#include "quarterdeck/desk/composer.h"
#include "quarterdeck/domain/event.h"
#include "quarterdeck/domain/goal.h"
#include "quarterdeck/domain/mention.h"
#include "quarterdeck/domain/outbox.h"
#include "quarterdeck/domain/person.h"
#include "quarterdeck/domain/sla.h"
#include "quarterdeck/domain/status.h"

#include <QCoreApplication>
#include <QString>

namespace qd::gui {

/// The core's codes as sentences for people.
struct DeskWords {
    Q_DECLARE_TR_FUNCTIONS(DeskWords)
public:
    static QString of(Status status);
    static QString of(Priority priority);
    static QString of(Visibility visibility);
    static QString of(OutboxState state);
    static QString of(Role role);
    static QString of(Metric metric);
    static QString of(ClockPhase phase);
    static QString of(SourceKind kind);
    static QString platform(const std::string& code);
    static QString reason(const std::string& code); ///< why a conversation was dismissed or resolved
    static QString pause(const std::string& code);
    static QString event(const Event& event, const QString& actor);
    static QString guard(const GuardLine& line);
    static QString whyNoReply(const std::string& code, const QString& account);
    /// What happened and what to do; `kept` says what was not lost ("Your draft is kept."), may be empty.
    static QString error(const Error& error, const QString& kept = {});
    static QString language(const std::string& code); ///< "en" as "English"
    static QString goalIcon(GoalNature nature);
};

} // namespace qd::gui
