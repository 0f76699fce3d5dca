#pragma once

#include "components/common/archive.h"
#include "components/common/directory.h"

namespace Lifeboat {

// A service that has no other consistent copy is stopped for one, under the guardian, and started
// again as soon as it is taken.
struct ColdCopy
{
    Artifact artifact;         // the whole directory
    QList<Step> steps;         // stop, copy, and, whatever happened, start and wait until it serves
    QList<GuardianFile> files; // that these use; also what waits for a stop that nobody waited for
    QString container;         // whose state the guardian restores
};

// For sh: what has to be done `before` the stop, without which nothing is stopped, and `after` the
// start.
ColdCopy coldCopy(const QString &id, const ServiceFacts &service, const ServiceEnds &ends,
                  const RecipeContext &context, const QString &before = {},
                  const QString &after = {});

bool isColdCopy(const ManifestComponent &there);

// Why it is not saved without the operator's consent to a stop.
Error needsStop(const QString &id, const ServiceFacts &service);

} // namespace Lifeboat
