#pragma once

#include "gui/common/status.h"
#include "gui/overview.h"

namespace Lifeboat {

// What the fleet shows of one host, derived from its real points and runs alone.
struct HostRow
{
    QString id;
    QString name;
    QString address;
    QStringList tags;
    Status status = Status::Unknown;
    bool running = false;  // a run is going on; hides no trouble
    Text reason;           // what is wrong; empty when nothing is
    QDateTime newestPoint; // complete ones only
    QDateTime provenPoint;
    qint64 size = -1;       // of the newest complete point
    QList<Status> lastRuns; // of its last ten backups, oldest first
};

// Never OK without evidence: a complete, undamaged point younger than a week, proven by a drill
// not older than 30 days, and no failed or interrupted run since.
HostRow hostRow(const HostProfile &host, const Overview &overview, bool running);

constexpr std::chrono::days OldestPoint{7};
constexpr std::chrono::days OldestProof{30};

} // namespace Lifeboat
