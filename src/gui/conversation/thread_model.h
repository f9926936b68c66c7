#pragma once

#include "quarterdeck/desk/inbox.h"

#include <QAbstractListModel>
#include <QString>

#include <vector>

namespace qd::gui {

/// One thing in the thread: somebody's message, a colleague's note, or an answer of ours on its way out.
struct ThreadEntry {
    enum class Kind { Message, Own, Stranger, Note, Outgoing } kind{Kind::Message};
    QString key;
    UtcMillis at{};
    Message message;
    Note note;
    QString noteAuthor;
    OutboxItem outgoing;
    QString account; ///< our handle, for answers
    bool sameAs(const ThreadEntry& other) const;
};

/// The thread, oldest first. An update inserts, removes and changes rows; only another conversation resets.
class ThreadModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { EntryRole = Qt::UserRole + 1, KeyRole };
    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

    void start(const ConversationView& view);
    void update(const ConversationView& view);
    void clear();
    const ThreadEntry& entryAt(int row) const { return m_entries[static_cast<std::size_t>(row)]; }

private:
    static std::vector<ThreadEntry> entriesOf(const ConversationView& view);
    std::vector<ThreadEntry> m_entries;
};

} // namespace qd::gui

Q_DECLARE_METATYPE(const qd::gui::ThreadEntry*)
