#include "gui/overview.h"

#include <algorithm>

namespace Lifeboat {

const HostProfile *Overview::host(const QString &id) const
{
    const auto it = std::ranges::find(hosts, id, &HostProfile::id);
    return it == hosts.end() ? nullptr : &*it;
}

QList<PlacedPoint> Overview::pointsOf(const QString &hostId) const
{
    QList<PlacedPoint> own;
    std::ranges::copy_if(points, std::back_inserter(own), [&hostId](const PlacedPoint &placed) {
        return placed.point.hostId == hostId;
    });
    return own;
}

const RunReport *Overview::run(const QString &id) const
{
    const auto it = std::ranges::find(runs, id, &RunReport::run);
    return it == runs.end() ? nullptr : &*it;
}

bool Overview::knowsAllPoints() const
{
    return std::ranges::none_of(vaults, [](const VaultLook &vault) { return bool(vault.error); });
}

static void lookAt(const VaultEntry &entry, const FileSystem &fileSystem, PointList &list,
                   Overview &overview)
{
    VaultLook look{.entry = entry};
    const Result<Vault> vault = Vault::open(fileSystem, entry.folder);
    if (!vault) {
        look.error = vault.error();
    } else if (const auto points = list.points(*vault); !points) {
        look.error = points.error();
    } else {
        overview.points.reserve(overview.points.size() + points->size());
        for (const StoredPoint &point : *points)
            overview.points << PlacedPoint{point, entry};
        if (const auto free = vault->freeBytes())
            look.freeBytes = *free;
    }
    if (look.error)
        overview.errors << *look.error;
    overview.vaults << look;
}

static void sortNewestFirst(QList<PlacedPoint> &points)
{
    std::ranges::stable_sort(points, std::ranges::greater{},
                             [](const PlacedPoint &placed) { return placed.point.id(); });
}

Overview lookAround(const Settings &settings, const RunLog &log, const FileSystem &fileSystem,
                    PointList &points)
{
    Overview overview{.looked = QDateTime::currentDateTimeUtc()};
    if (const auto hosts = settings.hosts())
        overview.hosts = *hosts;
    else
        overview.errors << hosts.error();
    if (const auto vaults = settings.vaults()) {
        for (const VaultEntry &entry : *vaults)
            lookAt(entry, fileSystem, points, overview);
    } else {
        overview.errors << vaults.error();
    }
    if (const auto runs = log.listed())
        overview.runs = *runs;
    else
        overview.errors << runs.error();
    sortNewestFirst(overview.points);
    overview.growth = growthOf(overview);
    return overview;
}

QList<PlacedPoint> wholePoints(const Settings &settings, const FileSystem &fileSystem,
                               const QString &hostId)
{
    QList<PlacedPoint> whole;
    const auto vaults = settings.vaults();
    for (const VaultEntry &entry : vaults ? *vaults : QList<VaultEntry>()) {
        const Result<Vault> vault = Vault::open(fileSystem, entry.folder);
        const auto points = vault ? vault->points(hostId) : vault.error();
        for (const StoredPoint &point : points ? *points : QList<StoredPoint>())
            whole << PlacedPoint{point, entry};
    }
    sortNewestFirst(whole);
    return whole;
}

} // namespace Lifeboat
