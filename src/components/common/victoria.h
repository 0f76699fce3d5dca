#pragma once

#include "components/common/archive.h"
#include "components/common/coldcopy.h"
#include "components/common/settledcount.h"

namespace Lifeboat {

// What VictoriaMetrics and VictoriaLogs have in common: one flag language, one directory of parts
// that only the running server or a snapshot of its own making describes, and a retention.
struct Victoria
{
    QString id;
    QString program;   // as discovery calls it
    int port;          // that it listens on unless it is told otherwise
    QString folder;    // where the image keeps its data unless it is told otherwise
    QString retention; // that it has unless it is told otherwise
    // For sh, with ask, $port and $dir: prints lines "name=value". HELPER stands for the helper
    // image.
    QString moreQuestions;
    // For sh: prints what was stored from $first to $until; PORT stands for the port.
    QString count;
    QString parts; // the folder that has the parts which earlier points may hold (archive.h)
};

// Everything but the title, the backup, what reads the count, and the sample.
Component victoriaComponent(const Victoria &kind);

Result<> noteVictoria(const Victoria &kind, const QByteArray &answer, ServiceFacts &service);
ServiceEnds victoriaEnds(const ServiceFacts &service, const RecipeContext &context);

// Counting begins two days after what the retention may be deleting now.
SettledCount victoriaCount(const Victoria &kind, const ServiceFacts &service);

// Seconds that a server with this -retentionPeriod keeps data; a number without a unit is months.
qint64 retentionSeconds(const QString &retention);

} // namespace Lifeboat
