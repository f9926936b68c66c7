#pragma once

#include "gui/bridge/desk_context.h"
#include "gui/style/theme.h"
#include "quarterdeck/desk/sources.h"

#include <QDialog>

class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace qd::gui {

class AccountForm;

/// How the desk looks and behaves for this person, and the accounts it reads.
class SettingsDialog final : public QDialog {
    Q_OBJECT
public:
    SettingsDialog(DeskContext& context, Theme& theme, QWidget* parent = nullptr);
    void showPage(const QString& name); ///< "desk", "accounts"; "" = the first

signals:
    void failed(const QString& sentence);
    void picturesSwitched(bool on);

private:
    QWidget* deskPage();
    QWidget* accountsPage();
    void askAccounts();
    void askSources();
    void fillAccounts(const std::vector<AccountLine>& lines);
    void fillSources(const std::vector<SourceLine>& lines);
    void addAccountRow(const AccountLine& line);
    void signInAgain(AccountId id, const QString& secret);
    void removeAccount(const Account& account);
    void addSource();

    DeskContext& m_context;
    Theme& m_theme;
    QStackedWidget* m_pages{};
    QPushButton* m_deskTab{};
    QPushButton* m_accountsTab{};
    QVBoxLayout* m_accounts{};
    QVBoxLayout* m_sources{};
    AccountForm* m_form{};
    std::vector<AccountLine> m_lines;
};

} // namespace qd::gui
