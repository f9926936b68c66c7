#pragma once

#include "quarterdeck/desk/composer.h"

#include <QWidget>

class QLineEdit;

namespace qd::gui {

/// One file that goes with a reply, and its words for people who cannot see it.
class AttachmentRow final : public QWidget {
    Q_OBJECT
public:
    AttachmentRow(Attachment attachment, QWidget* parent = nullptr);
    Attachment attachment() const;

signals:
    void changed();
    void removeWanted();

private:
    Attachment m_attachment;
    QLineEdit* m_alt;
};

} // namespace qd::gui
