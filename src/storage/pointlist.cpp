#include "storage/pointlist.h"

#include "storage/pointscan.h"

#include <QDateTime>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static qint64 changed(const QFileInfo &info)
{
    return info.exists() ? info.lastModified().toMSecsSinceEpoch() : -1;
}

PointList::Stamp PointList::stampOf(const QString &folder, const QStringList &artifactFolders)
{
    const QFileInfo manifest(folder + u"/manifest.json"_s);
    const QFileInfo proofs(folder + u"/proofs.jsonl"_s);
    Stamp stamp{.times = {changed(manifest), changed(proofs), changed(QFileInfo(folder))},
                .sizes = {manifest.size(), proofs.size()}};
    for (const QString &one : artifactFolders)
        stamp.times << changed(QFileInfo(folder + u'/' + one));
    return stamp;
}

// Relative to the point, so that many points say the same.
QStringList PointList::artifactFolders(const StoredPoint &point)
{
    QStringList folders;
    for (const ManifestComponent &component : point.manifest.components) {
        for (const Artifact &artifact : component.artifacts + component.needs) {
            const QString holder =
                artifact.point.isEmpty() ? QString() : u"../"_s + artifact.point + u'/';
            const QString folder = shared(QFileInfo(holder + artifact.file).path());
            if (!folders.contains(folder))
                folders << folder;
        }
    }
    return folders;
}

QString PointList::shared(const QString &text)
{
    return *m_texts.insert(text);
}

StoredPoint PointList::abridged(const StoredPoint &point)
{
    const Manifest &whole = point.manifest;
    StoredPoint listed = point;
    listed.hostId = shared(point.hostId);
    listed.manifest = Manifest{.pointId = whole.pointId,
                               .hostId = listed.hostId,
                               .hostName = shared(whole.hostName),
                               .machine = shared(whole.machine),
                               .project = shared(whole.project),
                               .directory = shared(whole.directory),
                               .started = whole.started,
                               .ended = whole.ended};
    for (const ManifestComponent &component : whole.components) {
        ManifestComponent kept{
            .id = shared(component.id), .outcome = component.outcome, .why = component.why};
        qint64 bytes = 0;
        for (const Artifact &artifact : component.artifacts)
            bytes += artifact.bytes;
        if (!component.artifacts.isEmpty())
            kept.artifacts = {Artifact{.bytes = bytes}};
        listed.manifest.components << kept;
    }
    listed.manifest.components.squeeze();
    for (Proof &proof : listed.proofs) {
        for (QString &component : proof.components)
            component = shared(component);
    }
    return listed;
}

std::optional<StoredPoint> PointList::read(const QString &hostId, const QString &folder)
{
    if (const auto known = m_known.find(folder);
        known != m_known.end() && known->stamp == stampOf(folder, known->folders)) {
        known->seen = m_call;
        return known->point;
    }
    const qint64 begun = QDateTime::currentMSecsSinceEpoch();
    const std::optional<StoredPoint> point = scanPoint(hostId, folder);
    if (!point)
        return std::nullopt;
    Known known{.point = abridged(*point), .folders = artifactFolders(*point), .seen = m_call};
    known.stamp = stampOf(folder, known.folders);
    // What changed only now may change once more without another time: it is read again.
    static constexpr qint64 CoarsestClock = 2000; // ms, of FAT
    if (std::ranges::max(known.stamp.times) > begun - CoarsestClock)
        known.stamp = {};
    m_known.insert(folder, known);
    return known.point;
}

Result<QList<StoredPoint>> PointList::points(const Vault &vault)
{
    ++m_call;
    Result<QList<StoredPoint>> points =
        listPoints(vault.folder(), {}, [this](const QString &hostId, const QString &folder) {
            return read(hostId, folder);
        });
    if (points) {
        const QString inside = vault.folder() + u'/';
        m_known.removeIf([&](QHash<QString, Known>::iterator known) {
            return known->seen != m_call && known.key().startsWith(inside);
        });
    }
    return points;
}

void PointList::forget()
{
    m_known.clear();
}

} // namespace Lifeboat
