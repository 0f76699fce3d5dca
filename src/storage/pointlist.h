#pragma once

#include "storage/vault.h"

#include <QHash>
#include <QSet>

namespace Lifeboat {

// The points of vaults as lists show them, read again only where something changed: a manifest, the
// proofs, a pin, or a folder of artifacts, in which a file came or went. A file that was cut or
// overwritten in place is seen after forget(), and by every verify.
//
// Of a manifest it keeps what it is of, which components there are with their outcome, and of each
// one artifact that stands for all, with their size: fingerprints, hashes and names of files of ten
// thousand points do not fit into a program. Vault::point() has them. Used by one thread at a time.
class PointList
{
public:
    Result<QList<StoredPoint>> points(const Vault &vault); // newest first
    void forget();

private:
    struct Stamp // of the files and folders that a point is read from
    {
        QList<qint64> times;
        QList<qint64> sizes;
        bool operator==(const Stamp &) const = default;
    };
    struct Known
    {
        StoredPoint point;
        QStringList folders; // that its artifacts lie in, relative to it
        Stamp stamp;
        int seen = 0; // by which call
    };
    static Stamp stampOf(const QString &folder, const QStringList &artifactFolders);
    std::optional<StoredPoint> read(const QString &hostId, const QString &folder);
    QStringList artifactFolders(const StoredPoint &point);
    StoredPoint abridged(const StoredPoint &point);
    QString shared(const QString &text); // one copy of what many points say

    QHash<QString, Known> m_known; // by the point's folder
    QSet<QString> m_texts;
    int m_call = 0;
};

} // namespace Lifeboat
