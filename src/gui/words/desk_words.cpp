#include "gui/words/desk_words.h"

#include <QLocale>

namespace qd::gui {

QString DeskWords::of(Status status)
{
    switch (status) {
    case Status::New: return tr("New", "status");
    case Status::Open: return tr("Open", "status");
    case Status::Pending: return tr("Waiting for the customer", "status");
    case Status::OnHold: return tr("On hold", "status");
    case Status::Resolved: return tr("Resolved", "status");
    case Status::Closed: return tr("Closed", "status");
    }
    return {};
}

QString DeskWords::of(Priority priority)
{
    switch (priority) {
    case Priority::Low: return tr("Low", "priority");
    case Priority::Normal: return tr("Normal", "priority");
    case Priority::High: return tr("High", "priority");
    case Priority::Urgent: return tr("Urgent", "priority");
    }
    return {};
}

QString DeskWords::of(Visibility visibility)
{
    switch (visibility) {
    case Visibility::Public: return tr("Public", "who may read");
    case Visibility::Unlisted: return tr("Public, not in lists", "who may read");
    case Visibility::Followers: return tr("Followers only", "who may read");
    case Visibility::Direct: return tr("Direct message", "who may read");
    }
    return {};
}

QString DeskWords::of(OutboxState state)
{
    switch (state) {
    case OutboxState::Draft: return tr("draft");
    case OutboxState::AwaitingApproval: return tr("waits for approval");
    case OutboxState::ChangesRequested: return tr("changes asked for");
    case OutboxState::Rejected: return tr("rejected");
    case OutboxState::Superseded: return tr("replaced");
    case OutboxState::Scheduled: return tr("scheduled");
    case OutboxState::UndoHold: return tr("held, can be undone");
    case OutboxState::Queued: return tr("waits to be sent");
    case OutboxState::Sending: return tr("sending…");
    case OutboxState::Sent: return tr("sent");
    case OutboxState::FailedRetry: return tr("did not get through, trying again");
    case OutboxState::Failed: return tr("not sent");
    case OutboxState::Unknown: return tr("unknown whether it was sent");
    case OutboxState::Paused: return tr("held: all sending is stopped");
    case OutboxState::NeedsReapproval: return tr("waits for your release");
    case OutboxState::Cancelled: return tr("taken back");
    }
    return {};
}

QString DeskWords::of(Role role)
{
    switch (role) {
    case Role::Responder: return tr("Responder");
    case Role::Drafter: return tr("Drafter");
    case Role::Manager: return tr("Manager");
    case Role::Admin: return tr("Administrator");
    }
    return {};
}

QString DeskWords::of(Metric metric)
{
    switch (metric) {
    case Metric::FirstResponse: return tr("First answer");
    case Metric::NextResponse: return tr("Next answer");
    case Metric::PeriodicUpdate: return tr("Regular update");
    case Metric::Resolution: return tr("Resolution");
    }
    return {};
}

QString DeskWords::of(ClockPhase phase)
{
    switch (phase) {
    case ClockPhase::Running: return tr("running", "a clock");
    case ClockPhase::Paused: return tr("paused", "a clock");
    case ClockPhase::Met: return tr("met", "a promise");
    case ClockPhase::Breached: return tr("late", "a promise");
    case ClockPhase::Cancelled: return tr("no longer needed", "a clock");
    }
    return {};
}

QString DeskWords::of(SourceKind kind)
{
    switch (kind) {
    case SourceKind::Mentions: return tr("Mentions", "source");
    case SourceKind::Messages: return tr("Direct messages", "source");
    case SourceKind::Comments: return tr("Comments", "source");
    case SourceKind::Search: return tr("Search", "source");
    case SourceKind::Hashtag: return tr("Hashtag", "source");
    case SourceKind::Timeline: return tr("Timeline", "source");
    case SourceKind::Own: return tr("Our own posts", "source");
    }
    return {};
}

QString DeskWords::platform(const std::string& code)
{
    if (code == "mastodon") return QStringLiteral("Mastodon");
    if (code == "bluesky") return QStringLiteral("Bluesky");
    if (code == "feed") return tr("Feed", "platform");
    return QString::fromStdString(code);
}

QString DeskWords::reason(const std::string& code)
{
    if (code == "spam") return tr("spam");
    if (code == "thanks_only") return tr("thanks only");
    if (code == "no_reply_needed") return tr("no answer needed");
    if (code == "not_about_us") return tr("not about us");
    if (code == "duplicate") return tr("duplicate");
    if (code == "abuse") return tr("abuse");
    if (code == "answered_elsewhere") return tr("answered elsewhere");
    if (code == "history") return tr("from before the account was connected");
    return QString::fromStdString(code).replace(QLatin1Char('_'), QLatin1Char(' '));
}

QString DeskWords::pause(const std::string& code)
{
    if (code == "pending") return tr("waiting for the customer");
    if (code == "on_hold") return tr("on hold");
    if (code == "snoozed") return tr("snoozed");
    if (code == "resolved") return tr("resolved");
    return QString::fromStdString(code);
}

QString DeskWords::event(const Event& e, const QString& actor)
{
    const QString who = actor.isEmpty() ? tr("Quarterdeck", "the program as an actor") : actor;
    switch (e.type) {
    case EventType::Received: return tr("A message arrived");
    case EventType::Replied:
        return tr("%1 answered").arg(actor.isEmpty() ? tr("We", "the organisation as an actor") : actor);
    case EventType::BotReplied: return tr("An automatic answer was sent");
    case EventType::AuthorEdited: return tr("The author edited a message");
    case EventType::AuthorDeleted: return tr("The author deleted a message");
    case EventType::Routed: return tr("Routed by the rules");
    case EventType::Opened: return tr("%1 opened it").arg(who);
    case EventType::Assigned: return tr("%1 changed who answers").arg(who);
    case EventType::StatusChanged:
        return e.statusAfter ? tr("%1 set it to: %2").arg(who, of(*e.statusAfter))
                             : tr("%1 changed the status").arg(who);
    case EventType::Resolved:
        return e.reason.empty() ? tr("%1 resolved it").arg(who)
                                : tr("%1 resolved it: %2").arg(who, reason(e.reason));
    case EventType::Dismissed: return tr("%1 dismissed it: %2").arg(who, reason(e.reason));
    case EventType::Reopened: return tr("%1 reopened it").arg(who);
    case EventType::Closed: return tr("Closed");
    case EventType::Snoozed: return tr("%1 snoozed it").arg(who);
    case EventType::Woken: return tr("It woke up");
    case EventType::Moved: return tr("%1 moved it to another queue").arg(who);
    case EventType::PriorityChanged: return tr("%1 changed the priority").arg(who);
    case EventType::Labelled: return tr("%1 changed the labels").arg(who);
    case EventType::Noted: return tr("%1 wrote a note").arg(who);
    case EventType::Escalated: return tr("%1 escalated it").arg(who);
    case EventType::Starred: return tr("%1 changed the star").arg(who);
    case EventType::Muted: return tr("%1 muted or unmuted it").arg(who);
    case EventType::PolicyChanged: return tr("The promise of answer times changed");
    case EventType::CalendarChanged: return tr("The opening hours changed");
    case EventType::Merged: return tr("Joined with another conversation");
    case EventType::Split: return tr("Split from another conversation");
    case EventType::SendQueued: return tr("%1 put an answer into the outbox").arg(who);
    case EventType::SendCancelled: return tr("%1 took an answer back").arg(who);
    case EventType::SendFailed: return tr("An answer could not be sent");
    case EventType::SendUnknown: return tr("It is unknown whether an answer was sent");
    case EventType::Undone: return tr("%1 undid the last step").arg(who);
    }
    return {};
}

QString DeskWords::guard(const GuardLine& line)
{
    const std::string& c = line.code;
    if (c == "personal_data:email") return tr("An e-mail address would be public.");
    if (c == "personal_data:phone") return tr("A phone number would be public.");
    if (c == "personal_data:credit_card") return tr("A card number would be public.");
    if (c == "personal_data:iban") return tr("A bank account number would be public.");
    if (c.rfind("personal_data", 0) == 0) return tr("Personal data would be public.");
    if (c == "too_long") return tr("The text is too long for this platform.");
    if (c == "empty") return tr("There is nothing to send yet.");
    if (c == "alt_missing") return tr("A picture has no description for people who cannot see it.");
    if (c == "wrong_account") return tr("This conversation belongs to another account.");
    if (c == "forbidden_phrase") return tr("The text holds a phrase your organisation does not use.");
    if (c == "invisible_characters") return tr("The text holds invisible characters.");
    if (c == "handle_unaddressed") return tr("A handle in the text would not be told.");
    if (c == "private_made_public") return tr("This would answer a private message in public.");
    return QString::fromStdString(c).replace(QLatin1Char('_'), QLatin1Char(' '));
}

QString DeskWords::whyNoReply(const std::string& code, const QString& account)
{
    if (code == "signed_out")
        return tr("%1 is signed out. Drafts and notes are kept; sign in again to send.").arg(account);
    if (code == "read_only_source")
        return tr("This came from a feed: there is nobody to answer there. You can write a note.");
    if (code == "closed") return tr("This conversation is closed. Reopen it to answer.");
    if (code == "not_assignee")
        return tr("In this queue only the person assigned may answer. Press i to take it.");
    return tr("Your role may not send answers here. You can write a note.");
}

QString DeskWords::error(const Error& e, const QString& kept)
{
    const auto sentence = [&e] {
        switch (e.code) {
        case Errc::Invalid: return tr("That cannot be done: %1.").arg(QString::fromStdString(e.detail));
        case Errc::NotFound: return tr("It is not there any more.");
        case Errc::Forbidden: return tr("Your role may not do that. A manager can.");
        case Errc::Conflict: return tr("Somebody changed the same thing meanwhile. Look again, then decide.");
        case Errc::Auth: return tr("The platform signed us out. Sign in again under Settings, Accounts.");
        case Errc::RateLimited:
            return e.retryAfter ? tr("The platform asks for a pause of %1 s; it goes on by itself.")
                                      .arg(e.retryAfter->count() / 1000)
                                : tr("The platform asks for a pause; it goes on by itself.");
        case Errc::Network: return tr("The platform did not answer. Check the connection, then try again.");
        case Errc::BadReply:
            return tr("The platform answered something that cannot be read. Try again later.");
        case Errc::Storage: return tr("The database refused. Nothing was changed.");
        case Errc::Busy: return tr("The database is busy. Try again in a moment.");
        case Errc::ReadOnly: return tr("The workspace cannot be written. Check the folder's permissions.");
        case Errc::Full: return tr("The disk is full. Make room, then try again.");
        case Errc::Corrupt: return tr("The database is damaged. Restore the last backup.");
        case Errc::TooNew: return tr("This workspace was made by a newer Quarterdeck. Update this one.");
        case Errc::Cancelled: return tr("Stopped.");
        }
        return QString();
    };
    const QString hint = QString::fromStdString(e.hint);
    QString text = sentence();
    if (!kept.isEmpty()) text += QLatin1Char(' ') + kept;
    if (!hint.isEmpty()) text += QLatin1Char(' ') + hint;
    return text;
}

QString DeskWords::language(const std::string& code)
{
    const QLocale locale(QString::fromStdString(code));
    return locale == QLocale::c() ? QString::fromStdString(code)
                                  : QLocale::languageToString(locale.language());
}

QString DeskWords::goalIcon(GoalNature nature)
{
    switch (nature) {
    case GoalNature::CustomerService: return QStringLiteral("service");
    case GoalNature::Reputation: return QStringLiteral("reputation");
    case GoalNature::Marketing: return QStringLiteral("marketing");
    case GoalNature::Issues: return QStringLiteral("issues");
    case GoalNature::SocialResponsibility: return QStringLiteral("csr");
    case GoalNature::EmployeeEngagement: return QStringLiteral("employees");
    }
    return {};
}

} // namespace qd::gui
