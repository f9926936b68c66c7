#pragma once

#include <QLabel>

namespace qd::gui {

/// One line of text that ends in "…" where there is no room; the whole stays readable for screen readers and
/// hovers.
class ElidedLabel final : public QLabel {
    Q_OBJECT
public:
    using QLabel::QLabel;
    QSize minimumSizeHint() const override { return {32, QLabel::minimumSizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace qd::gui
