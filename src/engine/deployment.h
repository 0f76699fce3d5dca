#pragma once

#include "model/hostfacts.h"

namespace Lifeboat {

// The project's folder as a service (HostFacts::deployment), as far as it follows from the other
// facts: where it is, what it has to hold, what every service was made from, and which database its
// SECRET_KEY belongs to.
ServiceFacts deploymentOf(const HostFacts &facts);

// Of compose files: the names in the folder, and those that are elsewhere, so that they are not
// saved with it.
QStringList composeFilesIn(const HostFacts &facts);
QStringList composeFilesElsewhere(const HostFacts &facts);

} // namespace Lifeboat
