#include "gui/firstrun/account_form.h"

#include "gui/style/desk_style.h"
#include "gui/words/desk_words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QSpinBox>
#include <QStringList>
#include <QUrl>

namespace qd::gui {

namespace {

/// A server that only our own network can reach: such addresses are refused until a person allows this one.
bool isOwnNetwork(const QString& typed)
{
    const QString host = QUrl::fromUserInput(typed).host();
    if (host == QLatin1String("localhost") || host == QLatin1String("::1")) return true;
    if (host.contains(QLatin1Char(':')))
        return host.startsWith(QLatin1String("fc")) || host.startsWith(QLatin1String("fd"));
    const QStringList parts = host.split(QLatin1Char('.'));
    if (parts.size() != 4) return false;
    int number[4]{};
    for (int i = 0; i < 4; ++i) {
        bool isNumber = false;
        number[i] = parts.at(i).toInt(&isNumber);
        if (!isNumber) return false;
    }
    return number[0] == 127 || number[0] == 10 || (number[0] == 192 && number[1] == 168) ||
           (number[0] == 172 && number[1] >= 16 && number[1] < 32) ||
           (number[0] == 100 && number[1] >= 64 && number[1] < 128);
}

} // namespace

AccountForm::AccountForm(QWidget* parent)
    : QWidget(parent)
    , m_platform(new QComboBox(this))
    , m_form(new QFormLayout(this))
    , m_server(new QLineEdit(this))
    , m_handle(new QLineEdit(this))
    , m_secret(new QLineEdit(this))
    , m_feed(new QLineEdit(this))
    , m_hours(new QSpinBox(this))
    , m_ownNetwork(new QCheckBox(this))
    , m_hint(new QLabel(this))
    , m_error(new QLabel(this))
    , m_progress(new QProgressBar(this))
{
    setObjectName(QStringLiteral("accountForm"));
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(16);
    m_form->setVerticalSpacing(10);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto name = [](QWidget* field, const char* object, const QString& spoken) {
        field->setObjectName(QLatin1String(object));
        field->setAccessibleName(spoken);
    };
    for (const char* code : {"mastodon", "bluesky", "feed"})
        m_platform->addItem(DeskWords::platform(code), QLatin1String(code));
    name(m_platform, "accountPlatform", tr("Platform of the account"));
    name(m_server, "accountServer", tr("Server address"));
    name(m_handle, "accountHandle", tr("Handle"));
    name(m_secret, "accountSecret", tr("Access token or app password"));
    name(m_feed, "accountFeed", tr("Address of the feed"));
    name(m_ownNetwork, "accountOwnNetwork", tr("This server stands in our own network"));
    m_ownNetwork->setText(m_ownNetwork->accessibleName());
    name(m_hours, "accountHours", tr("Hours of unanswered posts that become work"));
    m_secret->setEchoMode(QLineEdit::Password);
    m_feed->setPlaceholderText(QStringLiteral("https://news.example/feed.xml"));
    m_hours->setRange(0, 24 * 30);
    m_hours->setValue(24);
    m_hours->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_hours->setSuffix(tr(" hours", "after a number, in a field"));
    m_form->addRow(tr("Platform"), m_platform);
    m_form->addRow(tr("Server"), m_server);
    m_form->addRow(QString(), m_ownNetwork);
    m_form->addRow(tr("Handle"), m_handle);
    m_form->addRow(tr("Token"), m_secret);
    m_form->addRow(tr("Feed"), m_feed);
    for (QLineEdit* address : {m_server, m_feed})
        connect(address, &QLineEdit::textChanged, this, &AccountForm::offerOwnNetwork);
    m_form->addRow(tr("Answer the last"), m_hours);
    m_hint->setWordWrap(true);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_form->addRow(m_hint);
    m_progress->setRange(0, 0);
    m_progress->setFixedHeight(4);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Connecting"));
    m_progress->hide();
    m_form->addRow(m_progress);
    m_error->setObjectName(QStringLiteral("accountError"));
    m_error->setWordWrap(true);
    m_error->setTextFormat(Qt::PlainText);
    m_error->hide();
    m_form->addRow(m_error);
    connect(m_platform, &QComboBox::currentIndexChanged, this, &AccountForm::showFields);
    showFields();
}

void AccountForm::showFields()
{
    const QString platform = m_platform->currentData().toString();
    const auto show = [this](QWidget* field, bool on) {
        field->setVisible(on);
        if (QWidget* label = m_form->labelForField(field)) label->setVisible(on);
    };
    const bool feed = platform == QLatin1String("feed"), bluesky = platform == QLatin1String("bluesky");
    show(m_server, !feed);
    show(m_handle, bluesky);
    show(m_secret, !feed);
    show(m_feed, feed);
    m_server->setPlaceholderText(bluesky ? QStringLiteral("https://bsky.social")
                                         : QStringLiteral("https://mastodon.example"));
    m_handle->setPlaceholderText(QStringLiteral("acme.bsky.social"));
    if (auto* label = qobject_cast<QLabel*>(m_form->labelForField(m_secret)))
        label->setText(bluesky ? tr("App password") : tr("Token"));
    m_hint->setText(
        feed      ? tr("Every new entry becomes an item to read; there is nobody to answer.")
        : bluesky ? tr("Make an app password in Bluesky under Settings, App passwords. Posts of the last 30 "
                       "days come in to be read; only unanswered ones of these hours become work.")
                  : tr("Make a token in Mastodon under Preferences, Development. Posts of the last 30 days "
                       "come in to be read; only unanswered ones of these hours become work."));
    m_error->hide();
    offerOwnNetwork();
}

void AccountForm::offerOwnNetwork()
{
    const bool feed = m_platform->currentData().toString() == QLatin1String("feed");
    m_ownNetwork->setVisible(isOwnNetwork((feed ? m_feed : m_server)->text().trimmed()));
}

void AccountForm::start()
{
    if (m_feed->isVisible()) m_feed->setFocus();
    else m_server->setFocus();
}

bool AccountForm::isEmpty() const
{
    return m_server->text().trimmed().isEmpty() && m_feed->text().trimmed().isEmpty() &&
           m_secret->text().isEmpty() && m_handle->text().trimmed().isEmpty();
}

NewAccount AccountForm::request() const
{
    NewAccount r;
    r.platform = m_platform->currentData().toString().toStdString();
    QString server = (r.platform == "feed" ? m_feed : m_server)->text().trimmed();
    if (server.isEmpty() && r.platform == "bluesky") server = QStringLiteral("https://bsky.social");
    if (!server.isEmpty() && !server.contains(QLatin1String("://")))
        server.prepend(QLatin1String("https://"));
    r.server = server.toStdString();
    if (r.platform == "bluesky") r.handle = m_handle->text().trimmed().toStdString();
    if (r.platform != "feed") r.secret = m_secret->text().trimmed().toStdString();
    r.historyOpenHours = m_hours->value();
    r.privateHost = m_ownNetwork->isVisibleTo(this) && m_ownNetwork->isChecked();
    return r;
}

void AccountForm::setBusy(bool busy)
{
    m_busy = busy;
    for (QWidget* field : std::initializer_list<QWidget*>{m_platform, m_server, m_handle, m_secret, m_feed,
                                                          m_hours, m_ownNetwork})
        field->setEnabled(!busy);
    m_progress->setVisible(busy);
    emit busyChanged(busy);
}

void AccountForm::say(const QString& sentence)
{
    QPalette colours = m_error->palette();
    colours.setColor(QPalette::WindowText, DeskStyle::of(this).tokens().breach);
    m_error->setPalette(colours);
    m_error->setText(sentence);
    m_error->show();
}

void AccountForm::submit(DeskBridge& bridge)
{
    if (m_busy) return;
    const NewAccount wanted = request();
    if (wanted.server.empty())
        return say(wanted.platform == "feed" ? tr("Type the address of the feed first.")
                                             : tr("Type the address of your server first."));
    if (wanted.platform != "feed" && wanted.secret.empty())
        return say(tr("A token or app password is needed to read and answer."));
    if (isOwnNetwork(QString::fromStdString(wanted.server)) && !wanted.privateHost) {
        say(tr("That address is inside a private network. Tick “%1” if this is right.")
                .arg(m_ownNetwork->text()));
        m_ownNetwork->setFocus();
        return;
    }
    m_error->hide();
    setBusy(true);
    bridge.ask<AccountLine>(
        this, [&](Desk& desk, Reply<AccountLine> reply) { desk.sources().connect(wanted, std::move(reply)); },
        [](AccountForm& self, Result<AccountLine> result) {
            self.setBusy(false);
            if (result) {
                self.m_secret->clear();
                emit self.connected(*result);
                return;
            }
            switch (result.error().code) {
            case Errc::Auth:
                self.say(tr("The server refused this token or password. Check it, or make a new one; nothing "
                            "was saved."));
                break;
            case Errc::Network:
                self.say(tr("The server did not answer. Check the address and the connection, then try "
                            "again; what you typed is still here."));
                break;
            case Errc::Conflict: self.say(tr("This account is connected already.")); break;
            case Errc::BadReply:
                self.say(tr("That address answered something unexpected. Is it the right server?"));
                break;
            default: self.say(DeskWords::error(result.error(), tr("What you typed is still here.")));
            }
            self.start();
        });
}

} // namespace qd::gui
