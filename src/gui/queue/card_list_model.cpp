#include "gui/queue/card_list_model.h"

#include <algorithm>
#include <unordered_set>

namespace qd::gui {

CardListModel::CardListModel(const Clock& clock, QObject* parent) : QAbstractListModel(parent), m_clock(clock)
{}

int CardListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant CardListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole: return row.face.name;
    case Qt::AccessibleTextRole: return row.face.spoken(row.card, m_clock.now());
    case Qt::AccessibleDescriptionRole: return row.face.excerpt;
    case Qt::ToolTipRole: return TimeWords::full(row.card.newestAt);
    case FaceRole: return QVariant::fromValue(&row.face);
    case IdRole: return static_cast<qlonglong>(row.card.id.value);
    case MarkedRole: return row.face.marked;
    default: return {};
    }
}

bool CardListModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && !m_next.isEmpty() && !m_fetching;
}

void CardListModel::fetchMore(const QModelIndex& parent)
{
    if (!canFetchMore(parent)) return;
    m_fetching = true;
    emit moreWanted(m_next);
}

CardListModel::Row CardListModel::makeRow(Card card) const
{
    Row row{std::move(card), {}};
    row.face = CardFace::of(row.card);
    row.face.avatar = m_avatars.value(QString::fromStdString(row.card.avatar));
    return row;
}

void CardListModel::start(std::vector<Card> cards, QString next)
{
    beginResetModel();
    m_rows.clear();
    for (Card& card : cards)
        m_rows.push_back(makeRow(std::move(card)));
    m_next = std::move(next);
    m_fetching = false;
    m_latest.clear();
    m_new.clear();
    endResetModel();
    emit waitingChanged(0);
}

void CardListModel::append(std::vector<Card> cards, QString next)
{
    m_fetching = false;
    m_next = std::move(next);
    std::erase_if(cards, [this](const Card& card) { return rowOf(card.id) >= 0; });
    if (cards.empty()) return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(cards.size()) - 1);
    for (Card& card : cards)
        m_rows.push_back(makeRow(std::move(card)));
    endInsertRows();
}

void CardListModel::changeRow(int at, Card card)
{
    Row& row = m_rows[static_cast<std::size_t>(at)];
    const bool returned = std::exchange(row.face.gone, false);
    if (row.card == card && !returned) return;
    const bool marked = row.face.marked;
    row = makeRow(std::move(card));
    row.face.marked = marked;
    emit dataChanged(index(at), index(at));
}

void CardListModel::removeRowAt(int row)
{
    beginRemoveRows({}, row, row);
    m_rows.erase(m_rows.begin() + row);
    endRemoveRows();
}

void CardListModel::refresh(std::vector<Card> cards, const QString& next)
{
    std::unordered_set<ConversationId> told;
    for (const Card& card : cards)
        told.insert(card.id);
    // A page that does not reach the list's end says nothing about the rows behind the last one it names.
    int covered = rowCount();
    if (!next.isEmpty())
        while (covered > 0 && !told.contains(idAt(covered - 1)))
            --covered;
    if (m_rows.size() <= cards.size() || next.isEmpty()) m_next = next;
    for (int row = covered - 1; row >= 0; --row) {
        if (told.contains(idAt(row))) continue;
        if (idAt(row) != m_open) {
            removeRowAt(row);
        } else if (!m_rows[static_cast<std::size_t>(row)].face.gone) {
            m_rows[static_cast<std::size_t>(row)].face.gone = true;
            emit dataChanged(index(row), index(row));
        }
    }
    m_new.clear();
    for (const Card& card : cards) {
        const int row = rowOf(card.id);
        if (row >= 0) changeRow(row, card);
        else m_new.push_back(card.id);
    }
    m_latest = std::move(cards);
    if (m_rows.empty() && !m_new.empty()) showNew(); // nothing to push
    emit waitingChanged(waiting());
}

void CardListModel::showNew()
{
    if (m_latest.empty()) return;
    int at = 0;
    for (Card& card : m_latest) {
        const int row = rowOf(card.id);
        if (row < 0) {
            beginInsertRows({}, at, at);
            m_rows.insert(m_rows.begin() + at, makeRow(std::move(card)));
            endInsertRows();
        } else if (row > at) {
            beginMoveRows({}, row, row, {}, at);
            std::rotate(m_rows.begin() + at, m_rows.begin() + row, m_rows.begin() + row + 1);
            endMoveRows();
        }
        ++at;
    }
    m_latest.clear();
    m_new.clear();
    emit waitingChanged(0);
}

void CardListModel::replace(const Card& card)
{
    if (const int row = rowOf(card.id); row >= 0) changeRow(row, card);
}

bool CardListModel::take(ConversationId id)
{
    const int row = rowOf(id);
    if (row < 0) return false;
    removeRowAt(row);
    std::erase_if(m_latest, [id](const Card& card) { return card.id == id; });
    std::erase(m_new, id);
    return true;
}

void CardListModel::keepOpen(ConversationId id)
{
    if (m_open == id) return;
    const int before = rowOf(m_open);
    m_open = id;
    if (before >= 0 && m_rows[static_cast<std::size_t>(before)].face.gone) removeRowAt(before);
}

void CardListModel::setMarked(int row, bool on)
{
    if (row < 0 || row >= rowCount() || m_rows[static_cast<std::size_t>(row)].face.marked == on) return;
    m_rows[static_cast<std::size_t>(row)].face.marked = on;
    emit dataChanged(index(row), index(row), {FaceRole, MarkedRole, Qt::AccessibleTextRole});
}

void CardListModel::clearMarks()
{
    for (int row = 0; row < rowCount(); ++row)
        setMarked(row, false);
}

std::vector<ConversationId> CardListModel::marked() const
{
    std::vector<ConversationId> ids;
    for (const Row& row : m_rows)
        if (row.face.marked) ids.push_back(row.card.id);
    return ids;
}

void CardListModel::setAvatar(const QString& url, const QPixmap& picture)
{
    m_avatars.insert(url, picture);
    for (int row = 0; row < rowCount(); ++row) {
        Row& r = m_rows[static_cast<std::size_t>(row)];
        if (QString::fromStdString(r.card.avatar) != url) continue;
        r.face.avatar = picture;
        emit dataChanged(index(row), index(row), {FaceRole});
    }
}

int CardListModel::rowOf(ConversationId id) const
{
    if (!id) return -1;
    const auto it =
        std::find_if(m_rows.begin(), m_rows.end(), [id](const Row& row) { return row.card.id == id; });
    return it == m_rows.end() ? -1 : static_cast<int>(it - m_rows.begin());
}

ConversationId CardListModel::idAt(int row) const
{
    return row < 0 || row >= rowCount() ? ConversationId{} : m_rows[static_cast<std::size_t>(row)].card.id;
}

const Card* CardListModel::cardAt(int row) const
{
    return row < 0 || row >= rowCount() ? nullptr : &m_rows[static_cast<std::size_t>(row)].card;
}

} // namespace qd::gui
