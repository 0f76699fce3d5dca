#pragma once

#include "components/component.h"
#include "model/hostprofile.h"

namespace Lifeboat {

// All planners are pure: the same facts and options give the same plan. What makes a plan not
// runnable (no server, no space, a standby as the target) is an Error here, before the first step.

struct BackupChoice
{
    QStringList components; // empty: all that are present and on by default
    QStringList cold;       // components whose services may be stopped for a copy
    bool plain = false;
    bool plainConfig = false;
    qint64 vaultFreeBytes = -1;
    QString pointId;
    QMap<QString, QPair<QString, ManifestComponent>> earlier; // by component: of which point
    QMap<QString, QString> damaged; // by component: the newest point, where it is, and so not used
};

// All components of the product, and after them those of the volumes that none of them saves.
QList<const Component *> componentsOn(const HostFacts &facts);

// Which service of the host a component is; null when there is none.
const ServiceFacts *serviceOf(const Component &component, const HostFacts &facts);

Result<Plan> planBackup(const HostProfile &host, const HostFacts &facts, const BackupChoice &choice,
                        const QString &run);

Result<Plan> planVerify(const HostProfile &host, const HostFacts &facts, const Manifest &manifest,
                        const QString &run);

// The image that lends the guardian its chroot, and helps in all else: that of a PostgreSQL
// container that runs, or the one that was brought for it (HostFacts::deployment); empty when there
// is none.
QString guardianImage(const HostFacts &facts);
// Of the point, an image on the host that could be that one; empty when there is none.
QString recordedHelper(const HostFacts &facts, const Manifest &manifest);

// In throw-away containers, as many side by side as half of the free memory and half of the
// processors take, none of which has a network: the application goes on meanwhile. Of the host it
// takes images and facts (Discovery::bed) alone.
Result<Plan> planDrill(const HostProfile &host, const HostFacts &facts, const Manifest &manifest,
                       const QStringList &components, const QString &run);

// Roles of the point's databases that the target lacks, by component.
QMap<QString, QStringList> missingRoles(const HostFacts &facts, const Manifest &manifest,
                                        const QStringList &components);

// Prepares beside and compares. The moves it leads to are those that planSwitch needs.
Result<Plan> planPrepare(const HostProfile &host, const HostFacts &facts, const Manifest &manifest,
                         const QStringList &components, bool createRoles, const QString &run);

// What the restore will have beside and then exchange, in the order of components().
QList<Place> placesOf(const HostFacts &facts, const Manifest &manifest,
                      const QStringList &components, const QString &run);

// Which containers hold a connection to one of these databases, in start order.
QStringList containersInUse(const HostFacts &facts, const QList<Place> &places);

// Which containers hold a connection to any of the databases: who writes, in start order.
QStringList writersOf(const HostFacts &facts);

Result<Plan> planSwitch(const HostProfile &host, const HostFacts &facts, const QList<Place> &places,
                        Direction direction, const QString &restoreRun, const QString &run);

// Drops the safety copies (accept) or what was prepared or undone (discard).
Result<Plan> planDrop(const HostProfile &host, const HostFacts &facts, const QList<Place> &places,
                      Leftover what, const QString &restoreRun, const QString &run);

} // namespace Lifeboat
