#pragma once

#include "components/component.h"

namespace Lifeboat {

// Snapshots that a server makes of its own files when it is asked over HTTP. They pin disk space
// until they are deleted, so the guardian does both: what it made is deleted on every way out.
struct Snapshots
{
    QString id; // of the component
    QString port;
    QString list;   // path of what lists them
    QString create; // path of what makes them
    QString remove; // path of what deletes one, to which its name is appended
    QString name;   // a basic regular expression that finds names in the answers, without blanks
    QString listMethod = QStringLiteral("GET");
};

struct SnapshotSteps
{
    QList<GuardianFile> files;
    Step make;
    Step remove; // runs whatever happened
};

SnapshotSteps snapshotSteps(const Snapshots &snapshots, const ServiceFacts &service,
                            const RecipeContext &context);

// For sh on the host: sets $names to what was made, one a line.
QString readSnapshotNames(const QString &id);

} // namespace Lifeboat
