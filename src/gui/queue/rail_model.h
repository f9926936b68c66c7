#pragma once

#include "quarterdeck/desk/inbox.h"

#include <QAbstractListModel>
#include <QString>

#include <vector>

namespace qd::gui {

/// One line of the rail.
struct RailEntry {
    enum class Kind { List, Queue, View, Heading, Outbox } kind{Kind::List};
    QString key; ///< what stays the same while counts change
    ListScope scope;
    QString name;
    QString icon;
    int goal{-1}; ///< GoalNature of a queue: whose colour its icon takes
    qint64 count{0};
    qint64 urgent{0}; ///< of them at risk or late
    qint64 late{0};
    bool operator==(const RailEntry&) const = default;
};

/// The rail as the overview tells it. Counts change in place; entries come and go by rows.
class RailModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { EntryRole = Qt::UserRole + 1, KeyRole };
    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

    void update(const DeskOverview& overview);
    const RailEntry& entryAt(int row) const { return m_entries[static_cast<std::size_t>(row)]; }
    int rowOf(const QString& key) const;
    int rowOf(const ListScope& scope) const;

private:
    static std::vector<RailEntry> entriesOf(const DeskOverview& overview);
    std::vector<RailEntry> m_entries;
};

} // namespace qd::gui

Q_DECLARE_METATYPE(const qd::gui::RailEntry*)
