#pragma once

#include "app/runreport.h"

#include <QList>

namespace Lifeboat {

// What scripts rely on.
enum ExitStatus {
    AllDone = 0,
    HasFailed = 1,
    WrongUsage = 2,
    DoneInPart = 3,
    NoSession = 4,
    WasCancelled = 5
};

// A run of one host, and whether the host was signed in to before it ended.
struct HostRun
{
    RunReport report;
    bool reached = false;
};

// Of an error outside of a run. A failure to connect is NoSession only while nothing was reached:
// afterwards the same error means that work was cut off.
ExitStatus exitStatus(const Error &error, bool reached = false);

// Of what a command did on one or several hosts.
ExitStatus exitStatus(const QList<HostRun> &runs);

// The word for `status` in the JSON of the whole command.
QString statusName(int exitStatus);

// The first error among the runs that explains their status; nullopt when there is none.
std::optional<Error> firstError(const QList<HostRun> &runs);

} // namespace Lifeboat
