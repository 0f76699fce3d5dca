#pragma once

#include "model/hostfacts.h"

namespace Lifeboat {

// The project's folder as a service (HostFacts::deployment), as far as it follows from the other
// facts: where it is, what it has to hold, what every service was made from.
ServiceFacts deploymentOf(const HostFacts &facts);

// In HostFacts::deployment, once the servers have answered: which database the SECRET_KEY of the
// project belongs to, where it is one of PostgreSQL on this host.
void noteDatabase(HostFacts &facts);

// Of compose files: the names in the folder, and those that are elsewhere, so that they are not
// saved with it.
QStringList composeFilesIn(const HostFacts &facts);
QStringList composeFilesElsewhere(const HostFacts &facts);

} // namespace Lifeboat
