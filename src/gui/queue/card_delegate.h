#pragma once

#include "quarterdeck/base/time.h"

#include <QStyledItemDelegate>

namespace qd::gui {

/// Paints a card from its face; looks nothing up.
class CardDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    CardDelegate(const Clock& clock, QObject* parent = nullptr);
    void setShowsGoal(bool on)
    {
        m_showsGoal = on;
    } ///< a bar in the goal's colour, for lists of several goals

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const Clock& m_clock;
    bool m_showsGoal{false};
};

} // namespace qd::gui
