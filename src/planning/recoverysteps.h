#pragma once

#include "model/manifest.h"

namespace Lifeboat {

// One step of bringing a point back into a host that has nothing, by hand: commands for sh or bash,
// with this point's names and hashes in them. All steps are of one shell, one after the other.
struct RecoveryStep
{
    QString id; // of resources/runbook/steps.txt, or the component's
    bool isComponent = false;
    QStringList titles;  // for the script: English, Chinese
    QStringList hints;   // what to do when it fails; may be empty
    QString assignments; // of a component's commands: what they begin with
    QString commands;    // after these
    QString again;       // what removes the rest of an attempt that was interrupted
};

// The steps in their order. A component's commands are those of its reference page. Fails with
// Error::Invalid for a point that does not hold what a blank host needs, and for one of a later
// version.
Result<QList<RecoveryStep>> recoverySteps(const Manifest &manifest);

// What stands between two @ in resources/runbook/steps.txt, quoted for a shell.
QMap<QString, QString> recoveryValues(const Manifest &manifest);

// What the kinds of texts share: `@name@` replaced in one pass, so that no value is read again.
QString filledIn(const QString &text, const QMap<QString, QString> &values);

// In the order in which they come back: those that succeeded.
QList<const ManifestComponent *> recoveredComponents(const Manifest &manifest);

bool isSealed(const Manifest &manifest);
bool isServer(const ManifestComponent &component); // not the project's folder, nor a volume

} // namespace Lifeboat
