#include "gui/fleet/hostrows.h"

#include <QHash>

namespace Lifeboat {

QList<HostRow> hostRows(const Overview &overview)
{
    QHash<QString, Overview> parts;
    for (const PlacedPoint &placed : overview.points)
        parts[placed.point.hostId].points << placed;
    for (const RunReport &run : overview.runs)
        parts[run.hostId].runs << run;
    QList<HostRow> rows;
    for (const HostProfile &host : overview.hosts) {
        Overview &part = parts[host.id];
        part.looked = overview.looked;
        part.vaults = overview.vaults;
        rows << hostRow(host, part, false);
    }
    return rows;
}

} // namespace Lifeboat
