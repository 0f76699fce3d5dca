#include "engine/earlierobjects.h"

#include <QCoreApplication>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static constexpr qsizetype LongestLine = 1024 * 1024;

Error badListing(const QString &detail)
{
    return {Error::Kind::Corrupt,
            {QT_TRANSLATE_NOOP("Text", "The listing of the objects does not fit its archive."), {}},
            {QT_TRANSLATE_NOOP("Text", "Use another point, or another copy of this one."), {}},
            detail};
}

ListingReader::ListingReader(ProvenReader &reader)
    : m_reader(reader)
{
}

Result<QJsonObject> ListingReader::next()
{
    qsizetype end = m_buffer.indexOf('\n', m_at);
    while (end < 0) {
        const Result<QByteArray> block = m_reader.read(TransferBlock);
        if (!block)
            return block.error();
        if (block->isEmpty())
            return m_at == m_buffer.size() ? Result<QJsonObject>(QJsonObject())
                                           : Result<QJsonObject>(badListing({}));
        m_buffer = m_buffer.sliced(m_at) + *block;
        m_at = 0;
        end = m_buffer.indexOf('\n');
        if (end < 0 && m_buffer.size() > LongestLine)
            return badListing({});
    }
    const QByteArray line = m_buffer.sliced(m_at, end - m_at);
    m_at = end + 1;
    const QJsonObject json = QJsonDocument::fromJson(line).object();
    return json.isEmpty() ? Result<QJsonObject>(badListing(QString::fromUtf8(line.left(200))))
                          : Result<QJsonObject>(json);
}

static QByteArray identity(const QByteArray &bucket, const ObjectVersion &version)
{
    return QByteArrayList{bucket, version.key, version.version, version.etag,
                          QByteArray::number(version.bytes)}
        .join('\0');
}

Result<EarlierObjects> EarlierObjects::read(ProvenReader &listing, const QString &point)
{
    EarlierObjects earlier;
    ListingReader lines(listing);
    QByteArray bucket;
    while (true) {
        const Result<QJsonObject> json = lines.next();
        if (!json)
            return json.error();
        if (json->isEmpty() || json->contains("end"_L1))
            break;
        if (json->contains("bucket"_L1)) {
            bucket = ObjectBucket::fromJson(*json).name;
            continue;
        }
        const ObjectVersion version = ObjectVersion::fromJson(*json);
        if (!version.isMark)
            earlier.m_places.insert(identity(bucket, version),
                                    {version.point.isEmpty() ? point.toUtf8() : version.point,
                                     version.file, version.offset, version.parts});
    }
    if (const Result<> whole = listing.checkRest(CancelToken()); !whole)
        return whole.error();
    return earlier;
}

bool EarlierObjects::find(const QByteArray &bucket, ObjectVersion &version) const
{
    if (version.isMark)
        return false;
    const auto it = m_places.constFind(identity(bucket, version));
    if (it == m_places.cend())
        return false;
    version.point = it->point;
    version.file = it->file;
    version.offset = it->offset;
    version.parts = it->parts;
    return true;
}

} // namespace Lifeboat
