#include "gui/bridge/picture_loader.h"

#include <QImageReader>
#include <QThreadPool>

#include <algorithm>

namespace qd::gui {

QImage decodePicture(const QString& path, QSize box)
{
    QImageReader reader(path);
    reader.setDecideFormatFromContent(true);
    reader.setAutoTransform(true);
    static const QList<QByteArray> kAllowed = {"png", "jpeg", "jpg", "gif", "webp"};
    if (!reader.canRead() || !kAllowed.contains(reader.format())) return {};
    const QSize size = reader.size();
    if (size.isEmpty() || static_cast<qint64>(size.width()) * size.height() > 40'000'000) return {};
    if (size.width() > box.width() || size.height() > box.height())
        reader.setScaledSize(size.scaled(box, Qt::KeepAspectRatio).expandedTo({1, 1}));
    return reader.read();
}

QImage blurred(const QImage& picture)
{
    if (picture.isNull()) return picture;
    const QSize small = (picture.size() / 24).expandedTo({2, 2});
    return picture.scaled(small, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .scaled(picture.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

PictureLoader::PictureLoader(DeskBridge& bridge, QObject* parent) : QObject(parent), m_bridge(bridge) {}

QString PictureLoader::keyOf(const QString& url, QSize box)
{
    return QStringLiteral("%1x%2 %3").arg(box.width()).arg(box.height()).arg(url);
}

QPixmap PictureLoader::picture(const QString& url, QSize box)
{
    if (url.isEmpty() || !m_enabled || m_failed.contains(url)) return {};
    const QString key = keyOf(url, box);
    if (const QPixmap* here = m_cache.object(key)) return *here;
    if (m_waiting.contains(key)) return {};
    m_waiting.insert(key);
    m_bridge.ask<std::string>(
        this,
        [&url](Desk& desk, Reply<std::string> reply) {
            desk.pictures().fetch(url.toStdString(), std::move(reply));
        },
        [url, box](PictureLoader& self, Result<std::string> path) {
            if (path) self.decode(url, QString::fromStdString(*path), box);
            else self.keep(url, box, {});
        });
    return {};
}

void PictureLoader::decode(const QString& url, const QString& path, QSize box)
{
    QPointer<PictureLoader> guard(this);
    QThreadPool::globalInstance()->start([guard, url, path, box] {
        QImage image = decodePicture(path, box);
        onGuiThread(guard, [url, box, image](PictureLoader& self) { self.keep(url, box, image); });
    });
}

void PictureLoader::keep(const QString& url, QSize box, const QImage& image)
{
    m_waiting.remove(keyOf(url, box));
    if (image.isNull()) m_failed.insert(url);
    else
        m_cache.insert(keyOf(url, box), new QPixmap(QPixmap::fromImage(image)),
                       std::max(1, static_cast<int>(image.sizeInBytes() / 1024)));
    emit ready(url);
}

} // namespace qd::gui
