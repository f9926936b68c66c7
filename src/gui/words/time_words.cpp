#include "gui/words/time_words.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace qd::gui {

using namespace std::chrono_literals;

namespace {
QDateTime local(UtcMillis at) { return QDateTime::fromMSecsSinceEpoch(toInt(at)).toLocalTime(); }
} // namespace

QString TimeWords::age(UtcMillis at, UtcMillis now)
{
    const auto passed = now - at;
    if (passed < 1min) return tr("now");
    if (passed < 1h)
        return tr("%1 min").arg(std::chrono::duration_cast<std::chrono::minutes>(passed).count());
    if (passed < 24h) return tr("%1 h").arg(std::chrono::duration_cast<std::chrono::hours>(passed).count());
    if (passed < 24h * 7)
        return tr("%1 d", "days").arg(std::chrono::duration_cast<std::chrono::hours>(passed).count() / 24);
    return QLocale().toString(local(at).date(), tr("d MMM", "date format of a day this year"));
}

QString TimeWords::ago(UtcMillis at, UtcMillis now)
{
    if (now - at < 1min) return tr("just now");
    if (now - at < 24h * 7) return tr("%1 ago", "%1 is a length of time such as 5 min").arg(age(at, now));
    return tr("on %1", "%1 is a date").arg(age(at, now));
}

QString TimeWords::span(std::chrono::milliseconds length)
{
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(length).count();
    if (minutes < 1)
        return tr("%1 s", "seconds")
            .arg(std::max<long long>(0, std::chrono::duration_cast<std::chrono::seconds>(length).count()));
    if (minutes < 60) return tr("%1 min").arg(minutes);
    if (minutes < 24 * 60)
        return minutes % 60 ? tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60)
                            : tr("%1 h").arg(minutes / 60);
    return tr("%1 d", "days").arg(minutes / (24 * 60));
}

QString TimeWords::clockTime(UtcMillis at) { return local(at).toString(QStringLiteral("HH:mm")); }

QString TimeWords::dayAndTime(UtcMillis at, UtcMillis now)
{
    const QDateTime then = local(at), today = local(now);
    if (then.date() == today.date()) return clockTime(at);
    if (std::abs(then.daysTo(today)) < 7)
        return QLocale().toString(then.date(), QStringLiteral("ddd")) + QLatin1Char(' ') + clockTime(at);
    return QLocale().toString(then.date(), tr("d MMM", "date format of a day this year")) + QLatin1Char(' ') +
           clockTime(at);
}

QString TimeWords::full(UtcMillis at) { return QLocale().toString(local(at), QLocale::LongFormat); }

ClockReading TimeWords::reading(std::optional<UtcMillis> due, std::optional<UtcMillis> riskAt, UtcMillis now)
{
    ClockReading r;
    if (!due) return r;
    if (now > *due)
        return {ClockFace::Late, 0.0, tr("late %1", "%1 is a length of time").arg(span(now - *due))};
    // riskAt stands at 80 %, so the last fifth of the whole lies between it and due.
    const auto fifth = riskAt && *riskAt < *due ? *due - *riskAt : 0ms;
    r.left = fifth.count() > 0 ? std::clamp(static_cast<double>((*due - now).count()) /
                                                (5.0 * static_cast<double>(fifth.count())),
                                            0.0, 1.0)
                               : 1.0;
    if (riskAt && now >= *riskAt) r.face = ClockFace::Risk;
    else r.face = r.left <= 0.5 ? ClockFace::Half : ClockFace::Plain;
    r.words = r.face == ClockFace::Risk ? tr("in %1", "%1 is a length of time").arg(span(*due - now))
                                        : tr("due %1", "%1 is a time of day").arg(dayAndTime(*due, now));
    return r;
}

} // namespace qd::gui
