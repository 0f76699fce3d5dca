#pragma once

#include "cli/context.h"
#include "cli/pointlookup.h"

namespace Lifeboat {

// What the words and options of a command mean, looked up in the settings and vaults before any
// connection. Errors are Error::Usage unless something could not be read.

Result<QList<HostProfile>> selectedHosts(Context &context); // NAME…, --all, --tag TAG
Result<QStringList> selectedComponents(Context &context);   // --component ID…; empty: all
// That the point can be read and holds them; the damage of its manifest comes first.
Result<> checkComponents(const QStringList &components, const StoredPoint &point);
Result<int> selectedParallel(Context &context);
Result<QString> selectedLanguage(Context &context);     // --lang: zh_CN or en; else the program's
Result<BackupOptions> selectedBackup(Context &context); // also looks whether the vault takes files

// Asks for the passphrase of the vault where the backup has something to seal, and where something
// of these components of the point is sealed.
Result<> unlockFor(Context &context, const BackupOptions &options);
Result<> unlockFor(Context &context, const FoundPoint &found, const QStringList &components);

// The point, and the hosts that are known, for a POINT as typed.
Result<FoundPoint> selectedPoint(Context &context, const QString &text);

// The host that a point came from, as it is known now; `hint`: what can be done when it is not.
Result<HostProfile> hostOfPoint(Context &context, const FoundPoint &found, const Text &hint = {});

// What `restore` and its plan are told, checked as far as that needs no answer from a human.
struct RestoreChoice
{
    HostProfile host;
    QString hostText; // as typed: what has to be confirmed
    FoundPoint found;
    RestoreOptions options;
    bool onlyBeside = false;
};
Result<RestoreChoice> selectedRestore(Context &context);

// The same for `recover`.
struct RecoveryTask
{
    HostProfile host;
    QString hostText; // as typed: what has to be confirmed
    FoundPoint found;
    RecoveryOptions options;
};
Result<RecoveryTask> selectedRecovery(Context &context);

// --confirm against the name it has to repeat byte for byte; asks on a terminal when it is missing.
Result<> confirmed(Context &context, const QString &name);

} // namespace Lifeboat
