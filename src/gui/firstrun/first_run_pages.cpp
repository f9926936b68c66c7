#include "gui/firstrun/first_run_pages.h"

#include "gui/style/desk_style.h"
#include "gui/style/icons.h"
#include "gui/words/desk_words.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QTimeZone>
#include <QToolButton>
#include <QVBoxLayout>

namespace qd::gui {

NamePage::NamePage(QWidget* parent)
    : QWidget(parent)
    , m_name(new QLineEdit(this))
    , m_zone(new QComboBox(this))
{
    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_name->setObjectName(QStringLiteral("organisationName"));
    m_name->setAccessibleName(tr("Name of your organisation"));
    m_name->setText(tr("My organisation"));
    m_zone->setObjectName(QStringLiteral("timezone"));
    m_zone->setAccessibleName(tr("Time zone"));
    m_zone->setEditable(false);
    for (const QByteArray& id : QTimeZone::availableTimeZoneIds())
        if (id.contains('/') || id == "UTC") m_zone->addItem(QString::fromLatin1(id));
    const int mine = m_zone->findText(QString::fromLatin1(QTimeZone::systemTimeZoneId()));
    m_zone->setCurrentIndex(mine >= 0 ? mine : m_zone->findText(QStringLiteral("UTC")));
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("Time zone"), m_zone);
}

QString NamePage::organisation() const { return m_name->text().trimmed(); }
QString NamePage::timezone() const { return m_zone->currentText(); }

void NamePage::start()
{
    m_name->setFocus();
    m_name->selectAll();
}

GoalsPage::GoalsPage(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(8);
    m_column->setAlignment(Qt::AlignTop);
}

void GoalsPage::fill(std::vector<Goal> goals)
{
    std::erase_if(goals, [](const Goal& goal) { return goal.archived; });
    std::stable_sort(goals.begin(), goals.end(),
                     [](const Goal& a, const Goal& b) { return a.order < b.order; });
    m_before = m_goals = std::move(goals);
    rebuild();
}

void GoalsPage::rebuild()
{
    while (QLayoutItem* item = m_column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_lines.clear();
    const DeskStyle& style = DeskStyle::of(this);
    for (std::size_t i = 0; i < m_goals.size(); ++i) {
        auto* row = new QWidget(this);
        auto* cells = new QHBoxLayout(row);
        cells->setContentsMargins(0, 0, 0, 0);
        auto* number = new QLabel(QString::number(i + 1));
        number->setFont(style.font(TextRole::ReadingBold));
        number->setFixedWidth(20);
        auto* mark = new QLabel;
        mark->setPixmap(iconPixmap(DeskWords::goalIcon(m_goals[i].nature),
                                   style.tokens().goals[static_cast<std::size_t>(m_goals[i].nature)], 20,
                                   devicePixelRatioF()));
        auto* line = new QLineEdit(QString::fromStdString(m_goals[i].name));
        line->setObjectName(QStringLiteral("goal%1").arg(i + 1));
        line->setAccessibleName(tr("Goal %1").arg(i + 1));
        connect(line, &QLineEdit::textChanged, this,
                [this, i](const QString& text) { m_goals[i].name = text.trimmed().toStdString(); });
        m_lines.push_back(line);
        const auto arrow = [&](const char* name, const QString& spoken, int by, bool on) {
            auto* button = new QToolButton;
            button->setObjectName(QLatin1String(name) + QString::number(i + 1));
            button->setAccessibleName(spoken);
            button->setToolTip(spoken);
            button->setArrowType(by < 0 ? Qt::UpArrow : Qt::DownArrow);
            button->setEnabled(on);
            button->setFocusPolicy(Qt::TabFocus);
            setButtonKind(button, ButtonKind::Quiet);
            connect(button, &QToolButton::clicked, this, [this, i, by] {
                QMetaObject::invokeMethod(
                    this, [this, i, by] { move(i, by); }, Qt::QueuedConnection);
            });
            cells->addWidget(button);
        };
        cells->addWidget(number);
        cells->addWidget(mark);
        cells->addWidget(line, 1);
        arrow("goalUp", tr("Goal %1 is more important").arg(i + 1), -1, i > 0);
        arrow("goalDown", tr("Goal %1 is less important").arg(i + 1), 1, i + 1 < m_goals.size());
        m_column->addWidget(row);
        if (isVisible()) row->show(); // now, so that it can take the keyboard
    }
}

void GoalsPage::move(std::size_t from, int by)
{
    const std::size_t to = from + static_cast<std::size_t>(by);
    if (to >= m_goals.size()) return;
    std::swap(m_goals[from], m_goals[to]);
    rebuild();
    m_lines[to]->setFocus();
}

std::vector<Goal> GoalsPage::goals() const
{
    std::vector<Goal> all = m_goals;
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i].order = static_cast<int>(i) + 1;
    return all;
}

bool GoalsPage::isChanged() const
{
    const std::vector<Goal> now = goals();
    for (std::size_t i = 0; i < now.size(); ++i)
        if (now[i].id != m_before[i].id || now[i].name != m_before[i].name) return true;
    return false;
}

void GoalsPage::start()
{
    if (!m_lines.empty()) m_lines.front()->setFocus();
}

PeoplePage::PeoplePage(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(8);
    m_column->setAlignment(Qt::AlignTop);
    addLine();
}

void PeoplePage::addLine()
{
    const auto number = m_lines.size() + 1;
    auto* row = new QWidget(this);
    auto* cells = new QHBoxLayout(row);
    cells->setContentsMargins(0, 0, 0, 0);
    Line line{new QLineEdit(row), new QLineEdit(row), new QComboBox(row)};
    line.name->setObjectName(QStringLiteral("personName%1").arg(number));
    line.name->setPlaceholderText(tr("Name of a colleague"));
    line.name->setAccessibleName(tr("Name of colleague %1").arg(number));
    line.login->setObjectName(QStringLiteral("personLogin%1").arg(number));
    line.login->setPlaceholderText(tr("Login"));
    line.login->setAccessibleName(tr("Login of colleague %1").arg(number));
    line.role->setAccessibleName(tr("Role of colleague %1").arg(number));
    for (const Role role : {Role::Responder, Role::Drafter, Role::Manager, Role::Admin})
        line.role->addItem(DeskWords::of(role), static_cast<int>(role));
    cells->addWidget(line.name, 3);
    cells->addWidget(line.login, 2);
    cells->addWidget(line.role, 2);
    m_column->addWidget(row);
    m_lines.push_back(line);
    // The next empty line appears while the last one is being filled.
    connect(line.name, &QLineEdit::textChanged, this, [this, number](const QString& text) {
        if (!text.isEmpty() && number == m_lines.size() && m_lines.size() < 6) addLine();
    });
}

std::vector<Person> PeoplePage::people() const
{
    std::vector<Person> all;
    for (const Line& line : m_lines) {
        const QString name = line.name->text().trimmed();
        if (name.isEmpty()) continue;
        QString login = line.login->text().trimmed();
        if (login.isEmpty()) login = name.section(QLatin1Char(' '), 0, 0).toLower();
        all.push_back({.name = name.toStdString(),
                       .login = login.toStdString(),
                       .role = static_cast<Role>(line.role->currentData().toInt())});
    }
    return all;
}

void PeoplePage::start() { m_lines.front().name->setFocus(); }

} // namespace qd::gui
