#include "gui/style/desk_style.h"

#include <QAbstractItemView>
#include <QFrame>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QStyleOption>
#include <QToolButton>

namespace qd::gui {

namespace {

/// Crisp rounded box: the pen lies on pixel centres.
void roundedBox(QPainter* painter, const QRect& rect, int radius, const QBrush& fill, const QPen& pen)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill);
    painter->setPen(pen);
    const double inset = pen.style() == Qt::NoPen ? 0 : pen.widthF() / 2;
    painter->drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius);
    painter->restore();
}

bool showsFocus(const QStyleOption* option)
{
    return option->state.testFlag(QStyle::State_HasFocus) &&
           option->state.testFlag(QStyle::State_KeyboardFocusChange);
}

void paintChevron(QPainter* painter, const QRectF& box, const QColor& colour)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF c = box.center();
    painter->drawPolyline(QPolygonF({c + QPointF(-4, -2), c + QPointF(0, 2), c + QPointF(4, -2)}));
    painter->restore();
}

} // namespace

void DeskStyle::paintButton(const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const Tokens& t = m_tokens;
    const bool on = option->state.testFlag(State_Enabled);
    const bool over = on && option->state.testFlag(State_MouseOver);
    const bool down = on && option->state.testFlag(State_Sunken);
    const bool checked = option->state.testFlag(State_On);
    QColor fill = Qt::transparent;
    QPen pen(Qt::NoPen);
    switch (buttonKindOf(widget)) {
    case ButtonKind::Primary:
        fill = !on    ? mixed(t.surface, t.text, 0.12)
               : down ? mixed(t.accent, t.text, 0.25)
               : over ? mixed(t.accent, t.text, 0.12)
                      : t.accent;
        break;
    case ButtonKind::Outlined:
        fill = down || checked ? t.selected : over ? t.hover : t.surface;
        pen = QPen(checked ? t.accent : mixed(t.border, t.second, 0.25), 1);
        break;
    case ButtonKind::Quiet:
        if (down || checked) fill = t.selected;
        else if (over) fill = mixed(t.chip, t.selected, 0.5);
        break;
    }
    roundedBox(painter, option->rect, m_metrics.radius, fill, pen);
    if (showsFocus(option)) {
        const bool filled = buttonKindOf(widget) == ButtonKind::Primary && on;
        roundedBox(painter,
                   option->rect.adjusted(filled ? 3 : 0, filled ? 3 : 0, filled ? -3 : 0, filled ? -3 : 0),
                   m_metrics.radius, Qt::NoBrush, QPen(filled ? t.accentText : t.accent, 2));
    }
}

void DeskStyle::paintField(const QRect& rect, bool focused, bool enabled, QPainter* painter) const
{
    const Tokens& t = m_tokens;
    roundedBox(painter, rect, m_metrics.radius, enabled ? t.surface : t.page,
               focused ? QPen(t.accent, 2) : QPen(mixed(t.border, t.second, 0.35), 1));
}

