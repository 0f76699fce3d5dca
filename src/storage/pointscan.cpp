#include "storage/pointscan.h"

#include "storage/wholefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static Error artifactDamage(const char *source, const QString &file)
{
    return {
        Error::Kind::Corrupt,
        {source, {file}},
        {QT_TRANSLATE_NOOP("Text", "Use another backup point, or another copy of this one."), {}},
        {}};
}

static std::optional<Error> artifactProblem(const QString &folder, const Artifact &artifact)
{
    const QString path = folder + u'/' + artifact.file;
    const QFileInfo info(path);
    if (!info.exists() && !info.isSymLink())
        return artifactDamage(QT_TRANSLATE_NOOP("Text", "\"%1\" is missing."), path);
    // A link anywhere below the point's folder shows as another canonical path.
    if (!info.isFile()
        || info.canonicalFilePath() != QFileInfo(folder).canonicalFilePath() + u'/' + artifact.file)
        return artifactDamage(QT_TRANSLATE_NOOP("Text", "\"%1\" is not a file of Lifeboat's."),
                              path);
    if (info.size() != artifact.bytes) {
        Error error = artifactDamage(
            QT_TRANSLATE_NOOP("Text", "\"%1\" has %2 instead of %3: it was cut or changed."), path);
        error.message.args << ByteCount{info.size()} << ByteCount{artifact.bytes};
        error.detail = u"%1 B, %2 B expected"_s.arg(info.size()).arg(artifact.bytes);
        return error;
    }
    return std::nullopt;
}

static std::optional<Error> manifestProblem(const StoredPoint &point, const QString &id)
{
    if (point.manifest.pointId != id || point.manifest.hostId != point.hostId)
        return Error{Error::Kind::Corrupt,
                     {QT_TRANSLATE_NOOP("Text", "The manifest in \"%1\" is of another backup "
                                                "point."),
                      {point.folder}},
                     {QT_TRANSLATE_NOOP("Text", "Give the folder back the name that the manifest "
                                                "has for it."),
                      {}},
                     point.manifest.hostId + u'/' + point.manifest.pointId};
    return std::nullopt;
}

static void checkArtifacts(StoredPoint &point)
{
    for (const ManifestComponent &component : point.manifest.components) {
        for (const Artifact &artifact : component.artifacts + component.needs) {
            const QString holder = artifact.point.isEmpty()
                                       ? point.folder
                                       : QFileInfo(point.folder).path() + u'/' + artifact.point;
            const auto problem = artifactProblem(holder, artifact);
            if (!problem)
                continue;
            if (!point.damage)
                point.damage = problem;
            if (!point.damagedComponents.contains(component.id))
                point.damagedComponents.insert(component.id, *problem);
        }
    }
}

static Result<Manifest> readManifest(const QString &path)
{
    const Result<QJsonObject> json = readJsonFile(path);
    return json ? Manifest::fromJson(*json) : json.error();
}

std::optional<StoredPoint> scanPoint(const QString &hostId, const QString &folder)
{
    const QFileInfo info(folder);
    const QString path = folder + u"/manifest.json"_s;
    const QFileInfo manifestInfo(path);
    if (!info.isDir() || info.isSymLink() || (!manifestInfo.exists() && !manifestInfo.isSymLink()))
        return std::nullopt;

    StoredPoint point{.hostId = hostId, .folder = folder};
    if (const Result<Manifest> manifest = readManifest(path)) {
        point.manifest = *manifest;
        point.damage = manifestProblem(point, info.fileName());
        if (!point.damage)
            checkArtifacts(point);
    } else {
        point.damage = manifest.error();
    }
    point.manifest.pointId = info.fileName();
    point.manifest.hostId = hostId;
    point.pinned = QFileInfo::exists(folder + u"/pinned"_s);
    point.proofs = readProofs(folder + u"/proofs.jsonl"_s);
    return point;
}

QList<Proof> readProofs(const QString &path)
{
    QList<Proof> proofs;
    const Result<QByteArray> data = readWholeFile(path);
    if (!data)
        return proofs;
    // A torn line is no JSON object any more.
    for (const QByteArray &line : data->split('\n')) {
        const QJsonObject json = QJsonDocument::fromJson(line).object();
        const QString kind = json.value(u"kind"_s).toString();
        if (kind == u"verify"_s || kind == u"drill"_s)
            proofs << Proof::fromJson(json);
    }
    return proofs;
}

bool isHostId(const QString &name)
{
    static const QRegularExpression form(u"\\A[a-z0-9][a-z0-9-]*\\z"_s);
    return form.match(name).hasMatch();
}

Error vaultMissing(const QString &folder)
{
    return {Error::Kind::Storage,
            {QT_TRANSLATE_NOOP("Text", "The vault \"%1\" is not there."), {folder}},
            {QT_TRANSLATE_NOOP("Text", "Is the drive or the network folder still there?"), {}},
            {}};
}

Result<QList<StoredPoint>> listPoints(const QString &vaultFolder, const QString &hostId,
                                      const PointReader &read)
{
    const QDir root(vaultFolder);
    const auto folders = QDir::Dirs | QDir::NoSymLinks | QDir::NoDotAndDotDot;
    if (!root.isReadable())
        return vaultMissing(vaultFolder);
    QList<StoredPoint> points;
    for (const QString &host : root.entryList(folders)) {
        if (!isHostId(host) || (!hostId.isEmpty() && host != hostId))
            continue;
        const QDir hostFolder(root.filePath(host));
        if (!hostFolder.isReadable())
            return Error{Error::Kind::Storage,
                         {QT_TRANSLATE_NOOP("Text", "Cannot read \"%1\"."), {hostFolder.path()}},
                         {},
                         {}};
        for (const QString &id : hostFolder.entryList(folders)) {
            if (!isPointId(id))
                continue;
            if (const auto point = read(host, hostFolder.filePath(id)))
                points << *point;
        }
    }
    std::sort(points.begin(), points.end(), [](const StoredPoint &a, const StoredPoint &b) {
        return std::pair(b.id(), b.hostId) < std::pair(a.id(), a.hostId);
    });
    return points;
}

} // namespace Lifeboat
