#pragma once

#include "app/runreport.h"
#include "storage/vault.h"

namespace Lifeboat {

// What a report on a run is made of.
struct ComparedRun
{
    RunReport run;
    QMap<QString, Comparison> comparisons; // by component (RunLog::comparisons)
    std::optional<StoredPoint> point;      // as it lies in its vault now
    std::optional<Error> trouble;          // why there is none
    QString manifestHash;                  // SHA-256 of its manifest.json
    QDateTime written;
};

// What was compared in a run that verified, drilled, restored or recovered a point, for an auditor:
// every value that was expected and found, what differs first, what was not compared and why, and
// the point's files with their hashes. An HTML page that needs nothing beside it, in the program's
// language of the moment. Names that come from hosts and files are text in it, whatever they hold.
QString comparisonReport(const ComparedRun &compared);

// The point of a run, from the vault that the run has noted.
void findPoint(ComparedRun &compared);

} // namespace Lifeboat
