#include "gui/reply/collision_dialog.h"

#include "gui/style/desk_style.h"
#include "gui/words/desk_words.h"
#include "gui/words/time_words.h"
#include "quarterdeck/domain/transition.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace qd::gui {

std::vector<std::size_t> whatBlocks(const ConversationView& view, EventId seen)
{
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < view.events.size(); ++i)
        if (view.events[i].id > seen && blocksSending(view.events[i])) found.push_back(i);
    return found;
}

CollisionDialog::CollisionDialog(const ConversationView& view, EventId seen, UtcMillis now, QWidget* parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("collision"));
    setWindowTitle(tr("Not sent: something changed"));
    setMinimumWidth(480);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(12);
    auto* title = new QLabel(tr("Not sent, because this changed since you opened it"));
    title->setFont(DeskStyle::of(this).font(TextRole::ReadingBold));
    title->setWordWrap(true);
    column->addWidget(title);
    for (const std::size_t event : whatBlocks(view, seen))
        addChange(column, view, event, now);
    auto* kept = new QLabel(tr("Your text is kept as a draft."));
    kept->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(kept);
    auto* buttons = new QHBoxLayout;
    auto* anyway = new QPushButton(tr("Send all the same"));
    anyway->setObjectName(QStringLiteral("sendAnyway"));
    anyway->setAccessibleName(tr("Send all the same, knowing what changed"));
    auto* look = new QPushButton(tr("Look again"));
    look->setObjectName(QStringLiteral("lookAgain"));
    look->setAccessibleName(tr("Look again, keep the draft"));
    look->setDefault(true);
    setButtonKind(look, ButtonKind::Primary);
    buttons->addStretch(1);
    buttons->addWidget(anyway);
    buttons->addWidget(look);
    column->addLayout(buttons);
    connect(anyway, &QPushButton::clicked, this, &QDialog::accept);
    connect(look, &QPushButton::clicked, this, &QDialog::reject);
    look->setFocus();
}

void CollisionDialog::addChange(QVBoxLayout* column, const ConversationView& view, std::size_t index,
                                UtcMillis now)
{
    const Event& event = view.events[index];
    const QString actor =
        index < view.eventActors.size() ? QString::fromStdString(view.eventActors[index]) : QString();
    auto* what =
        new QLabel(DeskWords::event(event, actor) + QStringLiteral(" · ") + TimeWords::ago(event.at, now));
    what->setFont(DeskStyle::of(this).font(TextRole::InterfaceBold));
    what->setObjectName(QStringLiteral("change"));
    column->addWidget(what);
    for (const Message& message : view.messages) {
        if (message.mention.id != event.mention) continue;
        const auto quote = [&](const QString& text) {
            auto* label = new QLabel(text);
            label->setTextFormat(Qt::PlainText);
            label->setWordWrap(true);
            label->setContentsMargins(12, 0, 0, 0);
            column->addWidget(label);
        };
        if (event.type == EventType::AuthorEdited && !message.versions.empty())
            quote(tr("Before: %1", "the text of an edited message")
                      .arg(QString::fromStdString(message.versions.back().text)));
        quote(event.type == EventType::AuthorEdited
                  ? tr("Now: %1", "the text of an edited message")
                        .arg(QString::fromStdString(message.mention.text))
                  : QStringLiteral("“") + QString::fromStdString(message.mention.text) + QStringLiteral("”"));
    }
}

} // namespace qd::gui
