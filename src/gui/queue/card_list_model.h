#pragma once

#include "gui/queue/card_face.h"

#include <QAbstractListModel>
#include <QHash>

#include <vector>

namespace qd::gui {

/// The cards of one list, as last told. Asks nothing itself: it says what it wants by signal.
///
/// A refresh never moves a row: rows change or leave where they stand, what is new waits behind the pill
/// until showNew(). Only start() (another list) resets.
class CardListModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { FaceRole = Qt::UserRole + 1, IdRole, CardRole, MarkedRole };

    CardListModel(const Clock& clock, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

    void start(std::vector<Card> cards, QString next);  ///< another list: the only reset
    void append(std::vector<Card> cards, QString next); ///< the page that moreWanted() asked for
    void moreFailed() { m_fetching = false; }
    /// The same list read again from its beginning; `next` as the page's.
    void refresh(std::vector<Card> cards, const QString& next);
    void showNew(); ///< bring in what waits, in its order
    void replace(const Card& card);
    bool take(ConversationId id);     ///< remove one row now (after an act of our own)
    void keepOpen(ConversationId id); ///< the card that may not vanish while it is read; 0 = none
    void setMarked(int row, bool on);
    void clearMarks();
    std::vector<ConversationId> marked() const;
    void setAvatar(const QString& url, const QPixmap& picture);

    int waiting() const { return static_cast<int>(m_new.size()); }
    int rowOf(ConversationId id) const;
    ConversationId idAt(int row) const;
    const Card* cardAt(int row) const;
    bool atEnd() const { return m_next.isEmpty(); }

signals:
    void moreWanted(const QString& after);
    void waitingChanged(int count);

private:
    struct Row {
        Card card;
        CardFace face;
    };
    Row makeRow(Card card) const;
    void changeRow(int row, Card card);
    void removeRowAt(int row);

    const Clock& m_clock;
    std::vector<Row> m_rows;
    std::vector<Card> m_latest; ///< the last refresh, for showNew()
    std::vector<ConversationId> m_new;
    QString m_next;
    QHash<QString, QPixmap> m_avatars;
    ConversationId m_open{};
    bool m_fetching{false};
};

} // namespace qd::gui

Q_DECLARE_METATYPE(const qd::gui::CardFace*)
