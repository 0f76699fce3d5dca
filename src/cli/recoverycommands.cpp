#include "cli/context.h"
#include "cli/hostruns.h"
#include "cli/results.h"
#include "cli/selection.h"

using namespace Qt::StringLiterals;

namespace Lifeboat {

CommandResult planRecoveryOf(Context &context)
{
    const Result<RecoveryTask> task = selectedRecovery(context);
    if (!task)
        return failure(task.error());
    const Result<QList<Plan>> plans = context.operations().planRecover(
        task->host, context.access(task->host), task->found.point, task->options);
    return plans ? planResult(*plans) : failure(plans.error());
}

CommandResult recoverPoint(Context &context)
{
    const Result<RecoveryTask> task = selectedRecovery(context);
    if (!task)
        return failure(task.error());
    if (!context.arguments().has(u"confirm"_s)) {
        if (const Result<> agreed = confirmed(context, task->hostText); !agreed)
            return failure(agreed.error());
    }
    if (const Result<> unlocked = unlockFor(context, task->found, {}); !unlocked)
        return failure(unlocked.error());
    const QList<HostRun> runs =
        runTasks(context, {{task->host, [&](const Access &access, const RunObserver &observer) {
                                return context.operations().recover(
                                    task->host, access, task->found.point, task->options, observer);
                            }}});
    return runs.isEmpty() ? failure(cancelled()) : restoreResult(runs.first(), context.hostNames());
}

} // namespace Lifeboat