void DeskStyle::paintCheck(const QStyleOption* option, QPainter* painter, bool round) const
{
    const Tokens& t = m_tokens;
    const bool on = option->state.testFlag(State_On);
    const QRect box = option->rect.adjusted(1, 1, -1, -1);
    roundedBox(painter, box, round ? box.height() / 2 : 4, on ? t.accent : t.surface,
               on ? QPen(Qt::NoPen) : QPen(mixed(t.border, t.second, 0.6), 1.5));
    if (!on) return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (round) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(t.accentText);
        painter->drawEllipse(QRectF(box).center(), box.width() / 5.0, box.width() / 5.0);
    } else {
        painter->setPen(QPen(t.accentText, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const QPointF c = QRectF(box).center();
        painter->drawPolyline(QPolygonF({c + QPointF(-4, 0), c + QPointF(-1, 3), c + QPointF(4, -3)}));
    }
    painter->restore();
}

void DeskStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                              const QWidget* widget) const
{
    const Tokens& t = m_tokens;
    switch (element) {
    case PE_PanelButtonCommand:
    case PE_PanelButtonTool: paintButton(option, painter, widget); return;
    case PE_FrameFocusRect: return; // each control paints its own ring
    case PE_FrameDefaultButton: return;
    case PE_PanelLineEdit: {
        const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
        if (frame && frame->lineWidth > 0)
            paintField(option->rect, option->state.testFlag(State_HasFocus),
                       option->state.testFlag(State_Enabled), painter);
        return;
    }
    case PE_FrameLineEdit: return;
    case PE_Frame: {
        const auto* frame = qobject_cast<const QFrame*>(widget);
        if (frame && frame->frameShape() == QFrame::NoFrame) return;
        roundedBox(painter, option->rect, m_metrics.radius, Qt::NoBrush,
                   option->state.testFlag(State_HasFocus) ? QPen(t.accent, 2)
                                                          : QPen(mixed(t.border, t.second, 0.35), 1));
        return;
    }
    case PE_IndicatorCheckBox: paintCheck(option, painter, false); return;
    case PE_IndicatorRadioButton: paintCheck(option, painter, true); return;
    case PE_PanelMenu: painter->fillRect(option->rect, t.surface); return;
    case PE_FrameMenu:
        painter->setPen(QPen(mixed(t.border, t.second, 0.3), 1));
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    case PE_PanelTipLabel: painter->fillRect(option->rect, t.text); return;
    case PE_PanelItemViewItem: {
        const bool selected = option->state.testFlag(State_Selected);
        if (selected || option->state.testFlag(State_MouseOver))
            roundedBox(painter, option->rect.adjusted(4, 1, -4, -1), m_metrics.radius,
                       selected ? t.selected : t.hover, Qt::NoPen);
        return;
    }
    case PE_IndicatorToolBarSeparator: return;
    default: QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void DeskStyle::paintMenuItem(const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
    if (!item) return;
    const Tokens& t = m_tokens;
    painter->fillRect(item->rect, t.surface);
    if (item->menuItemType == QStyleOptionMenuItem::Separator) {
        painter->fillRect(QRect(item->rect.left() + 8, item->rect.center().y(), item->rect.width() - 16, 1),
                          t.border);
        return;
    }
    const bool on = item->state.testFlag(State_Enabled);
    if (on && item->state.testFlag(State_Selected))
        roundedBox(painter, item->rect.adjusted(4, 1, -4, -1), 4, t.selected, Qt::NoPen);
    QRect text = item->rect.adjusted(16, 0, -16, 0);
    if (!item->icon.isNull()) {
        const int side = m_metrics.scaled(16);
        const QRect box(text.left(), item->rect.center().y() - side / 2, side, side);
        item->icon.paint(painter, visualRect(item->direction, item->rect, box), Qt::AlignCenter,
                         on ? QIcon::Normal : QIcon::Disabled);
    }
    if (!item->icon.isNull() || item->maxIconWidth > 0) text.setLeft(text.left() + m_metrics.scaled(16) + 12);
    if (item->checked) {
        const QRect box(item->rect.right() - 28, item->rect.center().y() - 9, 18, 18);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(t.accent, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const QPointF c = QRectF(visualRect(item->direction, item->rect, box)).center();
        painter->drawPolyline(QPolygonF({c + QPointF(-4, 0), c + QPointF(-1, 3), c + QPointF(4, -3)}));
        painter->restore();
    }
    painter->setFont(item->font);
    painter->setPen(on ? t.text : item->palette.color(QPalette::Disabled, QPalette::Text));
    const QString words = item->text.section(QLatin1Char('\t'), 0, 0);
    const QString key = item->text.section(QLatin1Char('\t'), 1);
    painter->drawText(visualRect(item->direction, item->rect, text),
                      static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft) | Qt::TextHideMnemonic |
                          Qt::TextSingleLine,
                      words);
    if (!key.isEmpty()) {
        painter->setPen(t.second);
        painter->drawText(visualRect(item->direction, item->rect, text),
                          static_cast<int>(Qt::AlignVCenter | Qt::AlignRight), key);
    }
    if (item->menuItemType == QStyleOptionMenuItem::SubMenu) {
        painter->save();
        painter->translate(item->rect.right() - 14, item->rect.center().y());
        painter->rotate(-90);
        paintChevron(painter, QRectF(-8, -8, 16, 16), t.second);
        painter->restore();
    }
    Q_UNUSED(widget);
}

void DeskStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                            const QWidget* widget) const
{
    const Tokens& t = m_tokens;
    switch (element) {
    case CE_PushButtonBevel: {
        paintButton(option, painter, widget);
        const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        if (button && button->features.testFlag(QStyleOptionButton::HasMenu))
            paintChevron(painter,
                         QRectF(option->rect.right() - 24, option->rect.top(), 16, option->rect.height()),
                         t.second);
        return;
    }
    case CE_PushButtonLabel: {
        const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        if (button && buttonKindOf(widget) == ButtonKind::Primary && option->state.testFlag(State_Enabled)) {
            QStyleOptionButton copy(*button);
            copy.palette.setColor(QPalette::ButtonText, t.accentText);
            QProxyStyle::drawControl(element, &copy, painter, widget);
            return;
        }
        break;
    }
    case CE_MenuItem: paintMenuItem(option, painter, widget); return;
    case CE_MenuEmptyArea: painter->fillRect(option->rect, t.surface); return;
    case CE_Splitter: painter->fillRect(option->rect, t.border); return;
    case CE_ComboBoxLabel: {
        const auto* box = qstyleoption_cast<const QStyleOptionComboBox*>(option);
        if (!box || box->editable) break;
        const QRect text = subControlRect(CC_ComboBox, box, SC_ComboBoxEditField, widget);
        painter->setPen(
            box->palette.color(option->state.testFlag(State_Enabled) ? QPalette::Active : QPalette::Disabled,
                               QPalette::ButtonText));
        painter->drawText(text, static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft),
                          painter->fontMetrics().elidedText(box->currentText, Qt::ElideRight, text.width()));
        return;
    }
    case CE_ProgressBarGroove: roundedBox(painter, option->rect, 3, t.chip, Qt::NoPen); return;
    case CE_ProgressBarContents: {
        const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option);
        if (!bar || bar->maximum <= bar->minimum) {
            roundedBox(painter, option->rect, 3, mixed(t.chip, t.accent, 0.5), Qt::NoPen);
            return;
        }
        QRect done = option->rect;
        done.setWidth(done.width() * (bar->progress - bar->minimum) / (bar->maximum - bar->minimum));
        roundedBox(painter, done, 3, t.accent, Qt::NoPen);
        return;
    }
    case CE_ProgressBarLabel: return;
    default: break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void DeskStyle::paintScrollBar(const QStyleOptionComplex* option, QPainter* painter,
                               const QWidget* widget) const
{
    const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (!bar || bar->maximum <= bar->minimum) return;
    QRect slider = subControlRect(CC_ScrollBar, bar, SC_ScrollBarSlider, widget);
    slider = bar->orientation == Qt::Vertical ? slider.adjusted(2, 2, -2, -2) : slider.adjusted(2, 2, -2, -2);
    const bool lively = option->state.testFlag(State_MouseOver) || option->state.testFlag(State_Sunken);
    roundedBox(painter, slider, 3, mixed(m_tokens.surface, m_tokens.second, lively ? 0.6 : 0.3), Qt::NoPen);
}

void DeskStyle::paintComboBox(const QStyleOptionComplex* option, QPainter* painter,
                              const QWidget* widget) const
{
    paintButton(option, painter, widget);
    const QRect arrow =
        visualRect(option->direction, option->rect,
                   QRect(option->rect.right() - 24, option->rect.top(), 16, option->rect.height()));
    paintChevron(painter, arrow, m_tokens.second);
}

void DeskStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                   QPainter* painter, const QWidget* widget) const
{
    switch (control) {
    case CC_ScrollBar: paintScrollBar(option, painter, widget); return;
    case CC_ComboBox: paintComboBox(option, painter, widget); return;
    case CC_SpinBox: // only ones without buttons are used: typing is quicker
        paintField(option->rect, option->state.testFlag(State_HasFocus),
                   option->state.testFlag(State_Enabled), painter);
        return;
    case CC_ToolButton: {
        const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option);
        if (!button) break;
        paintButton(option, painter, widget);
        QStyleOptionToolButton label(*button);
        const bool menu = button->features.testFlag(QStyleOptionToolButton::HasMenu) &&
                          button->toolButtonStyle != Qt::ToolButtonIconOnly;
        if (menu) {
            label.rect.adjust(0, 0, -14, 0);
            paintChevron(painter,
                         QRectF(option->rect.right() - 22, option->rect.top(), 16, option->rect.height()),
                         m_tokens.second);
        }
        label.state &= ~(State_Sunken | State_On);
        drawControl(CE_ToolButtonLabel, &label, painter, widget);
        return;
    }
    default: break;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

} // namespace qd::gui
