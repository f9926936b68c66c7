#pragma once

#include "gui/bridge/desk_context.h"
#include "quarterdeck/desk/inbox.h"

#include <QDialog>

class QVBoxLayout;

namespace qd::gui {

/// What happened in a conversation since it was opened, where it forbids sending what was written meanwhile.
std::vector<std::size_t> whatBlocks(const ConversationView& view, EventId seen); ///< indices into view.events

/// Shown instead of sending: what changed, and the choice to look again or to send all the same.
class CollisionDialog final : public QDialog {
    Q_OBJECT
public:
    CollisionDialog(const ConversationView& view, EventId seen, UtcMillis now, QWidget* parent = nullptr);

private:
    void addChange(QVBoxLayout* column, const ConversationView& view, std::size_t event, UtcMillis now);
};

} // namespace qd::gui
