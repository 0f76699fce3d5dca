#pragma once

#include "model/hostfacts.h"
#include "model/manifest.h"

#include <optional>

namespace Lifeboat {

// A preparation leaves this much of a disk to the servers in service.
constexpr qint64 RestoreFloorBytes = 500'000'000;

struct RestoreTarget
{
    const ManifestComponent *there;
    const ServiceFacts *service;
};

// What the host's disk has to take of a component that is put back.
qint64 neededBytes(const ManifestComponent &there);

// Why what is prepared does not fit beside what is in service: together, where several components
// share a disk. Where the room is not known there is no reason; the preparation watches it.
std::optional<Error> tooLittleSpace(const HostFacts &facts, const QList<RestoreTarget> &targets);

} // namespace Lifeboat
