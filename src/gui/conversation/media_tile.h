#pragma once

#include "gui/bridge/desk_context.h"
#include "quarterdeck/domain/mention.h"

#include <QAbstractButton>

namespace qd::gui {

/// One picture, video still or other attachment of a message. Sensitive ones are blurred until asked for;
/// what the author wrote for those who cannot see it stands below.
class MediaTile final : public QAbstractButton {
    Q_OBJECT
public:
    MediaTile(DeskContext& context, Media media, bool sensitive, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {160, 64}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString url() const;
    QPixmap shown() const;

    DeskContext& m_context;
    Media m_media;
    bool m_veiled;
    mutable QPixmap m_blurred;
};

} // namespace qd::gui
