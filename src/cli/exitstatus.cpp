#include "cli/exitstatus.h"

#include <algorithm>

namespace Lifeboat {

ExitStatus exitStatus(const Error &error, bool reached)
{
    switch (error.kind) {
    case Error::Kind::Cancelled:
        return WasCancelled;
    case Error::Kind::Usage:
        return WrongUsage;
    case Error::Kind::Unreachable:
    case Error::Kind::HostKeyUnknown:
    case Error::Kind::HostKeyChanged:
    case Error::Kind::Denied:
        return reached ? HasFailed : NoSession;
    default:
        return HasFailed;
    }
}

static bool hasSucceeded(const ComponentReport &component)
{
    return component.status == Outcome::Ok;
}

// A failed run that left something of worth all the same: a point with at least one component.
static bool madeAPoint(const RunReport &report)
{
    return report.verb == Verb::Backup && !report.point.isEmpty()
           && std::ranges::any_of(report.components, hasSucceeded);
}

static ExitStatus statusOf(const HostRun &run)
{
    const RunReport &report = run.report;
    if (report.error && report.error->kind == Error::Kind::Cancelled)
        return WasCancelled;
    switch (report.status) {
    case Outcome::Ok:
        return std::ranges::all_of(report.components, hasSucceeded) ? AllDone : DoneInPart;
    case Outcome::Warning:
        return DoneInPart;
    case Outcome::Cancelled:
        return WasCancelled;
    case Outcome::Failed:
    case Outcome::Skipped:
        break;
    }
    if (madeAPoint(report))
        return DoneInPart;
    return report.error ? exitStatus(*report.error, run.reached) : HasFailed;
}

ExitStatus exitStatus(const QList<HostRun> &runs)
{
    QList<ExitStatus> all;
    for (const HostRun &run : runs)
        all << statusOf(run);
    const auto isAll = [&](ExitStatus status) {
        return std::ranges::all_of(all, [=](ExitStatus one) { return one == status; });
    };
    if (all.contains(WasCancelled))
        return WasCancelled;
    for (const ExitStatus status : {AllDone, NoSession, WrongUsage}) {
        if (isAll(status))
            return status;
    }
    return all.contains(AllDone) || all.contains(DoneInPart) ? DoneInPart : HasFailed;
}

QString statusName(int exitStatus)
{
    switch (exitStatus) {
    case AllDone:
        return outcomeName(Outcome::Ok);
    case DoneInPart:
        return outcomeName(Outcome::Warning);
    case WasCancelled:
        return outcomeName(Outcome::Cancelled);
    default:
        return outcomeName(Outcome::Failed);
    }
}

std::optional<Error> firstError(const QList<HostRun> &runs)
{
    for (const HostRun &run : runs) {
        if (run.report.error)
            return run.report.error;
    }
    for (const HostRun &run : runs) {
        for (const ComponentReport &component : run.report.components) {
            if (component.why)
                return component.why;
        }
    }
    return std::nullopt;
}

} // namespace Lifeboat
