#pragma once

#include "model/hostfacts.h"

namespace Lifeboat {

// What a backup of this host does not cover: components of BK-Lite that are absent or not supported
// yet, second servers, facts.volumes, files, databases. A component leaves the list by being in
// components(), having a service, and not being off by default.
QList<Uncovered> uncoveredOf(const HostFacts &facts);

} // namespace Lifeboat
