#pragma once

#include "gui/queue/rail_model.h"

#include <QListView>
#include <QStyledItemDelegate>

namespace qd::gui {

class RailDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// The lists and goal queues at the window's leading edge; only icons where there is little room.
class RailView final : public QListView {
    Q_OBJECT
public:
    explicit RailView(RailModel& model, QWidget* parent = nullptr);
    void setNarrow(bool narrow); ///< 56 px of icons instead of 216 px of names
    bool isNarrow() const { return m_narrow; }
    void show(const ListScope& scope); ///< mark the entry without choosing it again

signals:
    void chosen(const qd::gui::RailEntry& entry);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    RailModel& m_model;
    bool m_narrow{false};
    bool m_quiet{false};
};

} // namespace qd::gui
