#include "gui/style/desk_style.h"

#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStyleOption>
#include <QToolButton>
#include <QVariant>

#include <algorithm>
#include <cmath>

namespace qd::gui {

namespace {
constexpr const char* kButtonKind = "qdButtonKind";
}

int Metrics::scaled(int pixels) const { return static_cast<int>(std::lround(pixels * scale)); }

void setButtonKind(QWidget* button, ButtonKind kind)
{
    button->setProperty(kButtonKind, static_cast<int>(kind));
}

ButtonKind buttonKindOf(const QWidget* button)
{
    const QVariant kind = button ? button->property(kButtonKind) : QVariant();
    return kind.isValid() ? static_cast<ButtonKind>(kind.toInt()) : ButtonKind::Outlined;
}

DeskStyle::DeskStyle() : QProxyStyle(QStringLiteral("Fusion")), m_tokens(tokensOf(Scheme::Light)) {}

const DeskStyle& DeskStyle::of(const QWidget*)
{
    auto* style = qobject_cast<DeskStyle*>(QApplication::style());
    Q_ASSERT_X(style, "DeskStyle::of", "the application must run with DeskStyle");
    return *style;
}

void DeskStyle::setScheme(Scheme scheme)
{
    m_tokens = tokensOf(scheme);
    QApplication::setPalette(standardPalette());
    for (QWidget* widget : QApplication::allWidgets())
        widget->update();
}

void DeskStyle::setDensity(Density density)
{
    m_density = density;
    setTextScale(m_metrics.scale);
}

void DeskStyle::setTextScale(double scale)
{
    Metrics m;
    m.scale = std::clamp(scale, 1.0, 2.0);
    const bool compact = m_density == Density::Compact;
    m.card = m.scaled(compact ? 60 : 88);
    m.row = m.scaled(compact ? 28 : 32);
    m.avatar = m.scaled(compact ? 32 : 36);
    m.meta = m.scaled(16);
    m.line = m.scaled(20);
    m.reading = m.scaled(22);
    m.title = m.scaled(28);
    m_metrics = m;
    QApplication::setFont(font(TextRole::Interface));
    for (QWidget* widget : QApplication::allWidgets()) {
        widget->updateGeometry();
        if (auto* view = qobject_cast<QAbstractItemView*>(widget)) view->doItemsLayout();
    }
}

QFont DeskStyle::font(TextRole role) const
{
    QFont font;
    font.setFamilies({QStringLiteral("Noto Sans"), QStringLiteral("Noto Color Emoji")});
    const auto size = [role] {
        switch (role) {
        case TextRole::Meta:
        case TextRole::MetaBold: return 12;
        case TextRole::Interface:
        case TextRole::InterfaceBold: return 13;
        case TextRole::Reading:
        case TextRole::ReadingBold: return 15;
        case TextRole::Title: return 20;
        case TextRole::Figure: return 28;
        }
        return 13;
    };
    font.setPixelSize(m_metrics.scaled(size()));
    font.setBold(role == TextRole::MetaBold || role == TextRole::InterfaceBold ||
                 role == TextRole::ReadingBold || role == TextRole::Title || role == TextRole::Figure);
    return font;
}

QPalette DeskStyle::standardPalette() const
{
    const Tokens& t = m_tokens;
    QPalette p;
    p.setColor(QPalette::Window, t.page);
    p.setColor(QPalette::WindowText, t.text);
    p.setColor(QPalette::Base, t.surface);
    p.setColor(QPalette::AlternateBase, t.page);
    p.setColor(QPalette::Text, t.text);
    p.setColor(QPalette::Button, t.surface);
    p.setColor(QPalette::ButtonText, t.text);
    p.setColor(QPalette::BrightText, t.accentText);
    p.setColor(QPalette::ToolTipBase, t.text);
    p.setColor(QPalette::ToolTipText, t.page);
    p.setColor(QPalette::PlaceholderText, t.second);
    p.setColor(QPalette::Highlight, t.accent);
    p.setColor(QPalette::HighlightedText, t.accentText);
    p.setColor(QPalette::Link, t.accent);
    p.setColor(QPalette::LinkVisited, t.accent);
    p.setColor(QPalette::Light, t.surface);
    p.setColor(QPalette::Midlight, t.hover);
    p.setColor(QPalette::Mid, t.border);
    p.setColor(QPalette::Dark, t.border);
    p.setColor(QPalette::Shadow, t.border);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, mixed(t.second, t.surface, 0.35));
    return p;
}

