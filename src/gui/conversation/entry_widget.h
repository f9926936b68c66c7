#pragma once

#include "gui/bridge/desk_context.h"
#include "gui/conversation/thread_model.h"

#include <QTimer>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace qd::gui {

/// One entry of the thread on screen. Theirs stand on the surface, strangers' are quieter, ours are tinted,
/// notes lie on their own paper with a dashed edge.
class EntryWidget final : public QWidget {
    Q_OBJECT
public:
    EntryWidget(DeskContext& context, const ThreadEntry& entry, QWidget* parent = nullptr);
    const QString& key() const { return m_entry.key; }

signals:
    void undoSendWanted(qint64 outbox);
    void releaseWanted(qint64 outbox); ///< send (again)
    void settleWanted(qint64 outbox, bool sent);
    void editWanted(qint64 outbox); ///< take back into the composer
    void linkWanted(const QString& url);
    void likeWanted(qint64 mention);
    void deleteWanted(qint64 mention);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void build();
    QLabel* addLabel(QVBoxLayout* column, const QString& text, bool second);
    void addHead(QVBoxLayout* column, const QString& who, const QString& rest, const QString& icon);
    void addBody(QVBoxLayout* column, const QString& text);
    void addMessage(QVBoxLayout* column);
    void addOutgoing(QVBoxLayout* column);
    void addVersions(QVBoxLayout* column);
    void countDown();
    QPushButton* addButton(QHBoxLayout* row, const QString& text, const QString& spoken);

    DeskContext& m_context;
    ThreadEntry m_entry;
    QLabel* m_state{};
    QTimer m_second;
};

} // namespace qd::gui
