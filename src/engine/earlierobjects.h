#pragma once

#include "engine/objectlisting.h"
#include "engine/transfer.h"

#include <QHash>

namespace Lifeboat {

Error badListing(const QString &detail);

// The lines of a listing, one after the other.
class ListingReader
{
public:
    explicit ListingReader(ProvenReader &reader);

    Result<QJsonObject> next(); // empty: the end

private:
    ProvenReader &m_reader;
    QByteArray m_buffer;
    qsizetype m_at = 0;
};

// What an earlier point's listing refers to, by bucket, key, version, ETag and size: what has these
// has the same bytes. It is in memory as a whole, some hundred bytes an object.
class EarlierObjects
{
public:
    EarlierObjects() = default; // none
    static Result<EarlierObjects> read(ProvenReader &listing, const QString &point);

    // Fills in where it is, and its parts. False: no archive has it.
    bool find(const QByteArray &bucket, ObjectVersion &version) const;

private:
    struct Place
    {
        QByteArray point;
        QByteArray file;
        qint64 offset = 0;
        QList<qint64> parts;
    };
    QHash<QByteArray, Place> m_places;
};

} // namespace Lifeboat
