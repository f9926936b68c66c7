#pragma once

#include "gui/bridge/desk_bridge.h"
#include "gui/bridge/desk_context.h"
#include "gui/bridge/picture_loader.h"
#include "gui/shell/action_registry.h"
#include "gui/style/theme.h"

#include <QMainWindow>
#include <QPointer>
#include <QTimer>

class QSplitter;

namespace qd::gui {

class Banner;
class CardListPane;
class ConversationPane;
class KeyDispatcher;
class OutboxPanel;
class Picker;
class ProfilePane;
class RailModel;
class RailView;
class TitleBar;
class UndoBar;
struct PickerItem;
struct RailEntry;

/// The desk: rail, list, conversation, profile; and every action a person has there.
/// The Desk outlives the window.  @thread GUI
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    MainWindow(Desk& desk, Theme& theme, const Clock& clock, QSettings& settings, QWidget* parent = nullptr);
    ~MainWindow() override;

    ActionRegistry& actions() { return m_actions; }
    CardListPane& list() { return *m_list; }
    ConversationPane& conversation() { return *m_conversation; }
    RailModel& railModel() { return *m_railModel; }
    void showScope(const ListScope& scope, const QString& title);
    /// After first run: the list that holds everything new, its first card open.
    void showFirstMention();
    void expectFirstMention() { m_firstMentionWanted = true; } ///< show it as soon as one has arrived
    const DeskOverview& overview() const { return m_overview; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    // main_window.cpp: the parts and how they are joined
    void build();
    void joinParts();
    void fillPersonMenu();
    void fitToWidth();
    void restorePanes();
    void askOverview();
    void acceptOverview(const DeskOverview& overview);
    void askConfiguration();
    void askSources();
    void openConversation(qint64 id);
    void showSearch(const QString& query, bool typing);
    void tellFault(const QString& sentence);
    bool nextOpens() const;

    // main_window_actions.cpp: the registry
    void registerActions();
    void registerMoves();
    void registerTriage();
    void registerWindow();
    void goTo();
    void showPalette();
    void showKeys();
    void showSettings(const QString& page);
    void showOutbox();
    void toggleProfile();
    Picker* pick(const QString& title, std::vector<PickerItem> items);

    // main_window_triage.cpp: acts on conversations
    void apply(TriageAct act, const QString& done, bool leaves);
    void undoTriage(std::vector<ConversationId> ids);
    void pickAssignee(bool escalate);
    void pickLabel();
    void pickSnooze();
    void pickPriority();
    void pickReason();
    void pickQueue();
    void takeNext();
    void afterSend(const OutboxItem& item, bool resolved);
    void undoSend(OutboxId id, ConversationId conversation);
    void showCollision(qint64 conversation, bool resolveAfter);
    void snoozeUntil(UtcMillis at, SnoozeKind kind);
    bool leavesList(const TriageAct& act) const;

    Theme& m_theme;
    QSettings& m_settings;
    DeskBridge m_bridge;
    PictureLoader m_pictures;
    DeskContext m_context;
    ActionRegistry m_actions;
    DeskOverview m_overview;
    Configuration m_configuration;
    ListScope m_beforeSearch;
    QString m_titleBeforeSearch;
    QTimer m_overviewSoon;
    QTimer m_minute;
    quint64 m_overviewTurn{0};
    bool m_profileWanted{true};
    bool m_firstOverview{true};
    bool m_signInWanted{false};
    bool m_firstMentionWanted{false};
    QPointer<OutboxPanel> m_outbox;

    TitleBar* m_title{};
    Banner* m_banner{};
    RailModel* m_railModel{};
    RailView* m_rail{};
    QSplitter* m_splitter{};
    CardListPane* m_list{};
    ConversationPane* m_conversation{};
    ProfilePane* m_profile{};
    UndoBar* m_undoBar{};
    KeyDispatcher* m_keys{};
};

} // namespace qd::gui
