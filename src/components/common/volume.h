#pragma once

#include "components/component.h"

namespace Lifeboat {

// What the project's containers write to and no component of the product saves: a volume, or a
// folder elsewhere on the host. Each is a component of its own, saved by a cold copy when it is
// asked for: nobody knows what it takes to copy it while somebody writes.

// Its details: id; what (the volume's name, the folder's path); dir, where the first container has
// it; writers, the running containers that may write to it, and users, all that have it mounted,
// a name a line; and why it is left to the operator, where it is:
// component (whose service has it mounted), temporary (a container that docker removes when it
// stops), file (it is one), device (docker mounts something there), nested (another mount of it, or
// one within or around it).
QString volumeId(const Mount &mount, const QString &service, const QString &project);
bool isVolume(const QString &component);

Component volumeComponent(const QString &id);

} // namespace Lifeboat
