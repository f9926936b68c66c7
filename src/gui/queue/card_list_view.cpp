#include "gui/queue/card_list_view.h"

#include "gui/queue/card_list_model.h"

#include <QKeyEvent>
#include <QScrollBar>

namespace qd::gui {

CardListView::CardListView(CardListModel& model, QWidget* parent) : QListView(parent)
{
    setModel(&model);
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(NoEditTriggers);
    setUniformItemSizes(true);
    setMouseTracking(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(SingleSelection);
    setTabKeyNavigation(false);
    verticalScrollBar()->setSingleStep(24);
}

CardListView::Place CardListView::here() const
{
    // The first card that shows, or where that one is leaving, Qt moves the persistent index to nothing: then
    // the current card is the anchor.
    QModelIndex top = indexAt({8, 1});
    if (!top.isValid()) return {};
    return {top, visualRect(top).top()};
}

void CardListView::goBack(const Place& place)
{
    if (!place.top.isValid()) return;
    doItemsLayout();
    const int moved = visualRect(place.top).top() - place.offset;
    if (moved != 0) verticalScrollBar()->setValue(verticalScrollBar()->value() + moved);
}

void CardListView::step(int rows)
{
    const int count = model()->rowCount();
    if (count == 0) return;
    const int row = currentIndex().isValid() ? std::clamp(currentIndex().row() + rows, 0, count - 1) : 0;
    setCurrentIndex(model()->index(row, 0));
    if (row >= count - 5 && model()->canFetchMore({})) model()->fetchMore({});
}

void CardListView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Home && event->modifiers() == Qt::NoModifier) {
        emit homePressed();
        return;
    }
    // Letters are commands here, never a search for a name.
    if (!event->text().isEmpty() && event->text().at(0).isPrint() && event->key() != Qt::Key_Return &&
        event->key() != Qt::Key_Enter) {
        event->ignore();
        return;
    }
    QListView::keyPressEvent(event);
}

void CardListView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    emit currentRowChanged(current.isValid() ? current.row() : -1);
}

} // namespace qd::gui
