#include "cli/pointlookup.h"

#include "platform/nativefilesystem.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

Result<Vault> openVault(const VaultEntry &entry)
{
    return Vault::open(NativeFileSystem::instance(), entry.folder);
}

static Result<QList<StoredPoint>> pointsOf(const VaultEntry &entry)
{
    const Result<Vault> vault = openVault(entry);
    return vault ? vault->points() : Result<QList<StoredPoint>>(vault.error());
}

Result<PointLookup> PointLookup::open(const Settings &settings, const QString &vault)
{
    QList<VaultEntry> entries;
    if (vault.isEmpty()) {
        const Result<QList<VaultEntry>> all = settings.vaults();
        if (!all)
            return all.error();
        entries = *all;
    } else {
        const Result<VaultEntry> one = settings.vault(vault);
        if (!one)
            return one.error();
        entries << *one;
    }
    // Of a point that lies in several vaults the default one's is taken.
    std::ranges::stable_partition(entries, &VaultEntry::isDefault);
    PointLookup lookup;
    for (const VaultEntry &entry : entries) {
        const Result<QList<StoredPoint>> points = pointsOf(entry);
        if (!points)
            lookup.m_troubles.insert(entry.name, points.error());
        else
            for (const StoredPoint &point : *points)
                lookup.m_points << FoundPoint{point, entry};
    }
    std::ranges::stable_sort(lookup.m_points, [](const FoundPoint &a, const FoundPoint &b) {
        return a.point.id() > b.point.id();
    });
    return lookup;
}

QStringList PointLookup::hostIds(const QString &text, const QList<HostProfile> &hosts) const
{
    for (const auto field : {&HostProfile::name, &HostProfile::id}) {
        for (const HostProfile &host : hosts) {
            if (host.*field == text)
                return {host.id};
        }
    }
    QStringList ids;
    for (const FoundPoint &found : m_points) {
        if (found.point.hostId == text || found.point.manifest.hostName == text)
            ids << found.point.hostId;
    }
    ids.removeDuplicates();
    return ids;
}

static Error noSuchPoint(const QString &text)
{
    return {Error::Kind::Usage,
            {QT_TRANSLATE_NOOP("Text", "There is no backup point “%1”."), {text}},
            {QT_TRANSLATE_NOOP("Text",
                               "Write HOST/ID or HOST/latest; “lifeboat-cli points” shows them."),
             {}},
            {}};
}

Result<FoundPoint> PointLookup::find(const QString &text, const QList<HostProfile> &hosts) const
{
    const qsizetype slash = text.lastIndexOf(u'/');
    if (slash <= 0)
        return noSuchPoint(text);
    const QStringList ids = hostIds(text.left(slash), hosts);
    const QString wanted = text.mid(slash + 1);
    for (const FoundPoint &found : m_points) {
        if (!ids.contains(found.point.hostId))
            continue;
        if (wanted == "latest"_L1 ? found.point.isComplete() : found.point.id() == wanted)
            return found;
    }
    // It may lie in the vault that is not there now: that is no mistake of the one who typed it.
    if (!m_troubles.isEmpty())
        return m_troubles.first();
    return noSuchPoint(text);
}

} // namespace Lifeboat
