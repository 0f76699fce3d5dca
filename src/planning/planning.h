#pragma once

#include "planning/planners.h"

#include <optional>

// What the planners share; not for other layers.
namespace Lifeboat {

// An empty plan of this host with the guardian's image: that of a running PostgreSQL container,
// because it is on the host for certain and has a chroot.
Result<Plan> newPlan(Verb verb, const HostProfile &host, const HostFacts &facts,
                     const QString &run);

// Why a component cannot take part now: its container is not running, or did not answer.
std::optional<Error> notRunning(const Component &component, const ServiceFacts &service);

// The components of a point that are selected, in the order of components(), volumes last; a selected one that
// the point lacks or that failed in it is an Error::Usage.
Result<QList<const ManifestComponent *>> selectedComponents(const Manifest &manifest,
                                                            const QStringList &selection);

// What a point of a later version holds beside what this one knows; none of it may be left out in
// silence.
QStringList unknownComponents(const Manifest &manifest);
Error notKnown(const QString &component);

// What a throw-away server of a preparation may use of the host's memory: a quarter of what is free,
// within bounds, or what it needs to hold the data.
constexpr qint64 LeastMemoryBytes = 256'000'000;
constexpr qint64 MostMemoryBytes = 2'000'000'000;
qint64 memoryToPrepare(const HostFacts &facts, const ManifestComponent &there);

// Files that several recipes bring are there once.
void append(GuardianTask &task, const RestoreRecipe &recipe);
void append(GuardianTask &task, const QList<GuardianFile> &files);

} // namespace Lifeboat
