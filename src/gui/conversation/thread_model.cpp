#include "gui/conversation/thread_model.h"

#include "gui/words/desk_words.h"

#include <algorithm>

namespace qd::gui {

namespace {

bool sameOutgoing(const OutboxItem& a, const OutboxItem& b)
{
    return a.id == b.id && a.state == b.state && a.error == b.error && a.text == b.text &&
           a.notBefore == b.notBefore;
}

} // namespace

bool ThreadEntry::sameAs(const ThreadEntry& o) const
{
    const Mention &a = message.mention, &b = o.message.mention;
    return kind == o.kind && key == o.key && at == o.at && a.text == b.text && a.deleted == b.deleted &&
           a.editedAt == b.editedAt && a.media == b.media &&
           message.versions.size() == o.message.versions.size() &&
           message.outbox.has_value() == o.message.outbox.has_value() && note.text == o.note.text &&
           sameOutgoing(outgoing, o.outgoing);
}

int ThreadModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant ThreadModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const ThreadEntry& e = entryAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        switch (e.kind) {
        case ThreadEntry::Kind::Note: return QString::fromStdString(e.note.text);
        case ThreadEntry::Kind::Outgoing: return QString::fromStdString(e.outgoing.text);
        default: return QString::fromStdString(e.message.mention.text);
        }
    case EntryRole: return QVariant::fromValue(&e);
    case KeyRole: return e.key;
    default: return {};
    }
}

std::vector<ThreadEntry> ThreadModel::entriesOf(const ConversationView& view)
{
    using Kind = ThreadEntry::Kind;
    std::vector<ThreadEntry> all;
    const QString account = QString::fromStdString(view.accountHandle);
    std::vector<OutboxId> shown;
    for (const Message& message : view.messages) {
        ThreadEntry e;
        e.kind = message.mention.own ? Kind::Own : message.stranger ? Kind::Stranger : Kind::Message;
        e.key = QStringLiteral("m%1").arg(message.mention.id.value);
        e.at = message.mention.createdAt;
        e.message = message;
        e.account = account;
        if (message.outbox) shown.push_back(message.outbox->id);
        all.push_back(std::move(e));
    }
    for (std::size_t i = 0; i < view.notes.size(); ++i) {
        ThreadEntry e;
        e.kind = Kind::Note;
        e.key = QStringLiteral("n%1").arg(view.notes[i].id.value);
        e.at = view.notes[i].at;
        e.note = view.notes[i];
        if (i < view.noteAuthors.size()) e.noteAuthor = QString::fromStdString(view.noteAuthors[i]);
        all.push_back(std::move(e));
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const ThreadEntry& a, const ThreadEntry& b) { return a.at < b.at; });
    for (const OutboxItem& item : view.outbox) { // what is not out yet stands last, whenever it was written
        if (item.state == OutboxState::Cancelled ||
            std::find(shown.begin(), shown.end(), item.id) != shown.end())
            continue;
        ThreadEntry e;
        e.kind = Kind::Outgoing;
        e.key = QStringLiteral("o%1").arg(item.id.value);
        e.at = item.createdAt;
        e.outgoing = item;
        e.account = account;
        all.push_back(std::move(e));
    }
    return all;
}

void ThreadModel::start(const ConversationView& view)
{
    beginResetModel();
    m_entries = entriesOf(view);
    endResetModel();
}

void ThreadModel::clear()
{
    beginResetModel();
    m_entries.clear();
    endResetModel();
}

void ThreadModel::update(const ConversationView& view)
{
    std::vector<ThreadEntry> fresh = entriesOf(view);
    const auto find = [](const std::vector<ThreadEntry>& in, const QString& key) {
        return std::find_if(in.begin(), in.end(), [&](const ThreadEntry& e) { return e.key == key; });
    };
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (find(fresh, entryAt(row).key) != fresh.end()) continue;
        beginRemoveRows({}, row, row);
        m_entries.erase(m_entries.begin() + row);
        endRemoveRows();
    }
    for (int at = 0; at < static_cast<int>(fresh.size()); ++at) {
        ThreadEntry& entry = fresh[static_cast<std::size_t>(at)];
        const int row = static_cast<int>(find(m_entries, entry.key) - m_entries.begin());
        if (row == rowCount()) {
            beginInsertRows({}, at, at);
            m_entries.insert(m_entries.begin() + at, std::move(entry));
            endInsertRows();
            continue;
        }
        if (row > at) {
            beginMoveRows({}, row, row, {}, at);
            std::rotate(m_entries.begin() + at, m_entries.begin() + row, m_entries.begin() + row + 1);
            endMoveRows();
        }
        if (entryAt(at).sameAs(entry)) continue;
        m_entries[static_cast<std::size_t>(at)] = std::move(entry);
        emit dataChanged(index(at), index(at));
    }
}

} // namespace qd::gui
