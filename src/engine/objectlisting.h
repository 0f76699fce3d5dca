#pragma once

#include "base/result.h"
#include "model/fingerprint.h"

#include <QJsonObject>
#include <QMap>

#include <array>

namespace Lifeboat {

// One version of an object, or the mark that it was deleted.
struct ObjectVersion
{
    QByteArray key; // as the server has it, in UTF-8
    QByteArray version;
    bool isMark = false;
    qint64 bytes = 0;
    QByteArray etag;                      // without quotes
    qint64 modified = 0;                  // seconds since 1970
    QMap<QByteArray, QByteArray> headers; // that it was put with: content-type, x-amz-meta-…
    QList<qint64> parts;                  // sizes; of one that was put in parts
    QByteArray point;                     // the earlier one whose archive has it; empty: this one
    QByteArray file;                      // in the archive
    qint64 offset = -1;                   // of its bytes there

    QJsonObject toJson() const;
    static ObjectVersion fromJson(const QJsonObject &json);
    bool operator==(const ObjectVersion &) const = default;
};

// All versions of one key, the oldest first.
using ObjectHistory = QList<ObjectVersion>;

struct ObjectBucket
{
    QByteArray name;
    QByteArray versioning; // Enabled, Suspended or empty
    bool isLocked = false; // keeps objects from being deleted (object lock)
    QByteArray policy;
    QByteArray lifecycle;

    QJsonObject toJson() const;
    static ObjectBucket fromJson(const QJsonObject &json);
    bool operator==(const ObjectBucket &) const = default;
};

// One answer to GET /BUCKET?versions, a history a key.
struct ObjectPage
{
    QList<ObjectHistory> histories;
    QByteArray nextKey; // where the next page begins; empty: this is the last
    QByteArray nextVersion;
};
Result<ObjectPage> parseObjectPage(const QByteArray &xml);
Result<QList<QByteArray>> parseBucketNames(const QByteArray &xml);
QByteArray firstElement(const QByteArray &xml, QStringView name); // its text

// Every byte but letters, digits and "-._~" as %XX; `kept` are left, too.
QByteArray encodedForUrl(const QByteArray &text, const QByteArray &kept = {});

// Where a version lies in the archive: BUCKET/ and the encoded key, @n when there are several. What
// is longer than a file's name may be is spread over folders whose names end with "+".
QByteArray archiveName(const QByteArray &bucket, const ObjectHistory &history, qsizetype index);

// What a bucket holds, without regard to the order in which it was seen.
class ObjectSums
{
public:
    void addBucket(const ObjectBucket &bucket);
    void add(const QByteArray &bucket, const ObjectHistory &history);
    Fingerprint fingerprint() const;

private:
    struct Sum
    {
        ObjectBucket bucket;
        qint64 objects = 0;
        qint64 versions = 0;
        qint64 marks = 0;
        qint64 bytes = 0;
        std::array<quint64, 4> content{}; // sums of the versions' hashes
    };
    QMap<QByteArray, Sum> m_sums;
};

} // namespace Lifeboat
