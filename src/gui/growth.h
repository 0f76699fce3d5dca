#pragma once

#include <QDate>
#include <QList>
#include <QString>

#include <optional>

namespace Lifeboat {

struct Overview;

// What the points and backups of the last 90 days add up to, a value a day, `last` being the last.
// Days before the first point are left out; a day without a backup took no time.
struct Growth
{
    QDate last;
    QList<double> bytes;   // of the points that are there now, by the day they were made
    QList<double> seconds; // of all backups of the day together
    // By the points of the last 30 days; none: they span less than 14 days.
    std::optional<double> bytesADay;
    // The first vault to be full at that pace, within ten years.
    QString vault;
    int daysLeft = -1;

    bool operator==(const Growth &) const = default;
};

constexpr int GrowthDays = 90;

// As of overview.looked, in local days. Looks at every point: not for the GUI's thread.
Growth growthOf(const Overview &overview);

} // namespace Lifeboat
