#pragma once

#include "components/common/directory.h"

namespace Lifeboat {

// The image nats-box, by which BK-Lite's own installer speaks to its NATS: it saves streams while
// the server runs (`nats stream backup`) and loads them into another (`nats stream restore`).

// For sh: prints "box=" and its name when the .env of the project of $CONTAINER names one that is
// on the host.
QString findNatsBox(const QString &helperImage);

// All streams that the variable lists (account, stream and more in a line, parted by tabs), each as
// a folder of the archive.
Step backUpStreams(const QString &id, const ServiceFacts &service, const QString &box,
                   const Artifact &artifact, const QString &streamsVariable,
                   const RecipeContext &context);

// Loads them into a throw-away server on the empty directory that is mounted by `mount`, and ends
// it: what it leaves is the directory of a server that was stopped.
QList<Step> loadStreams(const QString &id, const ManifestComponent &there, const QString &box,
                        const QString &mount, CheckServer server, const RecipeContext &context);

} // namespace Lifeboat
