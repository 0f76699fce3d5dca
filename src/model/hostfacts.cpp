#include "model/hostfacts.h"

namespace Lifeboat {

const ServiceFacts *HostFacts::service(const QString &name) const
{
    for (const ServiceFacts &candidate : services) {
        if (candidate.service == name)
            return &candidate;
    }
    return nullptr;
}

} // namespace Lifeboat
