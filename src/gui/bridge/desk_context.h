#pragma once

#include "quarterdeck/base/time.h"

class QSettings;

namespace qd::gui {

class DeskBridge;
class PictureLoader;

/// What every pane is lent by the window that holds it.
struct DeskContext {
    DeskBridge& bridge;
    PictureLoader& pictures;
    const Clock& clock;
    QSettings& settings;
};

} // namespace qd::gui
