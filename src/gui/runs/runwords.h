#pragma once

#include "app/runreport.h"
#include "gui/common/status.h"

namespace Lifeboat {

// How the window speaks of runs; one place for all pages.

Status statusOfRun(const RunReport &run); // Interrupted and Running told apart
Text verbText(Verb verb);                 // Backup, Drill, …
Text runTitle(Verb verb, const QString &host);
Text resultText(const RunReport &run);       // what is true now, in one sentence
Text restoreStateText(const RunReport &run); // where a restore stands; empty for other runs

QList<Difference> differencesOf(const RunReport &run);
bool isPreparedEqual(const RunReport &run); // and so may be cut over

} // namespace Lifeboat
