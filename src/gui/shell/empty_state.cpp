#include "gui/shell/empty_state.h"

#include "gui/style/desk_style.h"
#include "gui/style/icons.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace qd::gui {

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_button(new QPushButton(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(12);
    m_icon->setAlignment(Qt::AlignCenter);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);
    m_sentence->setObjectName(QStringLiteral("emptySentence"));
    m_sentence->setTextFormat(Qt::PlainText);
    m_button->setObjectName(QStringLiteral("emptyButton"));
    setButtonKind(m_button, ButtonKind::Outlined);
    column->addStretch(2);
    column->addWidget(m_icon);
    column->addWidget(m_sentence);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch(3);
    connect(m_button, &QPushButton::clicked, this, &EmptyState::pressed);
}

void EmptyState::say(const QString& icon, const QString& sentence, const QString& button)
{
    m_iconName = icon;
    m_sentence->setText(sentence);
    m_button->setText(button);
    m_button->setAccessibleName(button);
    m_button->setVisible(!button.isEmpty());
    paintIcon();
}

QString EmptyState::sentence() const { return m_sentence->text(); }

void EmptyState::paintIcon()
{
    const DeskStyle& style = DeskStyle::of(this);
    if (!m_iconName.isEmpty())
        m_icon->setPixmap(
            iconPixmap(m_iconName, style.tokens().second, style.metrics().scaled(24), devicePixelRatioF()));
    QPalette quiet = m_sentence->palette();
    quiet.setColor(QPalette::WindowText, style.tokens().second);
    m_sentence->setPalette(quiet);
}

void EmptyState::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        if (!m_iconName.isEmpty()) paintIcon();
    }
    QWidget::changeEvent(event);
}

} // namespace qd::gui
