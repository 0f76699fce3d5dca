#include "gui/growth.h"

#include "gui/overview.h"

#include <algorithm>
#include <numeric>

namespace Lifeboat {

namespace {

constexpr int PaceDays = 30;
constexpr int LeastDays = 14;
constexpr double MostDays = 3650;

QDate dayOf(const QDateTime &time)
{
    return time.toLocalTime().date();
}

// Bytes a day; none when the first point is too young for a pace.
std::optional<double> paceOf(const QList<PlacedPoint> &points, const QDate &today,
                             const QString &vaultFolder)
{
    QDate first = today;
    double recent = 0;
    for (const PlacedPoint &placed : points) {
        if (!vaultFolder.isEmpty() && placed.vault.folder != vaultFolder)
            continue;
        const QDate day = dayOf(placed.point.time());
        first = std::min(first, day);
        if (day.daysTo(today) < PaceDays)
            recent += double(placed.point.manifest.bytes());
    }
    const qint64 days = first.daysTo(today) + 1;
    if (days < LeastDays)
        return std::nullopt;
    return recent / double(std::min<qint64>(days, PaceDays));
}

} // namespace

Growth growthOf(const Overview &overview)
{
    Growth growth{.last = dayOf(overview.looked)};
    QDate first = growth.last;
    for (const PlacedPoint &placed : overview.points)
        first = std::min(first, dayOf(placed.point.time()));
    first = std::max(first, growth.last.addDays(1 - GrowthDays));
    const qint64 days = first.daysTo(growth.last) + 1;
    growth.bytes.resize(days);
    growth.seconds.resize(days);
    for (const PlacedPoint &placed : overview.points) {
        const qint64 day = first.daysTo(dayOf(placed.point.time()));
        if (day < days) // one of tomorrow: of a clock that is ahead
            growth.bytes[std::max<qint64>(day, 0)] += double(placed.point.manifest.bytes());
    }
    std::partial_sum(growth.bytes.cbegin(), growth.bytes.cend(), growth.bytes.begin());
    for (const RunReport &run : overview.runs) {
        const qint64 day = first.daysTo(dayOf(run.started));
        if (run.verb == Verb::Backup && run.ended.isValid() && day >= 0 && day < days)
            growth.seconds[day] += run.seconds;
    }
    growth.bytesADay = paceOf(overview.points, growth.last, {});
    double least = MostDays;
    for (const VaultLook &vault : overview.vaults) {
        const auto pace = paceOf(overview.points, growth.last, vault.entry.folder);
        if (!pace || *pace <= 0 || vault.freeBytes < 0)
            continue;
        if (const double left = double(vault.freeBytes) / *pace; left < least) {
            least = left;
            growth.vault = vault.entry.name;
            growth.daysLeft = int(left);
        }
    }
    return growth;
}

} // namespace Lifeboat
