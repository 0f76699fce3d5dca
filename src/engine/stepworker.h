#pragma once

#include "engine/executor.h"
#include "engine/guardian.h"
#include "engine/snapshots.h"

#include <mutex>

namespace Lifeboat {

// What the lanes of one run share. The values are guarded by the mutex.
struct RunState
{
    Executor::Tools &tools;
    const EventSink &sink;
    Snapshots &snapshots;
    Guardian *guardian = nullptr;
    std::mutex guardianMutex; // it takes one order at a time
    CancelToken stop;         // set by a cancel, a failure that ends the run, or a lost guardian
    std::mutex mutex;
    VariableValues values;
    Execution execution;
};

// What one step did, beside failing.
struct StepOutcome
{
    std::optional<Error> error;
    qint64 bytes = 0;
    QList<Difference> differences;
    TimeSpent spent;
};

// Performs one step of a run in the calling thread.
StepOutcome performStep(const Step &step, RunState &state, const CancelToken &cancel);

} // namespace Lifeboat
