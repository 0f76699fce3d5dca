#pragma once

#include "model/manifest.h"
#include "storage/artifactstore.h"

#include <QList>
#include <QString>

namespace Lifeboat {

// A point while it is being written: VAULT/HOST-ID/ID.partial until finish().
//
// Dropped without finish() it removes its folder; a folder that a killed process left is named
// as such by Vault::leftovers() and removed by the next run on that host.
class PointWriter : public ArtifactStore
{
public:
    virtual QString folder() const = 0;

    // Writes the manifest as the last file and renames the folder to its final name, each synced.
    virtual Result<> finish(const Manifest &manifest) = 0;
};

struct StoredPoint
{
    QString hostId;
    QString folder;    // absolute
    Manifest manifest; // of a damaged one: what could be read
    bool pinned = false;
    QList<Proof> proofs; // oldest first
    std::optional<Error> damage; // the manifest is not readable, an artifact is missing or has another size

    QString id() const { return manifest.pointId; }
    QDateTime time() const; // from the id
    const Proof *newest(Proof::Kind kind) const; // only passed ones; null when there is none
};

// A folder, local or on a mounted NAS, that holds points. What it holds is read from the folders
// each time: there is no index that could be wrong. Thread-safe; two programs may use one vault.
class Vault
{
public:
    // Errors say which path and what to do: missing (not mounted?), read-only, not a vault, of a
    // newer format.
    static Result<Vault> open(const QString &folder);
    static Result<Vault> create(const QString &folder, const QString &name); // also opens an existing one

    QString id() const { return m_id; }
    QString folder() const { return m_folder; }
    Result<qint64> freeBytes() const;

    // A new point; the id is `time` in UTC, a second later when that one exists already.
    Result<std::unique_ptr<PointWriter>> begin(const QString &hostId, const QDateTime &time);

    Result<QList<StoredPoint>> points(const QString &hostId = {}) const; // newest first
    Result<StoredPoint> point(const QString &hostId, const QString &id) const;
    Result<std::unique_ptr<ArtifactStore>> read(const StoredPoint &point) const;

    Result<> addProof(const StoredPoint &point, const Proof &proof);
    Result<> setPinned(const StoredPoint &point, bool pinned);
    Result<> remove(const StoredPoint &point); // renamed away first, so half a point is never listed

    QStringList leftovers(const QString &hostId) const; // .partial folders nobody is writing now
    Result<> removeLeftovers(const QString &hostId);

private:
    QString m_id;
    QString m_folder;
};

// A name as a part of a file name that every desktop's file system takes: bytes outside
// [A-Za-z0-9._-], a leading dot, a trailing dot and reserved Windows names are percent-encoded.
QString fileNamePart(const QString &name);

// `HASH  FILE` as sha256sum writes and reads it; FILE without its folder.
QByteArray checksumLine(const Artifact &artifact);

} // namespace Lifeboat
