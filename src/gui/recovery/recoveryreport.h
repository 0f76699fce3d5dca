#pragma once

#include "app/runreport.h"
#include "gui/common/status.h"
#include "gui/overview.h"

namespace Lifeboat {

// What a recovery came to, for a person: what is there, what is missing, what still needs hands,
// and the times.
struct ReportLine
{
    Status status = Status::Ok;
    Text text;
    Text below; // may be empty
};

struct ReportSection
{
    Text title;
    QList<ReportLine> lines;
};

struct RecoveryOutcome
{
    RunReport report;
    PlacedPoint point;
    HostProfile target;
    QString address; // the new one; empty: it was kept
};

QList<ReportSection> recoveryReport(const RecoveryOutcome &outcome);

// The same to be kept or sent, as Markdown in the language of the moment.
QString recoveryReportText(const RecoveryOutcome &outcome);

} // namespace Lifeboat
