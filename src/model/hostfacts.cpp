#include "model/hostfacts.h"

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

const ServiceFacts *HostFacts::service(const QString &name) const
{
    for (const ServiceFacts &candidate : services) {
        if (candidate.service == name)
            return &candidate;
    }
    return nullptr;
}

} // namespace Lifeboat
