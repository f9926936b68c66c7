#pragma once

#include <QDialog>

namespace qd::gui {

class ActionRegistry;

/// All keys on one sheet, by group, as they are bound now.
class KeySheet final : public QDialog {
    Q_OBJECT
public:
    explicit KeySheet(const ActionRegistry& registry, QWidget* parent = nullptr);
};

} // namespace qd::gui
