#pragma once

#include "gui/style/tokens.h"

#include <QFont>
#include <QPalette>
#include <QProxyStyle>

namespace qd::gui {

/// What a piece of text is for; sizes and line heights are the design's.
enum class TextRole { Meta, MetaBold, Interface, InterfaceBold, Reading, ReadingBold, Title, Figure };

enum class Density { Comfortable, Compact };

/// Lengths that more than one widget needs, in device-independent pixels at the given text scale.
struct Metrics {
    int card{88};
    int row{32};
    int avatar{36};
    int badge{16};
    int pad{16};
    int gap{12};
    int radius{6};
    int meta{16}, line{20}, reading{22}, title{28}; ///< line heights
    double scale{1.0};
    int scaled(int pixels) const;
};

/// The desk's look: paints every standard control from the tokens, and is where any widget finds them
/// (`DeskStyle::of(this)`), so that a change of theme needs one call and no colour sits in a widget.
/// @thread GUI
class DeskStyle final : public QProxyStyle {
    Q_OBJECT
public:
    DeskStyle();

    void setScheme(Scheme scheme);
    void setDensity(Density density);
    void setTextScale(double scale); ///< 1.0 to 2.0

    const Tokens& tokens() const { return m_tokens; }
    const Metrics& metrics() const { return m_metrics; }
    QFont font(TextRole role) const;
    QPalette standardPalette() const override;

    /// The style of the running application; the tests and main install it before any widget is made.
    static const DeskStyle& of(const QWidget* widget);

    void polish(QWidget* widget) override;
    using QProxyStyle::polish;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* data) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                           const QWidget* widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption* option,
                         const QWidget* widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl sub,
                         const QWidget* widget) const override;

private:
    void paintButton(const QStyleOption* option, QPainter* painter, const QWidget* widget) const;
    void paintMenuItem(const QStyleOption* option, QPainter* painter, const QWidget* widget) const;
    void paintCheck(const QStyleOption* option, QPainter* painter, bool round) const;
    void paintField(const QRect& rect, bool focused, bool enabled, QPainter* painter) const;
    void paintScrollBar(const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const;
    void paintComboBox(const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const;

    Tokens m_tokens;
    Metrics m_metrics;
    Density m_density{Density::Comfortable};
};

/// How a button looks: set once where it is made. One filled button a surface, the rest quiet.
enum class ButtonKind { Outlined, Primary, Quiet };
void setButtonKind(QWidget* button, ButtonKind kind);
ButtonKind buttonKindOf(const QWidget* button);

} // namespace qd::gui
