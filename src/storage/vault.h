#pragma once

#include "base/sealing.h"
#include "model/filename.h"
#include "model/manifest.h"
#include "storage/artifactstore.h"
#include "storage/filesystem.h"

#include <QList>
#include <QString>

#include <functional>

namespace Lifeboat {

// A point while it is being written: VAULT/HOST-ID/ID.partial until finish().
//
// Dropped without finish() it removes its folder; a folder that a killed process left is named
// as such by Vault::leftovers() and removed by the next run on that host.
class PointWriter : public ArtifactStore
{
public:
    virtual QString id() const = 0;     // the point's
    virtual QString folder() const = 0; // absolute

    // Writes the manifest as the last file and renames the folder to its final name, each synced.
    // What the manifest names has to be committed with that size and hash; what lies in a folder
    // of the point and is not named is removed. Whoever wrote a file of his own (journal.jsonl)
    // has closed it.
    virtual Result<> finish(const Manifest &manifest) = 0;
};

struct StoredPoint
{
    QString hostId;
    QString folder;    // absolute
    Manifest manifest; // of a damaged one: what could be read
    bool pinned = false;
    QList<Proof> proofs; // oldest first
    // The manifest is not readable or of another point, an artifact is missing or of another size.
    std::optional<Error> damage;
    QMap<QString, Error> damagedComponents; // whose artifacts are missing or of another size

    QString id() const { return manifest.pointId; } // of a damaged one: the folder's name
    QDateTime time() const;                         // from the id
    bool isComplete() const { return !damage && manifest.isComplete(); }

    // Whether a component of it refers to artifacts of that earlier point of the host.
    bool needs(const QString &point) const;

    // Of `damage`: that of the manifest, so that nothing of the point can be used, and that of the
    // artifacts of these components (empty: all), without which the others can.
    std::optional<Error> manifestDamage() const;
    std::optional<Error> damageOf(const QStringList &components) const;

    // That all of the point is verified or proven: the newest that came to a result about each of
    // its components has passed. The oldest of these counts; null when one is missing.
    const Proof *newest(Proof::Kind kind) const;
    // Likewise of one component: the newest that came to a result about it, if it has passed.
    const Proof *newest(Proof::Kind kind, const QString &component) const;
    // Until all of it was there and equal, as one drill has measured it.
    std::optional<double> rtoSeconds() const;
};

// A folder, local or on a mounted NAS, that holds points. What it holds is read from the folders
// each time: there is no index that could be wrong. Thread-safe; two programs may use one vault.
// Names that are not of a vault are left alone, and links in it are not followed.
class Vault
{
public:
    static constexpr int FormatVersion = 1;

    // Errors say which path and what to do: missing (not mounted?), not a vault, of a newer format.
    // A vault that cannot be written opens, because one can restore from it. The file system has
    // to outlive the vault and its points.
    static Result<Vault> open(const FileSystem &fileSystem, const QString &folder);
    // Also opens an existing one. Makes the folder when only that is missing, not its parents.
    static Result<Vault> create(const FileSystem &fileSystem, const QString &folder,
                                const QString &name);

    QString id() const { return m_id; }
    QString name() const { return m_name; }
    QString folder() const { return m_folder; } // absolute
    Result<qint64> freeBytes() const;

    // Writes and removes a small file: gone, read-only, not permitted and full are told here,
    // before a run begins.
    Result<> checkWritable() const;

    // What is secret in its points is sealed under one passphrase, which is set once: another one
    // would leave two in use. None is set before the first point that needs it.
    const std::optional<PassphraseCheck> &passphraseCheck() const { return m_passphraseCheck; }
    Result<> setPassphrase(const QString &passphrase); // Error::Denied: there is another by now
    bool isPlain() const { return m_isPlain; } // nothing of it is sealed, as its owner wished
    Result<> setPlain(bool isPlain);

    // A new point; the id is `time` in UTC, a second later when that one exists already. Also
    // checks that the folder is still this vault and not an empty mount point.
    Result<std::unique_ptr<PointWriter>> begin(const QString &hostId, const QDateTime &time);

    Result<QList<StoredPoint>> points(const QString &hostId = {}) const; // newest first
    Result<StoredPoint> point(const QString &hostId, const QString &id) const;
    Result<std::unique_ptr<ArtifactStore>> read(const StoredPoint &point) const;

    Result<> addProof(const StoredPoint &point, const Proof &proof);
    Result<> setPinned(const StoredPoint &point, bool pinned);

    // Renamed away first, so half a point is never listed. A pinned one is refused, and one that
    // another needs.
    Result<> remove(const StoredPoint &point);

    // Folders of points that were not finished and that nobody writes now, also what a killed
    // remove() left; absolute. One of another machine is counted when it did not change for a day,
    // because not every network folder shows the locks of others.
    QStringList leftovers(const QString &hostId) const;
    Result<> removeLeftovers(const QString &hostId);

private:
    Vault(const FileSystem &fileSystem, const QString &folder);
    Result<> readMarker();
    Result<> writeMarker(const QString &name) const;
    Result<> changeMarker(const std::function<Result<>(QJsonObject &)> &change);
    Result<QString> folderOf(const StoredPoint &point) const; // checked to be in this vault

    const FileSystem *m_fileSystem;
    QString m_id;
    QString m_name;
    QString m_folder;
    std::optional<PassphraseCheck> m_passphraseCheck;
    bool m_isPlain = false;
};

} // namespace Lifeboat
