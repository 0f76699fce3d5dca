#include "gui/points/calendarday.h"

#include "gui/points/pointlistmodel.h"
#include "gui/runs/runwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace Lifeboat {

// The better of two points of a day is the one that a restore would take.
static int rankOf(const StoredPoint &point)
{
    if (point.damage)
        return 0;
    return !point.isComplete() ? 1 : point.newest(Proof::Kind::Drill) ? 3 : 2;
}

static Text troubleOf(const StoredPoint &point)
{
    if (point.damage)
        return point.damage->message;
    for (const ManifestComponent &one : point.manifest.components) {
        if (one.outcome != Outcome::Ok)
            return one.why ? one.why->message
                           : Text{QT_TRANSLATE_NOOP("Text", "%1 is not in this point."), {one.id}};
    }
    return {};
}

static Text reasonOf(const RunReport &run)
{
    switch (statusOfRun(run)) {
    case Status::Cancelled:
        return {QT_TRANSLATE_NOOP("Text", "the backup was cancelled"), {}};
    case Status::Interrupted:
        return {QT_TRANSLATE_NOOP("Text", "the backup was interrupted: this program ended"), {}};
    case Status::Ok:
        return {QT_TRANSLATE_NOOP("Text", "its point is not in a vault any more"), {}};
    default:
        return resultText(run);
    }
}

QHash<QDate, CalendarDay> calendarDays(const QList<PlacedPoint> &points,
                                       const QList<RunReport> &runs, const QString &hostId,
                                       const QDateTime &now)
{
    QHash<QDate, CalendarDay> days;
    QHash<QDate, int> ranks;
    QDate first;
    for (const PlacedPoint &placed : points) { // newest first
        const StoredPoint &point = placed.point;
        const QDate date = point.time().toLocalTime().date();
        if (!date.isValid())
            continue;
        first = date;
        CalendarDay &day = days[date];
        day.folders.prepend(PointListModel::keyOf(placed));
        if (ranks.contains(date) && ranks.value(date) >= rankOf(point))
            continue;
        ranks.insert(date, rankOf(point));
        day.status = PointListModel::statusOf(point);
        day.proven = rankOf(point) == 3;
        day.reason = troubleOf(point);
    }
    if (!first.isValid())
        return days;
    QHash<QDate, Text> reasons;
    for (const RunReport &run : runs) { // newest first: the last word of a day stands
        const QDate date = run.started.toLocalTime().date();
        if (run.hostId == hostId && run.verb == Verb::Backup && !reasons.contains(date))
            reasons.insert(date, reasonOf(run));
    }
    // Today is not over: it is no gap yet.
    for (QDate date = first; date < now.toLocalTime().date(); date = date.addDays(1)) {
        if (days.contains(date))
            continue;
        const Text none{QT_TRANSLATE_NOOP("Text", "no backup was started"), {}};
        days.insert(date, {.status = Status::Skipped, .reason = reasons.value(date, none)});
    }
    return days;
}

} // namespace Lifeboat
