#pragma once

#include "cli/commands.h"
#include "cli/exitstatus.h"
#include "cli/jsonoutput.h"

namespace Lifeboat {

// How values become the result of a command, in JSON and for human eyes. Pure.

CommandResult failure(const Error &error, const QJsonObject &json = {});
Error usageError(const Text &message, const Text &hint = {});

// Of `backup`, `verify` and `drill`: `runs: […]`.
CommandResult runsResult(const QList<HostRun> &runs, const HostNames &names);

// Of `restore`, `cutover`, `undo`, `discard` and `accept`: the run's own fields.
CommandResult restoreResult(const HostRun &run, const HostNames &names);

// Plans of several hosts, or of the parts of a restore, one behind the other.
CommandResult planResult(const QList<Plan> &plans);

QString secondsText(double seconds);
QString timeText(const QDateTime &time); // local; "–" for none

} // namespace Lifeboat
