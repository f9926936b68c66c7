#include "gui/queue/rail_view.h"

#include "gui/style/desk_style.h"
#include "gui/style/icons.h"

#include <QPainter>

namespace qd::gui {

QSize RailDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Metrics& m = DeskStyle::of(option.widget).metrics();
    const auto* entry = index.data(RailModel::EntryRole).value<const RailEntry*>();
    return {48, entry && entry->kind == RailEntry::Kind::Heading ? m.row + 8 : m.row + 4};
}

void RailDelegate::paint(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* entry = index.data(RailModel::EntryRole).value<const RailEntry*>();
    if (!entry) return;
    const DeskStyle& style = DeskStyle::of(option.widget);
    const Tokens& t = style.tokens();
    const Metrics& m = style.metrics();
    const bool narrow = option.rect.width() < 120;
    const auto visual = [&](const QRect& rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    const auto leading =
        static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter)) |
        Qt::TextSingleLine;
    p->save();
    p->setRenderHint(QPainter::Antialiasing);
    if (entry->kind == RailEntry::Kind::Heading) {
        if (narrow) {
            p->fillRect(
                QRect(option.rect.left() + 16, option.rect.center().y() + 2, option.rect.width() - 32, 1),
                t.border);
        } else {
            p->setFont(style.font(TextRole::MetaBold));
            p->setPen(t.second);
            p->drawText(visual(option.rect.adjusted(16, 10, -12, 0)), leading, entry->name);
        }
        p->restore();
        return;
    }
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QRect box = option.rect.adjusted(6, 1, -6, -1);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        p->setPen(Qt::NoPen);
        p->setBrush(selected ? t.selected : mixed(t.page, t.selected, 0.6));
        p->drawRoundedRect(box, m.radius, m.radius);
    }
    const int side = m.scaled(18);
    const QColor tint = entry->late > 0 && entry->kind != RailEntry::Kind::Queue ? t.breach
                        : entry->goal >= 0 ? t.goals[static_cast<std::size_t>(entry->goal)]
                        : selected         ? t.accent
                                           : t.second;
    const int iconLeft = narrow ? box.center().x() - side / 2 + 1 : box.left() + 10;
    const QRect iconBox = visual(QRect(iconLeft, box.center().y() - side / 2 + 1, side, side));
    p->drawPixmap(iconBox.topLeft(), iconPixmap(entry->icon, tint, side, p->device()->devicePixelRatioF()));

    if (narrow) {
        if (entry->urgent > 0) {
            p->setPen(Qt::NoPen);
            p->setBrush(entry->late > 0 ? t.breach : t.risk);
            p->drawEllipse(QPoint(iconBox.right() + 2, iconBox.top()), 3, 3);
        }
    } else {
        int right = box.right() - 8;
        p->setFont(style.font(TextRole::Meta));
        if (entry->kind != RailEntry::Kind::View && entry->count > 0) {
            const QString count = QLocale().toString(entry->count);
            const int width = p->fontMetrics().horizontalAdvance(count);
            p->setPen(t.second);
            p->drawText(visual(QRect(right - width, box.top(), width, box.height())),
                        Qt::AlignVCenter | Qt::AlignRight, count);
            right -= width + 7;
        }
        if (entry->urgent > 0 && entry->kind == RailEntry::Kind::Queue) {
            const QColor colour = entry->late > 0 ? t.breach : t.risk;
            const QString urgent = QLocale().toString(entry->urgent);
            const int width = p->fontMetrics().horizontalAdvance(urgent) + m.scaled(12) + 3;
            const QRect where = QRect(right - width, box.top(), width, box.height());
            p->drawPixmap(
                visual(
                    QRect(where.left(), box.center().y() - m.scaled(12) / 2 + 1, m.scaled(12), m.scaled(12)))
                    .topLeft(),
                iconPixmap(QStringLiteral("clock"), colour, m.scaled(12), p->device()->devicePixelRatioF()));
            p->setPen(colour);
            p->drawText(visual(where), Qt::AlignVCenter | Qt::AlignRight, urgent);
            right -= width + 7;
        }
        const QRect name(iconLeft + side + 10, box.top(), right - iconLeft - side - 10, box.height());
        p->setFont(style.font(selected ? TextRole::InterfaceBold : TextRole::Interface));
        p->setPen(t.text);
        p->drawText(visual(name), leading,
                    p->fontMetrics().elidedText(entry->name, Qt::ElideRight, name.width()));
    }
    if (option.state.testFlag(QStyle::State_HasFocus) && selected) {
        p->setBrush(Qt::NoBrush);
        p->setPen(QPen(t.accent, 2));
        p->drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), m.radius, m.radius);
    }
    p->restore();
}

RailView::RailView(RailModel& model, QWidget* parent) : QListView(parent), m_model(model)
{
    setObjectName(QStringLiteral("rail"));
    setAccessibleName(tr("Lists and queues"));
    setModel(&model);
    setItemDelegate(new RailDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setMouseTracking(true);
    setFixedWidth(216);
    setTabKeyNavigation(false);
    setViewportMargins(0, 8, 0, 8);
    viewport()->setAutoFillBackground(false);
    QPalette clear = palette();
    clear.setColor(QPalette::Base, Qt::transparent);
    setPalette(clear);
}

void RailView::setNarrow(bool narrow)
{
    m_narrow = narrow;
    const Metrics& m = DeskStyle::of(this).metrics();
    setFixedWidth(narrow ? 56 : std::min(320, m.scaled(216)));
    doItemsLayout();
}

void RailView::show(const ListScope& scope)
{
    m_quiet = true;
    if (const int row = m_model.rowOf(scope); row >= 0) setCurrentIndex(m_model.index(row));
    else setCurrentIndex({});
    m_quiet = false;
}

void RailView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    if (m_quiet || !current.isValid() ||
        current.data(RailModel::KeyRole) == previous.data(RailModel::KeyRole))
        return;
    emit chosen(m_model.entryAt(current.row()));
}

} // namespace qd::gui
