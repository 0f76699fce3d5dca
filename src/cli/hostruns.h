#pragma once

#include "cli/context.h"
#include "cli/exitstatus.h"
#include "cli/progressline.h"
#include "cli/results.h"

#include <functional>

namespace Lifeboat {

// A run on one host, as one of the verbs of Operations.
struct HostTask
{
    HostProfile host;
    std::function<RunReport(const Access &, const RunObserver &)> run;
};

// The result of a command that consists of these runs: that of what began, and cancelled when
// something did not begin any more.
CommandResult resultOf(Context &context, const QList<HostTask> &tasks, int parallel = 1);

// Calls `work` with 0, 1, … from at most `parallel` threads; after a cancel those that have not
// begun are not begun.
void forEachHost(Context &context, qsizetype count, int parallel,
                 const std::function<void(qsizetype)> &work);

// Executes runs, at most `parallel` at once, and shows what they do as the command's options ask.
// Returns when all have ended, in the order of the tasks; after a cancel those that have not begun
// are not begun, and missing in the answer.
QList<HostRun> runTasks(Context &context, const QList<HostTask> &tasks, int parallel = 1);

} // namespace Lifeboat
