#include "gui/shell/settings_dialog.h"

#include "gui/bridge/desk_bridge.h"
#include "gui/firstrun/account_form.h"
#include "gui/shell/picker.h"
#include "gui/style/icons.h"
#include "gui/words/desk_words.h"
#include "gui/words/time_words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace qd::gui {

namespace {

void empty(QVBoxLayout* column)
{
    while (QLayoutItem* item = column->takeAt(0)) {
        if (item->widget()) item->widget()->deleteLater();
        delete item;
    }
}

QLabel* words(const QString& text, TextRole role, bool second)
{
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setFont(DeskStyle::of(label).font(role));
    if (second) label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

} // namespace

SettingsDialog::SettingsDialog(DeskContext& context, Theme& theme, QWidget* parent)
    : QDialog(parent)
    , m_context(context)
    , m_theme(theme)
{
    setObjectName(QStringLiteral("settingsDialog"));
    setWindowTitle(tr("Settings"));
    setAccessibleName(tr("Settings"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(16);
    column->addWidget(words(tr("Settings"), TextRole::Title, false));
    auto* tabs = new QHBoxLayout;
    const auto tab = [&](const char* name, const QString& text, int page) {
        auto* button = new QPushButton(text);
        button->setObjectName(QLatin1String(name));
        button->setAccessibleName(tr("Settings: %1").arg(text));
        button->setCheckable(true);
        button->setAutoExclusive(true);
        button->setAutoDefault(false);
        setButtonKind(button, ButtonKind::Quiet);
        connect(button, &QPushButton::clicked, this, [this, page] { m_pages->setCurrentIndex(page); });
        tabs->addWidget(button);
        return button;
    };
    m_deskTab = tab("settingsDesk", tr("Your desk"), 0);
    m_accountsTab = tab("settingsAccounts", tr("Accounts and sources"), 1);
    m_deskTab->setChecked(true);
    tabs->addStretch(1);
    column->addLayout(tabs);
    m_pages = new QStackedWidget;
    m_pages->addWidget(deskPage());
    m_pages->addWidget(accountsPage());
    column->addWidget(m_pages, 1);
    auto* done = new QPushButton(tr("Close"));
    done->setObjectName(QStringLiteral("closeSettings"));
    done->setAccessibleName(tr("Close the settings"));
    connect(done, &QPushButton::clicked, this, &QDialog::accept);
    column->addWidget(done, 0, Qt::AlignRight);
    resize(640, 600);
    askAccounts();
    askSources();
    connect(&context.bridge, &DeskBridge::sourcesChanged, this, [this] {
        askAccounts();
        askSources();
    });
}

void SettingsDialog::showPage(const QString& name)
{
    const bool accounts = name == QLatin1String("accounts");
    (accounts ? m_accountsTab : m_deskTab)->setChecked(true);
    m_pages->setCurrentIndex(accounts ? 1 : 0);
}

QWidget* SettingsDialog::deskPage()
{
    auto* page = new QWidget;
    auto* form = new QFormLayout(page);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(24);
    form->setVerticalSpacing(12);
    const auto combo = [&](const char* name, const QString& text) {
        auto* box = new QComboBox;
        box->setObjectName(QLatin1String(name));
        box->setAccessibleName(text);
        form->addRow(text, box);
        return box;
    };
    auto* theme = combo("setTheme", tr("Colours"));
    for (const auto& [choice, text] : {std::pair{ThemeChoice::System, tr("As the desktop")},
                                       {ThemeChoice::Light, tr("Light")},
                                       {ThemeChoice::Dark, tr("Dark")},
                                       {ThemeChoice::Contrast, tr("High contrast")}})
        theme->addItem(text, static_cast<int>(choice));
    theme->setCurrentIndex(theme->findData(static_cast<int>(m_theme.choice())));
    connect(theme, &QComboBox::currentIndexChanged, this,
            [this, theme] { m_theme.choose(static_cast<ThemeChoice>(theme->currentData().toInt())); });
    auto* density = combo("setDensity", tr("Cards"));
    density->addItem(tr("Comfortable"), static_cast<int>(Density::Comfortable));
    density->addItem(tr("Compact"), static_cast<int>(Density::Compact));
    density->setCurrentIndex(density->findData(static_cast<int>(m_theme.density())));
    connect(density, &QComboBox::currentIndexChanged, this,
            [this, density] { m_theme.setDensity(static_cast<Density>(density->currentData().toInt())); });
    auto* size = combo("setTextSize", tr("Text size"));
    for (const int percent : {100, 115, 130, 150, 175, 200})
        size->addItem(tr("%1 %").arg(percent), percent);
    size->setCurrentIndex(std::max(0, size->findData(static_cast<int>(m_theme.textScale() * 100 + 0.5))));
    connect(size, &QComboBox::currentIndexChanged, this,
            [this, size] { m_theme.setTextScale(size->currentData().toInt() / 100.0); });
    const auto check = [&](const char* name, const QString& text, bool on, std::function<void(bool)> act) {
        auto* box = new QCheckBox(text);
        box->setObjectName(QLatin1String(name));
        box->setAccessibleName(text);
        box->setChecked(on);
        form->addRow(box);
        connect(box, &QCheckBox::toggled, this, std::move(act));
    };
    check("setNext", tr("Open the next conversation after one is resolved, dismissed or snoozed"),
          m_context.settings.value(QStringLiteral("desk/nextOpens"), true).toBool(),
          [this](bool on) { m_context.settings.setValue(QStringLiteral("desk/nextOpens"), on); });
    check("setPictures", tr("Fetch pictures and avatars"),
          !m_context.settings.value(QStringLiteral("desk/noPictures")).toBool(), [this](bool on) {
              m_context.settings.setValue(QStringLiteral("desk/noPictures"), !on);
              emit picturesSwitched(on);
          });
    return page;
}

QWidget* SettingsDialog::accountsPage()
{
    auto* area = new QScrollArea;
    area->setAccessibleName(tr("Accounts and sources"));
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 8, 0);
    column->setSpacing(12);
    column->addWidget(words(tr("Accounts"), TextRole::MetaBold, true));
    m_accounts = new QVBoxLayout;
    m_accounts->setSpacing(12);
    column->addLayout(m_accounts);
    const bool mayAdd = m_context.bridge.mayI(Action::ConfigureAccounts);
    if (mayAdd) {
        auto* add = new QPushButton(tr("Connect another account"));
        add->setObjectName(QStringLiteral("addAccount"));
        add->setAccessibleName(add->text());
        add->setCheckable(true);
        add->setAutoDefault(false);
        add->setIcon(icon(QStringLiteral("plus")));
        column->addWidget(add, 0, Qt::AlignLeft);
        auto* box = new QWidget;
        auto* inside = new QVBoxLayout(box);
        inside->setContentsMargins(0, 0, 0, 0);
        m_form = new AccountForm;
        inside->addWidget(m_form);
        auto* connectButton = new QPushButton(tr("Connect"));
        connectButton->setObjectName(QStringLiteral("connectAccount"));
        connectButton->setAccessibleName(tr("Connect this account"));
        setButtonKind(connectButton, ButtonKind::Primary);
        inside->addWidget(connectButton, 0, Qt::AlignRight);
        box->hide();
        column->addWidget(box);
        connect(add, &QPushButton::toggled, this, [this, box](bool on) {
            box->setVisible(on);
            if (on) m_form->start();
        });
        connect(connectButton, &QPushButton::clicked, this, [this] { m_form->submit(m_context.bridge); });
        connect(m_form, &AccountForm::busyChanged, connectButton, &QPushButton::setDisabled);
        connect(m_form, &AccountForm::connected, add, [add] { add->setChecked(false); });
    }
    column->addSpacing(8);
    column->addWidget(words(tr("Sources"), TextRole::MetaBold, true));
    m_sources = new QVBoxLayout;
    m_sources->setSpacing(4);
    column->addLayout(m_sources);
    if (mayAdd) {
        auto* add = new QPushButton(tr("Watch a word or hashtag"));
        add->setObjectName(QStringLiteral("addSource"));
        add->setAccessibleName(add->text());
        add->setAutoDefault(false);
        add->setIcon(icon(QStringLiteral("plus")));
        column->addWidget(add, 0, Qt::AlignLeft);
        connect(add, &QPushButton::clicked, this, &SettingsDialog::addSource);
    }
    column->addStretch(1);
    area->setWidget(page);
    return area;
}

void SettingsDialog::askAccounts()
{
    m_context.bridge.ask<std::vector<AccountLine>>(
        this,
        [](Desk& desk, Reply<std::vector<AccountLine>> reply) { desk.sources().accounts(std::move(reply)); },
        [](SettingsDialog& self, Result<std::vector<AccountLine>> lines) {
            if (lines) self.fillAccounts(*lines);
            else emit self.failed(DeskWords::error(lines.error()));
        });
}

void SettingsDialog::askSources()
{
    m_context.bridge.ask<std::vector<SourceLine>>(
        this,
        [](Desk& desk, Reply<std::vector<SourceLine>> reply) { desk.sources().sources(std::move(reply)); },
        [](SettingsDialog& self, Result<std::vector<SourceLine>> lines) {
            if (lines) self.fillSources(*lines);
        });
}

void SettingsDialog::fillAccounts(const std::vector<AccountLine>& lines)
{
    m_lines = lines;
    empty(m_accounts);
    if (lines.empty())
        m_accounts->addWidget(words(tr("No account is connected yet."), TextRole::Interface, true));
    for (const AccountLine& line : lines)
        addAccountRow(line);
}

void SettingsDialog::addAccountRow(const AccountLine& line)
{
    const QString handle =
        QString::fromStdString(line.account.handle.empty() ? line.account.server : line.account.handle);
    const bool out = line.account.state == AccountState::NeedsSignIn;
    auto* row = new QWidget;
    auto* column = new QVBoxLayout(row);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto* top = new QHBoxLayout;
    auto* text = new QVBoxLayout;
    text->setSpacing(0);
    text->addWidget(words(handle, TextRole::InterfaceBold, false));
    QStringList facts{DeskWords::platform(line.account.platform),
                      QString::fromStdString(line.account.capabilities.software),
                      out ? tr("signed out") : tr("working", "an account")};
    facts.removeAll(QString());
    text->addWidget(words(facts.join(QStringLiteral(" · ")), TextRole::Meta, true));
    top->addLayout(text, 1);
    if (m_context.bridge.mayI(Action::ConfigureAccounts)) {
        if (line.account.platform != "feed") {
            auto* secret = new QLineEdit;
            secret->setEchoMode(QLineEdit::Password);
            secret->setPlaceholderText(tr("New token or app password"));
            secret->setAccessibleName(tr("New token or app password of %1").arg(handle));
            auto* again = new QPushButton(tr("Sign in again"));
            again->setAccessibleName(tr("Sign in again as %1").arg(handle));
            again->setAutoDefault(false);
            secret->setVisible(out);
            const AccountId id = line.account.id;
            connect(again, &QPushButton::clicked, this, [this, id, secret] {
                if (secret->isHidden()) {
                    secret->show();
                    secret->setFocus();
                } else if (!secret->text().isEmpty()) {
                    signInAgain(id, secret->text());
                }
            });
            top->addWidget(secret);
            top->addWidget(again);
        }
        auto* remove = new QPushButton(tr("Remove"));
        remove->setAccessibleName(tr("Remove the account %1").arg(handle));
        remove->setAutoDefault(false);
        setButtonKind(remove, ButtonKind::Quiet);
        connect(remove, &QPushButton::clicked, this,
                [this, account = line.account] { removeAccount(account); });
        top->addWidget(remove);
    }
    column->addLayout(top);
    m_accounts->addWidget(row);
}

void SettingsDialog::fillSources(const std::vector<SourceLine>& lines)
{
    empty(m_sources);
    const UtcMillis now = m_context.clock.now();
    for (const SourceLine& line : lines) {
        QStringList parts{DeskWords::of(line.source.kind)};
        if (!line.source.query.empty())
            parts.back() += QStringLiteral(" “%1”").arg(QString::fromStdString(line.source.query));
        parts << QString::fromStdString(line.account.handle);
        parts << (line.health.lastSuccess
                      ? tr("checked %1").arg(TimeWords::ago(*line.health.lastSuccess, now))
                      : tr("not checked yet"));
        if (!line.health.lastError.empty())
            parts << tr("last trouble: %1")
                         .arg(QString::fromStdString(line.health.lastError)
                                  .replace(QLatin1Char('_'), QLatin1Char(' ')));
        if (!line.health.gaps.empty())
            parts << tr("%n gaps are being filled", nullptr, static_cast<int>(line.health.gaps.size()));
        if (line.health.rateLimit && line.health.rateRemaining)
            parts << tr("%1 of %2 requests left").arg(*line.health.rateRemaining).arg(*line.health.rateLimit);
        m_sources->addWidget(words(parts.join(QStringLiteral(" · ")), TextRole::Meta, true));
    }
}

void SettingsDialog::signInAgain(AccountId id, const QString& secret)
{
    m_context.bridge.ask<AccountLine>(
        this,
        [&](Desk& desk, Reply<AccountLine> reply) {
            desk.sources().signInAgain(id, secret.toStdString(), std::move(reply));
        },
        [](SettingsDialog& self, Result<AccountLine> line) {
            if (!line)
                emit self.failed(line.error().code == Errc::Auth
                                     ? tr("The server refused that token. The account stays signed out; "
                                          "nothing else changed.")
                                     : DeskWords::error(line.error()));
            self.askAccounts();
        });
}

void SettingsDialog::removeAccount(const Account& account)
{
    // There is no way back from this one: it asks.
    const QString handle = QString::fromStdString(account.handle);
    auto* sure =
        new Picker(tr("Remove %1? Its token is forgotten and it is no longer read.").arg(handle),
                   {{QStringLiteral("yes"), tr("Remove %1").arg(handle), {}, QStringLiteral("trash"), false},
                    {QStringLiteral("no"), tr("Keep it"), {}, QStringLiteral("undo"), false}},
                   this);
    sure->setAttribute(Qt::WA_DeleteOnClose);
    connect(sure, &Picker::picked, this, [this, id = account.id](const QString& key) {
        if (key != QLatin1String("yes")) return;
        m_context.bridge.ask<Account>(
            this,
            [id](Desk& desk, Reply<Account> reply) { desk.sources().removeAccount(id, std::move(reply)); },
            [](SettingsDialog& self, Result<Account> gone) {
                if (!gone) emit self.failed(DeskWords::error(gone.error()));
                self.askAccounts();
                self.askSources();
            });
    });
    sure->open();
}

void SettingsDialog::addSource()
{
    std::vector<PickerItem> items;
    for (const AccountLine& line : m_lines)
        if (line.account.platform != "feed")
            items.push_back({QString::number(line.account.id.value),
                             QString::fromStdString(line.account.handle),
                             DeskWords::platform(line.account.platform), QStringLiteral("user"), false});
    auto* account = new Picker(tr("Through which account?"), std::move(items), this);
    account->setAttribute(Qt::WA_DeleteOnClose);
    connect(account, &Picker::picked, this, [this](const QString& key) {
        const AccountId id{key.toLongLong()};
        auto* word = new Picker(tr("A word, a phrase or a #hashtag"), {}, this);
        word->setAttribute(Qt::WA_DeleteOnClose);
        word->allowNew(tr("Watch %1"));
        connect(word, &Picker::typedNew, this, [this, id](const QString& typed) {
            const bool tag = typed.startsWith(QLatin1Char('#'));
            const std::string query = (tag ? typed.mid(1) : typed).toStdString();
            m_context.bridge.ask<Source>(
                this,
                [&](Desk& desk, Reply<Source> reply) {
                    desk.sources().addSource(id, tag ? SourceKind::Hashtag : SourceKind::Search, query,
                                             std::move(reply));
                },
                [](SettingsDialog& self, Result<Source> source) {
                    if (!source) emit self.failed(DeskWords::error(source.error()));
                    self.askSources();
                });
        });
        word->open();
    });
    account->open();
}

} // namespace qd::gui
