#pragma once

#include "gui/words/time_words.h"
#include "quarterdeck/desk/inbox.h"

#include <QCoreApplication>
#include <QPixmap>
#include <QString>
#include <QStringList>

namespace qd::gui {

/// A card ready to be painted: every word in the reader's language, nothing left to look up. Made when the
/// row is told or changes; only the clock is read afresh, because it depends on now.
struct CardFace {
    Q_DECLARE_TR_FUNCTIONS(CardFace)
public:
    QString name;
    QString excerpt;
    QString initials;
    QString platformIcon;
    QStringList chips; ///< at most two, and only what deviates
    int riskyChip{-1}; ///< which of them is painted in the risk colour
    GoalNature nature{GoalNature::CustomerService};
    bool unread{false};
    bool starred{false};
    bool marked{false}; ///< chosen with x for a bulk act
    bool gone{false};   ///< left the list meanwhile, kept because it is open
    UtcMillis newestAt{};
    std::optional<UtcMillis> due{}, riskAt{};
    QPixmap avatar; ///< null: the initials are painted

    static CardFace of(const Card& card);
    /// All of it in one sentence, for screen readers.
    QString spoken(const Card& card, UtcMillis now) const;
    static QString initialsOf(const QString& name);
    static QString platformIconOf(const std::string& platform);
};

} // namespace qd::gui
