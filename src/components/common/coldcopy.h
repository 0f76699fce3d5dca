#pragma once

#include "components/common/archive.h"
#include "components/common/directory.h"

namespace Lifeboat {

// Words for sh.
QString quotedNames(const QStringList &names);

// Services are stopped for a copy, under the guardian, and started again as soon as it is taken.
struct ColdStop
{
    Step stop;
    Step start;                // whatever happened: start them and wait until each serves
    QList<GuardianFile> files; // that these use; also what waits for a stop that nobody waited for
};

// `name` is what the operator is told. For sh: what has to be done `before` the stop, without which
// nothing is stopped, and `after` the start.
ColdStop coldStop(const QString &id, const QString &name, const QStringList &containers,
                  const ServiceEnds &ends, const QString &before = {}, const QString &after = {});

// Of a service that has no other consistent copy.
struct ColdCopy
{
    Artifact artifact;         // the whole directory
    QList<Step> steps;         // stop, copy, start
    QList<GuardianFile> files; // that these use
    QString container;         // whose state the guardian restores
};
ColdCopy coldCopy(const QString &id, const ServiceFacts &service, const ServiceEnds &ends,
                  const RecipeContext &context, const QString &before = {},
                  const QString &after = {});

// The archive of a cold copy.
Artifact coldArchiveOf(const QString &id, const RecipeContext &context);
bool isColdCopy(const ManifestComponent &there);

// Why it is not saved without the operator's consent to a stop.
Error needsStop(const QString &id, const ServiceFacts &service);

} // namespace Lifeboat