void DeskStyle::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QPushButton*>(widget) || qobject_cast<QToolButton*>(widget) ||
        qobject_cast<QComboBox*>(widget) || qobject_cast<QAbstractItemView*>(widget) ||
        qobject_cast<QLineEdit*>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

int DeskStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize: return m_metrics.scaled(18);
    case PM_ScrollBarExtent: return 10;
    case PM_SplitterWidth: return 1;
    case PM_DefaultFrameWidth:
        return qobject_cast<const QMenu*>(widget) || qobject_cast<const QLineEdit*>(widget)
                   ? 1
                   : QProxyStyle::pixelMetric(metric, option, widget);
    case PM_MenuPanelWidth: return 1;
    case PM_MenuVMargin:
    case PM_MenuHMargin: return 4;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight: return m_metrics.scaled(18);
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin: return 16;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing: return 8;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical: return 0;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int DeskStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                         QStyleHintReturn* data) const
{
    switch (hint) {
    case SH_EtchDisabledText: return 0;
    case SH_ScrollBar_Transient: return 0;
    case SH_UnderlineShortcut: return 0;
    case SH_ComboBox_Popup: return 0;
    case SH_Menu_SubMenuPopupDelay: return 80;
    case SH_ToolTip_WakeUpDelay: return 500;
    case SH_FormLayoutLabelAlignment: return static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    case SH_DialogButtonLayout: return 0;
    default: return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QSize DeskStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                  const QWidget* widget) const
{
    const int row = m_metrics.row;
    switch (type) {
    case CT_PushButton: {
        QSize s = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {std::max(size.width() + 28, row), std::max(row, s.height() - 4)};
    }
    case CT_ToolButton: {
        const auto* button = qobject_cast<const QToolButton*>(widget);
        const bool iconOnly = button && button->toolButtonStyle() == Qt::ToolButtonIconOnly;
        const bool menu = button && button->popupMode() == QToolButton::InstantPopup && !iconOnly;
        return {std::max(row, iconOnly ? row : size.width() + 20 + (menu ? 14 : 0)), row};
    }
    case CT_ComboBox: return {size.width() + 44, row};
    case CT_SpinBox:
    case CT_LineEdit: return {size.width() + 16, row};
    case CT_MenuItem: {
        const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
        if (item && item->menuItemType == QStyleOptionMenuItem::Separator) return {10, 9};
        QSize s = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {s.width() + 32, row};
    }
    default: return QProxyStyle::sizeFromContents(type, option, size, widget);
    }
}

QRect DeskStyle::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const
{
    if (element == SE_LineEditContents) {
        const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
        if (frame && frame->lineWidth > 0) return option->rect.adjusted(8, 2, -8, -2);
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect DeskStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl sub,
                                const QWidget* widget) const
{
    if (control == CC_ComboBox && sub == SC_ComboBoxEditField)
        return visualRect(option->direction, option->rect, option->rect.adjusted(12, 2, -28, -2));
    if (control == CC_ScrollBar && (sub == SC_ScrollBarAddLine || sub == SC_ScrollBarSubLine)) return {};
    if (control == CC_ScrollBar && (sub == SC_ScrollBarGroove || sub == SC_ScrollBarSlider)) {
        const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
        if (!bar) return {};
        if (sub == SC_ScrollBarGroove) return bar->rect;
        const bool upright = bar->orientation == Qt::Vertical;
        const int length = upright ? bar->rect.height() : bar->rect.width();
        const int range = bar->maximum - bar->minimum;
        if (range <= 0) return bar->rect;
        const int slider = std::max(
            28, static_cast<int>(static_cast<qint64>(length) * bar->pageStep / (range + bar->pageStep)));
        const int at = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition,
                                               length - slider, bar->upsideDown);
        return upright ? QRect(bar->rect.x(), bar->rect.y() + at, bar->rect.width(), slider)
                       : QRect(bar->rect.x() + at, bar->rect.y(), slider, bar->rect.height());
    }
    return QProxyStyle::subControlRect(control, option, sub, widget);
}

} // namespace qd::gui
