#pragma once

#include "gui/bridge/desk_context.h"

#include <QHash>
#include <QScrollArea>

class QVBoxLayout;

namespace qd::gui {

class EntryWidget;
class ThreadModel;

/// The thread on screen: one widget an entry, kept in step with the model row by row. New entries at the end
/// are followed only where the end was being read.
class ThreadView final : public QScrollArea {
    Q_OBJECT
public:
    ThreadView(DeskContext& context, ThreadModel& model, QWidget* parent = nullptr);
    void stepBy(int pixels);

signals:
    void undoSendWanted(qint64 outbox);
    void releaseWanted(qint64 outbox);
    void settleWanted(qint64 outbox, bool sent);
    void editWanted(qint64 outbox);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    EntryWidget* make(int row);
    void rebuild();
    void toEnd();

    DeskContext& m_context;
    ThreadModel& m_model;
    QWidget* m_page;
    QVBoxLayout* m_column;
    bool m_following{true};
    bool m_rebuilding{false};
};

} // namespace qd::gui
