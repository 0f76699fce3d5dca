#include "gui/search/foundlist.h"

#include "gui/runs/runwords.h"

using namespace Qt::StringLiterals;

namespace Lifeboat {

// As Format::dateTime, which asks a QLocale each time.
static QString timeOf(const QDateTime &time)
{
    const QDateTime local = time.toLocalTime();
    const QDate date = local.date();
    return QString::asprintf("%04d-%02d-%02d %02d:%02d", date.year(), date.month(), date.day(),
                             local.time().hour(), local.time().minute());
}

QList<Found> foundIn(const Overview &overview)
{
    QList<Found> all;
    for (const PlacedPoint &placed : overview.points) {
        const StoredPoint &point = placed.point;
        all << Found{Found::Kind::Point, point.manifest.hostName + u' ' + timeOf(point.time()),
                     point.hostId + u'/' + point.id(), u"points"_s, point.folder};
    }
    for (const RunReport &run : overview.runs) {
        all << Found{Found::Kind::Run,
                     run.hostName + u' ' + timeOf(run.started) + u' '
                         + verbText(run.verb).toString(),
                     run.run, u"runs"_s, run.run};
    }
    return all;
}

} // namespace Lifeboat
