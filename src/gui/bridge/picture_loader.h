#pragma once

#include "gui/bridge/desk_bridge.h"

#include <QCache>
#include <QHash>
#include <QImage>
#include <QPixmap>
#include <QSet>
#include <QString>

namespace qd::gui {

/// Reads a picture file of unchecked contents: allowed formats only, at most 40 megapixels, scaled to fit
/// `box` while reading.  @return a null image where it cannot be shown.  @thread any; never throws
QImage decodePicture(const QString& path, QSize box);

/// A picture nobody should see by accident: what is left of it at a twelfth of its size.
QImage blurred(const QImage& picture);

/// Pictures for the window: fetched by the desk, decoded on a pool thread, kept while there is room.
class PictureLoader final : public QObject {
    Q_OBJECT
public:
    PictureLoader(DeskBridge& bridge, QObject* parent = nullptr);

    void setEnabled(bool on) { m_enabled = on; }
    bool enabled() const { return m_enabled; }

    /// The picture when it is here already; else it is fetched and ready() says so. Null while it is not
    /// here.
    QPixmap picture(const QString& url, QSize box);
    bool failed(const QString& url) const { return m_failed.contains(url); }

signals:
    void ready(const QString& url); ///< ask again: it is here, or it failed

private:
    void decode(const QString& url, const QString& path, QSize box);
    void keep(const QString& url, QSize box, const QImage& image);
    static QString keyOf(const QString& url, QSize box);

    DeskBridge& m_bridge;
    QCache<QString, QPixmap> m_cache{64 * 1024}; // cost in KiB
    QSet<QString> m_waiting;
    QSet<QString> m_failed;
    bool m_enabled{true};
};

} // namespace qd::gui
