#pragma once

#include "gui/bridge/desk_context.h"
#include "quarterdeck/desk/inbox.h"

#include <QScrollArea>
#include <QTimer>

class QVBoxLayout;

namespace qd::gui {

/// Who wrote, how the clocks stand, why it was routed here, what happened, and what else they asked.
class ProfilePane final : public QScrollArea {
    Q_OBJECT
public:
    ProfilePane(DeskContext& context, QWidget* parent = nullptr);
    void show(const ConversationView& view);
    void clear();

signals:
    void openWanted(qint64 conversation);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    QVBoxLayout* section(const QString& title, const QString& name, bool open = true);
    void line(QVBoxLayout* to, const QString& text, bool second = false, bool bold = false);
    void addWho();
    void addClocks();
    void addTrace();
    void addHistory();
    void addOthers();

    DeskContext& m_context;
    std::optional<ConversationView> m_view;
    QVBoxLayout* m_column{};
    QHash<QString, bool> m_folded;
    bool m_building{false};
};

} // namespace qd::gui
