#pragma once

#include "components/component.h"

namespace Lifeboat {

// A directory of a service as one tar archive, which an admin unpacks by hand.

// The archive of the component in this point. Its first entry is the directory itself.
Artifact archiveOf(const QString &id, const RecipeContext &context, const QString &format);

// The container that copies.
QString copyingHelper(const QString &id, const RecipeContext &context);

// Copies what `tarArguments` name (a script's words, after `tar`; the service's volumes are mounted
// where they are there, to be read only) into the archive. `before` is sh that runs first.
Step copyArchive(const QString &id, const ServiceFacts &service, const Artifact &artifact,
                 const QString &tarArguments, const RecipeContext &context,
                 const QString &before = {});

// Reads the archives to their ends, in throw-away containers.
QList<Lane> checkArchives(const QString &id, const QList<Artifact> &artifacts,
                          const RecipeContext &context);

// Unpacks them into the copy that is prepared.
QList<Step> unpackArchives(const QString &id, const ManifestComponent &there,
                           const RecipeContext &context);

// What a run of these leaves when it is cut off, for the guardian to remove.
GuardianFile removeHelpers(const QString &id, const RecipeContext &context);

} // namespace Lifeboat
