#pragma once

#include "app/runlog.h"
#include "app/settings.h"
#include "gui/growth.h"
#include "storage/pointlist.h"

namespace Lifeboat {

// A point and the vault that it lies in.
struct PlacedPoint
{
    StoredPoint point;
    VaultEntry vault;
};

struct VaultLook
{
    VaultEntry entry;
    qint64 freeBytes = -1;
    std::optional<Error> error; // it could not be read: nothing is known of its points
};

// What was found on this computer at one moment: hosts, vaults with their points, runs. Points and
// runs as lists show them (PointList, RunLog::listed): who acts on one reads it whole.
struct Overview
{
    QDateTime looked;
    QList<HostProfile> hosts;
    QList<VaultLook> vaults;
    QList<PlacedPoint> points; // newest first
    QList<RunReport> runs;     // newest first
    QList<Error> errors;       // what could not be read
    Growth growth;

    const HostProfile *host(const QString &id) const;
    QList<PlacedPoint> pointsOf(const QString &hostId) const;
    const RunReport *run(const QString &id) const;
    bool knowsAllPoints() const; // every vault could be read
};

// Reads all of it; blocks as long as the vaults do. Any thread; one at a time with one list.
Overview lookAround(const Settings &settings, const RunLog &log, const FileSystem &fileSystem,
                    PointList &points);

// The points of a host with everything that is in them, newest first; blocks likewise. Vaults that
// cannot be read are left out, as lookAround() has told.
QList<PlacedPoint> wholePoints(const Settings &settings, const FileSystem &fileSystem,
                               const QString &hostId);

} // namespace Lifeboat
