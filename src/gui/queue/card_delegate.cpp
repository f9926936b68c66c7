#include "gui/queue/card_delegate.h"

#include "gui/queue/card_layout.h"
#include "gui/queue/card_list_model.h"
#include "gui/queue/paint_parts.h"
#include "gui/style/icons.h"

#include <QPainter>
#include <QWidget>

namespace qd::gui {

namespace {

void paintText(QPainter* p, const CardLayout& l, const CardFace& face, const QStyleOptionViewItem& option)
{
    const Tokens& t = DeskStyle::of(option.widget).tokens();
    p->setFont(DeskStyle::of(option.widget).font(TextRole::Interface));
    p->setPen(face.unread ? t.text : mixed(t.text, t.second, 0.35));
    paintElided(p, l.text, face.excerpt, l.textLines, l.textLine, option.direction);
}

void paintChips(QPainter* p, const CardLayout& l, const CardFace& face, const DeskStyle& style, bool selected)
{
    const Tokens& t = style.tokens();
    p->setFont(style.font(TextRole::Meta));
    for (int i = 0; i < l.chipCount; ++i) {
        const QRect box = l.chips[static_cast<std::size_t>(i)];
        p->setPen(Qt::NoPen);
        p->setBrush(selected ? t.surface : t.chip);
        p->drawRoundedRect(box, 4, 4);
        p->setPen(i == face.riskyChip ? t.risk : t.second);
        p->drawText(box.adjusted(6, 0, -6, 0), Qt::AlignCenter,
                    p->fontMetrics().elidedText(face.chips.at(i), Qt::ElideRight, box.width() - 10));
    }
}

} // namespace

CardDelegate::CardDelegate(const Clock& clock, QObject* parent) : QStyledItemDelegate(parent), m_clock(clock)
{}

QSize CardDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {240, DeskStyle::of(option.widget).metrics().card};
}

void CardDelegate::paint(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* face = index.data(CardListModel::FaceRole).value<const CardFace*>();
    if (!face) return;
    const DeskStyle& style = DeskStyle::of(option.widget);
    const Tokens& t = style.tokens();
    const Metrics& m = style.metrics();
    const UtcMillis now = m_clock.now();
    const QFont nameFont = style.font(face->unread ? TextRole::InterfaceBold : TextRole::Interface);
    const CardFonts fonts{QFontMetrics(nameFont), QFontMetrics(style.font(TextRole::Interface)),
                          QFontMetrics(style.font(TextRole::Meta))};
    const ClockReading clock = TimeWords::reading(face->due, face->riskAt, now);
    const QString age = TimeWords::age(face->newestAt, now);
    const CardLayout l = layoutCard(option.rect, *face, age, clock.words, m, fonts, option.direction);
    const bool selected = option.state.testFlag(QStyle::State_Selected);

    p->save();
    p->setRenderHint(QPainter::Antialiasing);
    p->fillRect(option.rect, selected                                         ? t.selected
                             : option.state.testFlag(QStyle::State_MouseOver) ? t.hover
                                                                              : t.surface);
    if (!selected)
        p->fillRect(QRect(l.text.left(), option.rect.bottom(), option.rect.right() - l.text.left(), 1),
                    mixed(t.surface, t.border, 0.7));
    if (selected || m_showsGoal)
        p->fillRect(l.bar, selected ? t.accent : t.goals[static_cast<std::size_t>(face->nature)]);
    if (face->gone) p->setOpacity(0.55);

    if (face->marked) {
        p->setPen(Qt::NoPen);
        p->setBrush(t.accent);
        p->drawEllipse(l.avatar);
        p->drawPixmap(l.avatar.center() - QPoint(10, 10) + QPoint(1, 1),
                      iconPixmap(QStringLiteral("check"), t.accentText, 20,
                                 option.widget ? option.widget->devicePixelRatioF() : 1.0));
    } else {
        paintAvatar(p, l.avatar, face->avatar, face->initials, face->name, style);
    }
    paintBadge(p, l.badge, face->platformIcon, style, selected ? t.selected : t.surface);
    if (face->unread) {
        p->setPen(Qt::NoPen);
        p->setBrush(t.accent);
        p->drawEllipse(l.dot);
    }
    p->setFont(nameFont);
    p->setPen(t.text);
    const auto leading =
        static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter));
    QRect name = l.name;
    if (face->starred) name.setRight(name.right() - 18);
    const QString shown = QFontMetrics(nameFont).elidedText(face->name, Qt::ElideRight, name.width());
    p->drawText(name, leading | Qt::TextSingleLine, shown);
    if (face->starred)
        p->drawPixmap(name.left() + QFontMetrics(nameFont).horizontalAdvance(shown) + 4,
                      name.center().y() - 6,
                      iconPixmap(QStringLiteral("star-on"), t.risk, 14,
                                 option.widget ? option.widget->devicePixelRatioF() : 1.0));
    p->setFont(style.font(TextRole::Meta));
    p->setPen(t.second);
    if (!l.age.isEmpty()) p->drawText(l.age, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, age);
    if (clock.face != ClockFace::None) paintClock(p, l.clock, clock, style, option.direction);
    paintText(p, l, *face, option);
    paintChips(p, l, *face, style, selected);
    if (selected && option.state.testFlag(QStyle::State_HasFocus)) {
        p->setOpacity(1);
        p->setBrush(Qt::NoBrush);
        p->setPen(QPen(t.accent, 2));
        p->drawRoundedRect(QRectF(option.rect).adjusted(4, 2, -2, -2), m.radius, m.radius);
    }
    p->restore();
}

} // namespace qd::gui
