#pragma once

#include "gui/common/status.h"
#include "gui/overview.h"

namespace Lifeboat {

// Of one component in the newest point.
struct ComponentState
{
    Status status = Status::Unknown; // Absent: it is not in the point
    Text why;                        // it is not there or not OK; empty when nobody said
};

// What the fleet shows of one host, derived from its real points and runs alone.
struct HostRow
{
    QString id;
    QString name;
    QString address;
    QStringList tags;
    Status status = Status::Unknown;
    bool running = false;    // a run is going on; hides no trouble
    Text reason;             // what is wrong; empty when nothing is
    QDateTime newestPoint;   // complete ones only
    bool knowsPoints = true; // false: a vault could not be read, there may be others
    QDateTime provenPoint;
    QDateTime drilled;                // when that was proven
    std::optional<double> rtoSeconds; // as that drill measured it
    qint64 size = -1;                 // of the newest complete point
    QList<Status> lastRuns;           // of its last ten backups, oldest first
    // By id: of the newest point, also of one that is not complete. Empty: there is no point.
    QMap<QString, ComponentState> components;
    QMap<QString, QDateTime> saved; // by id: the newest point that holds it whole
};

// Never OK without evidence: a complete, undamaged point younger than a week, proven by a drill
// not older than 30 days, and no failed or interrupted run since.
HostRow hostRow(const HostProfile &host, const Overview &overview, bool running);

constexpr std::chrono::days OldestPoint{7};
constexpr std::chrono::days OldestProof{30};

} // namespace Lifeboat
