#include "gui/shell/key_sheet.h"

#include "gui/shell/action_registry.h"
#include "gui/style/desk_style.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace qd::gui {

KeySheet::KeySheet(const ActionRegistry& registry, QWidget* parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("keySheet"));
    setWindowTitle(tr("Keys"));
    setAccessibleName(tr("Keys"));
    const DeskStyle& style = DeskStyle::of(this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    auto* title = new QLabel(tr("Keys"));
    title->setFont(style.font(TextRole::Title));
    column->addWidget(title);
    auto* note = new QLabel(
        tr("Single letters count while the list or the thread has the keyboard, never while you type."));
    note->setForegroundRole(QPalette::PlaceholderText);
    note->setWordWrap(true);
    column->addWidget(note);
    auto* area = new QScrollArea;
    area->setAccessibleName(tr("List of keys"));
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    auto* page = new QWidget;
    auto* columns = new QHBoxLayout(page);
    columns->setContentsMargins(0, 8, 0, 0);
    columns->setSpacing(40);
    QList<QGridLayout*> grids;
    for (int i = 0; i < 2; ++i) {
        auto* side = new QVBoxLayout;
        grids << new QGridLayout;
        grids.back()->setHorizontalSpacing(16);
        grids.back()->setVerticalSpacing(6);
        side->addLayout(grids.back());
        side->addStretch(1);
        columns->addLayout(side, 1);
    }
    QStringList groups;
    for (const DeskAction& action : registry.all())
        if (!action.key.isEmpty() && !groups.contains(action.group)) groups << action.group;
    int rows[2] = {0, 0};
    for (const QString& group : groups) {
        const int side = rows[0] <= rows[1] ? 0 : 1;
        auto* head = new QLabel(group);
        head->setFont(style.font(TextRole::MetaBold));
        head->setForegroundRole(QPalette::PlaceholderText);
        grids[side]->addWidget(head, rows[side]++, 0, 1, 2);
        for (const DeskAction& action : registry.all()) {
            if (action.group != group || action.key.isEmpty()) continue;
            auto* key = new QLabel(action.key);
            key->setFont(style.font(TextRole::InterfaceBold));
            grids[side]->addWidget(key, rows[side], 0);
            grids[side]->addWidget(new QLabel(action.name), rows[side]++, 1);
        }
        grids[side]->setColumnStretch(1, 1);
        grids[side]->setRowMinimumHeight(rows[side]++, 8);
    }
    area->setWidget(page);
    column->addWidget(area, 1);
    auto* done = new QPushButton(tr("Close"));
    done->setObjectName(QStringLiteral("closeKeys"));
    done->setAccessibleName(tr("Close the list of keys"));
    connect(done, &QPushButton::clicked, this, &QDialog::accept);
    column->addWidget(done, 0, Qt::AlignRight);
    resize(680, 620);
}

} // namespace qd::gui
