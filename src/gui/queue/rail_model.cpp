#include "gui/queue/rail_model.h"

#include "gui/words/desk_words.h"

#include <algorithm>

namespace qd::gui {

int RailModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

Qt::ItemFlags RailModel::flags(const QModelIndex& index) const
{
    if (!index.isValid()) return Qt::NoItemFlags;
    return entryAt(index.row()).kind == RailEntry::Kind::Heading
               ? Qt::ItemNeverHasChildren
               : Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

QVariant RailModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const RailEntry& e = entryAt(index.row());
    switch (role) {
    case Qt::DisplayRole: return e.name;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole: {
        if (e.kind == RailEntry::Kind::Heading || e.kind == RailEntry::Kind::View) return e.name;
        //: a list in the rail and how many conversations wait in it
        QString text = tr("%1, %n waiting", nullptr, static_cast<int>(e.count)).arg(e.name);
        if (e.urgent > 0)
            text += QStringLiteral(", ") + tr("%n at risk or late", nullptr, static_cast<int>(e.urgent));
        return text;
    }
    case EntryRole: return QVariant::fromValue(&e);
    case KeyRole: return e.key;
    default: return {};
    }
}

std::vector<RailEntry> RailModel::entriesOf(const DeskOverview& o)
{
    using Kind = RailEntry::Kind;
    std::vector<RailEntry> all;
    const auto list = [&](ScopeKind kind, const char* key, const QString& name, const char* icon,
                          qint64 count, qint64 urgent = 0, qint64 late = 0) {
        all.push_back({Kind::List,
                       QLatin1String(key),
                       {.kind = kind},
                       name,
                       QLatin1String(icon),
                       -1,
                       count,
                       urgent,
                       late});
    };
    list(ScopeKind::Mine, "mine", tr("Mine", "conversations assigned to me"), "mine", o.mine);
    list(ScopeKind::Unassigned, "unassigned", tr("Unassigned"), "unassigned", o.unassigned);
    list(ScopeKind::AtRisk, "at_risk", tr("At risk", "answers that are nearly due"), "risk", o.atRisk,
         o.atRisk);
    if (o.breached > 0)
        list(ScopeKind::Breached, "breached", tr("Late", "answers that are overdue"), "late-line", o.breached,
             o.breached, o.breached);
    list(ScopeKind::Waiting, "waiting", tr("Waiting", "for the customer"), "waiting", o.waiting);
    list(ScopeKind::Snoozed, "snoozed", tr("Snoozed"), "snooze", o.snoozed);
    if (o.outboxTrouble + o.outboxWaiting > 0 || o.sendingHeld)
        all.push_back({Kind::Outbox,
                       QStringLiteral("outbox"),
                       {},
                       tr("Outbox"),
                       QStringLiteral("outbox"),
                       -1,
                       o.outboxWaiting + o.outboxTrouble,
                       o.outboxTrouble,
                       o.outboxTrouble});
    if (!o.queues.empty())
        all.push_back(
            {Kind::Heading, QStringLiteral("goals"), {}, tr("Goals", "heading of the goal queues"), {}});
    for (const QueueLine& line : o.queues) {
        if (line.queue.archived) continue;
        all.push_back({Kind::Queue,
                       QStringLiteral("queue:%1").arg(line.queue.id.value),
                       {.kind = ScopeKind::Queue, .queue = line.queue.id},
                       QString::fromStdString(line.queue.name),
                       DeskWords::goalIcon(line.nature),
                       static_cast<int>(line.nature),
                       line.work(),
                       line.atRisk + line.breached,
                       line.breached});
    }
    if (!o.views.empty()) all.push_back({Kind::Heading, QStringLiteral("views"), {}, tr("Saved views"), {}});
    for (const View& view : o.views)
        all.push_back({Kind::View,
                       QStringLiteral("view:%1").arg(view.id.value),
                       {.kind = ScopeKind::Search, .query = view.query},
                       QString::fromStdString(view.name),
                       QStringLiteral("search")});
    return all;
}

int RailModel::rowOf(const QString& key) const
{
    const auto it =
        std::find_if(m_entries.begin(), m_entries.end(), [&](const RailEntry& e) { return e.key == key; });
    return it == m_entries.end() ? -1 : static_cast<int>(it - m_entries.begin());
}

int RailModel::rowOf(const ListScope& scope) const
{
    const auto it = std::find_if(m_entries.begin(), m_entries.end(), [&](const RailEntry& e) {
        return e.kind != RailEntry::Kind::Heading && e.kind != RailEntry::Kind::Outbox &&
               e.scope.kind == scope.kind && e.scope.queue == scope.queue && e.scope.query == scope.query;
    });
    return it == m_entries.end() ? -1 : static_cast<int>(it - m_entries.begin());
}

void RailModel::update(const DeskOverview& overview)
{
    const std::vector<RailEntry> fresh = entriesOf(overview);
    for (int row = rowCount() - 1; row >= 0; --row) {
        const auto same = [&](const RailEntry& e) { return e.key == entryAt(row).key; };
        if (std::any_of(fresh.begin(), fresh.end(), same)) continue;
        beginRemoveRows({}, row, row);
        m_entries.erase(m_entries.begin() + row);
        endRemoveRows();
    }
    for (int at = 0; at < static_cast<int>(fresh.size()); ++at) {
        const RailEntry& entry = fresh[static_cast<std::size_t>(at)];
        const int row = rowOf(entry.key);
        if (row < 0) {
            beginInsertRows({}, at, at);
            m_entries.insert(m_entries.begin() + at, entry);
            endInsertRows();
            continue;
        }
        if (row > at) {
            beginMoveRows({}, row, row, {}, at);
            std::rotate(m_entries.begin() + at, m_entries.begin() + row, m_entries.begin() + row + 1);
            endMoveRows();
        }
        if (entryAt(at) == entry) continue;
        m_entries[static_cast<std::size_t>(at)] = entry;
        emit dataChanged(index(at), index(at));
    }
}

} // namespace qd::gui
