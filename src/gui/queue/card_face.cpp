#include "gui/queue/card_face.h"

#include "gui/words/desk_words.h"

#include <QLocale>

namespace qd::gui {

QString CardFace::initialsOf(const QString& name)
{
    QString initials;
    for (const QString& word : name.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const QChar first = word.at(0);
        if (first.isLetterOrNumber()) initials += first.toUpper();
        if (initials.size() == 2) break;
    }
    return initials.isEmpty() ? QStringLiteral("·") : initials;
}

QString CardFace::platformIconOf(const std::string& platform)
{
    if (platform == "mastodon" || platform == "bluesky" || platform == "feed")
        return QStringLiteral("platform-") + QString::fromStdString(platform);
    return QStringLiteral("message");
}

CardFace CardFace::of(const Card& card)
{
    CardFace face;
    face.name = QString::fromStdString(card.author);
    face.excerpt = QString::fromStdString(card.excerpt).simplified();
    face.initials = initialsOf(face.name);
    face.platformIcon = platformIconOf(card.platform);
    face.nature = card.nature;
    face.unread = card.status == Status::New;
    face.starred = card.starred;
    face.newestAt = card.newestAt;
    face.due = card.due;
    face.riskAt = card.riskAt;

    const auto add = [&face](const QString& chip) {
        if (face.chips.size() < 2) face.chips << chip;
    };
    if (card.priority == Priority::Urgent || card.priority == Priority::High) {
        face.riskyChip = 0;
        add(DeskWords::of(card.priority));
    }
    if (card.hasDraft) add(tr("Draft", "chip on a card"));
    if (card.direct) add(tr("Direct", "chip on a card"));
    if (card.status == Status::OnHold || card.status == Status::Resolved) add(DeskWords::of(card.status));
    if (!card.dismissedReason.empty()) add(DeskWords::reason(card.dismissedReason));
    for (const std::string& label : card.labels)
        add(QString::fromStdString(label));
    const QString locale = QLocale().name().left(2);
    const QString own =
        locale.startsWith(QLatin1Char('C')) ? QStringLiteral("en") : locale; // "C" speaks English
    if (!card.lang.empty() && QString::fromStdString(card.lang) != own) add(DeskWords::language(card.lang));
    return face;
}

QString CardFace::spoken(const Card& card, UtcMillis now) const
{
    QStringList parts{name};
    if (unread) parts << tr("new");
    if (starred) parts << tr("starred");
    if (marked) parts << tr("chosen");
    parts << DeskWords::platform(card.platform);
    if (const ClockReading clock = TimeWords::reading(due, riskAt, now); clock.face != ClockFace::None)
        parts << clock.words;
    parts << chips;
    if (!card.assigneeName.empty())
        parts << tr("assigned to %1").arg(QString::fromStdString(card.assigneeName));
    return parts.join(QStringLiteral(", "));
}

} // namespace qd::gui
