#pragma once

#include "gui/common/status.h"
#include "gui/overview.h"

#include <QDate>
#include <QHash>

namespace Lifeboat {

// One day of a host, in this computer's time zone: its best point, or why there is none.
struct CalendarDay
{
    Status status = Status::Absent; // Skipped: a gap; Absent: before the first point, or to come
    bool proven = false;
    Text reason;         // of a gap, and of a point that is not whole
    QStringList folders; // of its points, oldest first

    bool isGap() const { return status == Status::Skipped; }
};

// From the host's first point to today; every gap has its reason, from the runs of that day.
QHash<QDate, CalendarDay> calendarDays(const QList<PlacedPoint> &points,
                                       const QList<RunReport> &runs, const QString &hostId,
                                       const QDateTime &now);

} // namespace Lifeboat
