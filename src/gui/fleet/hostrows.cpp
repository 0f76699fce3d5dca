#include "gui/fleet/hostrows.h"

#include <QHash>

namespace Lifeboat {

QList<HostRow> hostRows(const Overview &overview)
{
    struct Part
    {
        QList<const PlacedPoint *> points;
        QList<const RunReport *> runs;
    };
    QHash<QString, Part> parts;
    for (const PlacedPoint &placed : overview.points)
        parts[placed.point.hostId].points << &placed;
    for (const RunReport &run : overview.runs)
        parts[run.hostId].runs << &run;
    QList<HostRow> rows;
    for (const HostProfile &host : overview.hosts) {
        const Part part = parts.value(host.id);
        Overview own{.looked = overview.looked, .vaults = overview.vaults};
        for (const PlacedPoint *placed : part.points)
            own.points << *placed;
        for (const RunReport *run : part.runs)
            own.runs << *run;
        rows << hostRow(host, own, false);
    }
    return rows;
}

} // namespace Lifeboat
