#pragma once

#include "components/component.h"

namespace Lifeboat {

// All components of the product, and one that stands for every other volume.
inline const QList<Component> &kindsOfComponents()
{
    static const QList<Component> kinds =
        components() + QList{*component(QStringLiteral("volume-uploads"))};
    return kinds;
}

} // namespace Lifeboat
