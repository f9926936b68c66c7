#include "gui/conversation/thread_view.h"

#include "gui/conversation/entry_widget.h"
#include "gui/conversation/safe_text.h"
#include "gui/conversation/thread_model.h"
#include "gui/style/desk_style.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QVBoxLayout>

namespace qd::gui {

ThreadView::ThreadView(DeskContext& context, ThreadModel& model, QWidget* parent)
    : QScrollArea(parent)
    , m_context(context)
    , m_model(model)
    , m_page(new QWidget)
    , m_column(new QVBoxLayout(m_page))
{
    setObjectName(QStringLiteral("thread"));
    setAccessibleName(tr("Thread"));
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    m_page->setObjectName(QStringLiteral("threadPage"));
    m_column->setContentsMargins(16, 16, 16, 16);
    m_column->setSpacing(20);
    m_column->addStretch(1);
    setWidget(m_page);
    verticalScrollBar()->setSingleStep(28);
    connect(&model, &QAbstractItemModel::modelReset, this, &ThreadView::rebuild);
    connect(&model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex&, int first, int last) {
        for (int row = first; row <= last; ++row)
            m_column->insertWidget(row, make(row));
        if (m_following) toEnd();
    });
    connect(&model, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex&, int first, int last) {
                for (int row = last; row >= first; --row)
                    delete m_column->takeAt(row)->widget();
            });
    connect(&model, &QAbstractItemModel::rowsMoved, this,
            [this](const QModelIndex&, int from, int, const QModelIndex&, int to) {
                QLayoutItem* item = m_column->takeAt(from);
                m_column->insertItem(to > from ? to - 1 : to, item);
            });
    connect(&model, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex& first, const QModelIndex& last) {
                for (int row = first.row(); row <= last.row(); ++row) {
                    delete m_column->takeAt(row)->widget();
                    m_column->insertWidget(row, make(row));
                }
            });
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, [this] {
        if (m_following) verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    });
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, [this] {
        m_following = verticalScrollBar()->sliderPosition() >= verticalScrollBar()->maximum() - 8;
    });
}

EntryWidget* ThreadView::make(int row)
{
    auto* entry = new EntryWidget(m_context, m_model.entryAt(row), m_page);
    connect(entry, &EntryWidget::undoSendWanted, this, &ThreadView::undoSendWanted);
    connect(entry, &EntryWidget::releaseWanted, this, &ThreadView::releaseWanted);
    connect(entry, &EntryWidget::settleWanted, this, &ThreadView::settleWanted);
    connect(entry, &EntryWidget::editWanted, this, &ThreadView::editWanted);
    connect(entry, &EntryWidget::linkWanted, this, [](const QString& url) { openLink(url); });
    entry->show();
    return entry;
}

void ThreadView::rebuild()
{
    m_page->setUpdatesEnabled(false);
    while (m_column->count() > 1)
        delete m_column->takeAt(0)->widget();
    for (int row = 0; row < m_model.rowCount(); ++row)
        m_column->insertWidget(row, make(row));
    m_page->setUpdatesEnabled(true);
    toEnd();
}

void ThreadView::toEnd()
{
    m_following = true;
    m_column->activate();
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void ThreadView::stepBy(int pixels)
{
    verticalScrollBar()->setValue(verticalScrollBar()->value() + pixels);
    m_following = verticalScrollBar()->value() >= verticalScrollBar()->maximum() - 8;
}

void ThreadView::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Down: stepBy(48); return;
    case Qt::Key_Up: stepBy(-48); return;
    case Qt::Key_PageDown:
    case Qt::Key_Space: stepBy(height() - 48); return;
    case Qt::Key_PageUp: stepBy(48 - height()); return;
    case Qt::Key_End: toEnd(); return;
    case Qt::Key_Home: stepBy(-verticalScrollBar()->maximum()); return;
    default: event->ignore();
    }
}

void ThreadView::changeEvent(QEvent* event)
{
    QScrollArea::changeEvent(event);
    // Labels were given their colours when they were made: another theme or text size makes them anew.
    if ((event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) && !m_rebuilding) {
        m_rebuilding = true;
        QMetaObject::invokeMethod(
            this,
            [this] {
                m_rebuilding = false;
                rebuild();
            },
            Qt::QueuedConnection);
    }
}

} // namespace qd::gui
