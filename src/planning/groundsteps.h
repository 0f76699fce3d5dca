#pragma once

#include "model/groundfacts.h"
#include "model/plan.h"

// The single steps of a recovery that no component has; not for other layers.
namespace Lifeboat {

Step hostStep(const QByteArray &id, const Text &title, const ShellCommand &command,
              std::chrono::seconds quietLimit = std::chrono::seconds(60));

// As compose is called on this host, for the project's files wherever the login stands.
ShellCommand compose(const HostFacts &facts, const RecordedProject &project);

Step load(const Artifact &file, const QStringList &names);
Step pull(const ImageFacts &image);
// Fails when one is not there by its recorded id, or is of another architecture. The compose files
// name images by tags, which have to mean these: then nothing is newer.
Step nameImages(const QList<ImageFacts> &images);

// What is there of the project, under other names (resources/host/setaside.sh). The variable gets
// the folder that holds it, and the script `back.sh` that brings it back.
Step setAside(const RecordedProject &project, const QString &run, const QString &variable);
Step makeFolder(const RecordedProject &project);
// Before docker finds out at the first start, container by container.
Step lookForPorts(const RecordedProject &project);
// Until all containers of the project are as they should be, some seconds long; within 15 minutes.
Step awaitServices(const RecordedProject &project);
// A view that needs no sign-in; its answer comes out of the database.
Step askApplication(const QString &serverContainer);

} // namespace Lifeboat
