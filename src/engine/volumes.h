#pragma once

#include "model/hostfacts.h"

namespace Lifeboat {

// The volumes of the project, and the folders elsewhere on the host that its containers write to,
// that no component of the product saves: each once, as a service of its own.
QList<ServiceFacts> volumesOf(const HostFacts &facts);

} // namespace Lifeboat
