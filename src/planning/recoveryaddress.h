#pragma once

#include "model/groundfacts.h"
#include "model/plan.h"

namespace Lifeboat {

// Another address of the host, wherever the restored folder has the former one (HOST_IP in .env):
// in env files, compose files and conf/, and in certificates that the folder's own authority has
// issued, which it issues anew with the same keys. Harmless when it was done already, or half.
Step changeAddress(const RecordedProject &project, const QString &address);

// Whether it may stand in those files: an IP address or a host name.
bool isHostAddress(const QString &address);

} // namespace Lifeboat
