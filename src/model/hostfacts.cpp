#include "model/hostfacts.h"

#include <algorithm>

namespace Lifeboat {

const Mount *ServiceFacts::mountOf(const QString &path) const
{
    const Mount *nearest = nullptr;
    for (const Mount &mount : mounts) {
        const bool isAbove =
            path == mount.destination || path.startsWith(mount.destination + QLatin1Char('/'));
        if (isAbove && (!nearest || mount.destination.size() > nearest->destination.size()))
            nearest = &mount;
    }
    return nearest;
}

QString ServiceFacts::versionText() const
{
    return postgres ? postgres->versionText : details.value(QStringLiteral("version"));
}

QString ServiceFacts::dataDirectory() const
{
    return postgres ? postgres->dataDirectory : details.value(QStringLiteral("dir"));
}

qint64 ServiceFacts::dataBytes() const
{
    if (!postgres) {
        const Mount *mount = mountOf(dataDirectory());
        return mount ? mount->bytes : -1;
    }
    qint64 bytes = 0;
    for (const DatabaseFacts &database : postgres->databases)
        bytes += database.mark.isEmpty() ? database.bytes : 0;
    return bytes;
}

const ServiceFacts *HostFacts::service(const QString &name) const
{
    for (const ServiceFacts &candidate : services) {
        if (candidate.service == name)
            return &candidate;
    }
    return nullptr;
}

bool HostFacts::hasImage(const QString &id) const
{
    return std::ranges::any_of(images, [&](const ImageFacts &image) { return image.id == id; });
}

} // namespace Lifeboat
