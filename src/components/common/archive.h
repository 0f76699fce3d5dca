#pragma once

#include "components/component.h"

namespace Lifeboat {

// A directory of a service as tar archives, which an admin unpacks by hand: one of it as a whole,
// or one beside others that have each a part.

// An archive of the component in this point. Its first entry is the directory itself.
Artifact archiveOf(const QString &id, const RecipeContext &context, const QString &format,
                   const QString &part = {});

// The container that copies.
QString copyingHelper(const QString &id, const RecipeContext &context);

// Copies what `tarArguments` name (a script's words, after `tar`; the service's volumes are mounted
// where they are there, to be read only) into the archive. `before` is sh that runs first.
Step copyArchive(const QString &id, const ServiceFacts &service, const Artifact &artifact,
                 const QString &tarArguments, const RecipeContext &context,
                 const QString &before = {});

// Reads the archives to their ends, in throw-away containers.
QList<Step> checkArchives(const QString &id, const QList<Artifact> &artifacts,
                          const RecipeContext &context);

// Unpacks them into the copy that is prepared. One of an earlier point has one of the folders in
// `parts`, and is left out where the point's own have that folder.
QList<Step> unpackArchives(const QString &id, const ManifestComponent &there,
                           const RecipeContext &context, const QString &parts = {});

// What a run of these leaves when it is cut off, for the guardian to remove.
GuardianFile removeHelpers(const QString &id, const RecipeContext &context);

} // namespace Lifeboat
