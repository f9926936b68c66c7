#pragma once

#include "gui/bridge/desk_bridge.h"
#include "quarterdeck/desk/opener.h"
#include "quarterdeck/gui/run_desk.h"

#include <QDialog>

#include <memory>

class QLabel;
class QPushButton;
class QSettings;
class QStackedWidget;

namespace qd::gui {

class AccountForm;
class GoalsPage;
class NamePage;
class PeoplePage;

/// From nothing to a desk in four steps, by keyboard alone: name and zone, three ordered goals, an account or
/// the demo, who answers. Each step can be skipped; each is kept when it is done, so closing the window loses
/// none.
class FirstRun final : public QDialog {
    Q_OBJECT
public:
    enum Step { Name, Goals, Connect, People, StepCount };

    /// @param desk  an opened workspace to go on with at `step`; none: the first step makes it
    FirstRun(Opener& opener, const DeskOptions& options, QSettings& settings,
             std::unique_ptr<Desk> desk = nullptr, Step step = Name, QWidget* parent = nullptr);
    ~FirstRun() override;

    std::unique_ptr<Desk> takeDesk(); ///< after accept()
    bool isDemo() const { return m_demo; }
    Step step() const { return m_step; }

private:
    void build();
    void showStep(Step step);
    void goOn();
    void skip();
    void makeWorkspace();
    void openDemo();
    void adopt(std::unique_ptr<Desk> desk);
    void finishStep();
    void setBusy(bool busy);
    void say(const QString& sentence);
    void paintEvent(QPaintEvent* event) override;

    Opener& m_opener;
    DeskOptions m_options;
    QSettings& m_settings;
    std::unique_ptr<Desk> m_desk;
    std::unique_ptr<DeskBridge> m_bridge;
    Step m_step;
    bool m_demo{false};
    bool m_busy{false};

    QLabel* m_progress{};
    QLabel* m_title{};
    QLabel* m_words{};
    QLabel* m_error{};
    QStackedWidget* m_pages{};
    NamePage* m_name{};
    GoalsPage* m_goals{};
    AccountForm* m_account{};
    PeoplePage* m_people{};
    QPushButton* m_demoButton{};
    QPushButton* m_skip{};
    QPushButton* m_next{};
};

} // namespace qd::gui
