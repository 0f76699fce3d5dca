#include "engine/objectlisting.h"

#include "base/sha256.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QXmlStreamReader>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static QString text(const QByteArray &bytes)
{
    return QString::fromUtf8(bytes);
}

// --- JSON lines

QJsonObject ObjectVersion::toJson() const
{
    QJsonObject json{{u"key"_s, text(key)}, {u"modified"_s, modified}};
    if (isMark) {
        json.insert(u"deleted"_s, true);
        return json;
    }
    if (!point.isEmpty())
        json.insert(u"point"_s, text(point));
    json.insert(u"file"_s, text(file));
    json.insert(u"offset"_s, offset);
    json.insert(u"bytes"_s, bytes);
    json.insert(u"etag"_s, text(etag));
    json.insert(u"version"_s, text(version));
    QJsonObject headerList;
    for (auto it = headers.cbegin(); it != headers.cend(); ++it)
        headerList.insert(text(it.key()), text(it.value()));
    json.insert(u"headers"_s, headerList);
    if (!parts.isEmpty()) {
        QJsonArray sizes;
        for (const qint64 size : parts)
            sizes << size;
        json.insert(u"parts"_s, sizes);
    }
    return json;
}

ObjectVersion ObjectVersion::fromJson(const QJsonObject &json)
{
    ObjectVersion version{.key = json.value("key"_L1).toString().toUtf8(),
                          .version = json.value("version"_L1).toString().toUtf8(),
                          .isMark = json.value("deleted"_L1).toBool(),
                          .bytes = json.value("bytes"_L1).toInteger(),
                          .etag = json.value("etag"_L1).toString().toUtf8(),
                          .modified = json.value("modified"_L1).toInteger(),
                          .point = json.value("point"_L1).toString().toUtf8(),
                          .file = json.value("file"_L1).toString().toUtf8(),
                          .offset = json.value("offset"_L1).toInteger(-1)};
    const QJsonObject headerList = json.value("headers"_L1).toObject();
    for (auto it = headerList.begin(); it != headerList.end(); ++it)
        version.headers.insert(it.key().toUtf8(), it.value().toString().toUtf8());
    for (const QJsonValue &size : json.value("parts"_L1).toArray())
        version.parts << size.toInteger();
    return version;
}

QJsonObject ObjectBucket::toJson() const
{
    return {{u"bucket"_s, text(name)},
            {u"versioning"_s, text(versioning)},
            {u"locked"_s, isLocked},
            {u"policy"_s, text(policy)},
            {u"lifecycle"_s, text(lifecycle)}};
}

ObjectBucket ObjectBucket::fromJson(const QJsonObject &json)
{
    return {.name = json.value("bucket"_L1).toString().toUtf8(),
            .versioning = json.value("versioning"_L1).toString().toUtf8(),
            .isLocked = json.value("locked"_L1).toBool(),
            .policy = json.value("policy"_L1).toString().toUtf8(),
            .lifecycle = json.value("lifecycle"_L1).toString().toUtf8()};
}

// --- XML

static Error notUnderstood(const QByteArray &xml)
{
    return {Error::Kind::CommandFailed,
            {QT_TRANSLATE_NOOP("Text", "The server of objects gave a list that is not understood."),
             {}},
            {},
            QString::fromUtf8(xml.left(500))};
}

// With encoding-type=url a space is a plus.
static QByteArray decoded(const QString &name)
{
    return QByteArray::fromPercentEncoding(name.toUtf8().replace('+', ' '));
}

// What a put can give back; the server's other notes are its own.
static bool isPutHeader(const QByteArray &name)
{
    static const QList<QByteArray> known{"content-type",     "cache-control",
                                         "content-encoding", "content-disposition",
                                         "content-language", "expires"};
    return known.contains(name) || name.startsWith("x-amz-meta-");
}

static void readMetadata(QXmlStreamReader &reader, ObjectVersion &version)
{
    while (reader.readNextStartElement()) {
        const QByteArray name = reader.name().toUtf8().toLower();
        const QByteArray value = reader.readElementText().toUtf8();
        if (isPutHeader(name))
            version.headers.insert(name, value);
    }
}

static ObjectVersion readVersion(QXmlStreamReader &reader)
{
    ObjectVersion version;
    version.isMark = reader.name() == u"DeleteMarker"_s;
    while (reader.readNextStartElement()) {
        const QStringView name = reader.name();
        if (name == u"Key"_s)
            version.key = decoded(reader.readElementText());
        else if (name == u"VersionId"_s)
            version.version = reader.readElementText().toUtf8();
        else if (name == u"Size"_s)
            version.bytes = reader.readElementText().toLongLong();
        else if (name == u"ETag"_s)
            version.etag = reader.readElementText().remove(u'"').toUtf8();
        else if (name == u"LastModified"_s)
            version.modified =
                QDateTime::fromString(reader.readElementText(), Qt::ISODate).toSecsSinceEpoch();
        else if (name == u"UserMetadata"_s)
            readMetadata(reader, version);
        else if (name == u"UserTags"_s) {
            const QByteArray tags = reader.readElementText().toUtf8();
            if (!tags.isEmpty())
                version.headers.insert("x-amz-tagging", tags);
        } else
            reader.skipCurrentElement();
    }
    return version;
}

Result<ObjectPage> parseObjectPage(const QByteArray &xml)
{
    QXmlStreamReader reader(xml);
    ObjectPage page;
    bool isTruncated = false;
    if (!reader.readNextStartElement() || reader.name() != u"ListVersionsResult"_s)
        return notUnderstood(xml);
    while (reader.readNextStartElement()) {
        const QStringView name = reader.name();
        if (name == u"IsTruncated"_s)
            isTruncated = reader.readElementText() == u"true"_s;
        else if (name == u"NextKeyMarker"_s)
            page.nextKey = decoded(reader.readElementText());
        else if (name == u"NextVersionIdMarker"_s)
            page.nextVersion = reader.readElementText().toUtf8();
        else if (name == u"Version"_s || name == u"DeleteMarker"_s) {
            const ObjectVersion version = readVersion(reader);
            if (page.histories.isEmpty() || page.histories.last().first().key != version.key)
                page.histories << ObjectHistory{};
            page.histories.last().prepend(version); // the list has the newest first
        } else
            reader.skipCurrentElement();
    }
    if (reader.hasError() || (isTruncated && page.nextKey.isEmpty()))
        return notUnderstood(xml);
    if (!isTruncated)
        page.nextKey.clear();
    return page;
}

Result<QList<QByteArray>> parseBucketNames(const QByteArray &xml)
{
    QXmlStreamReader reader(xml);
    QList<QByteArray> names;
    bool isInBucket = false;
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.name() == u"Bucket"_s)
            isInBucket = reader.isStartElement();
        else if (isInBucket && reader.isStartElement() && reader.name() == u"Name"_s)
            names << reader.readElementText().toUtf8();
    }
    if (reader.hasError())
        return notUnderstood(xml);
    return names;
}

QByteArray firstElement(const QByteArray &xml, QStringView name)
{
    QXmlStreamReader reader(xml);
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement() && reader.name() == name)
            return reader.readElementText(QXmlStreamReader::SkipChildElements).toUtf8();
    }
    return {};
}

// --- Names

QByteArray encodedForUrl(const QByteArray &text, const QByteArray &kept)
{
    return text.toPercentEncoding(kept);
}

QByteArray archiveName(const QByteArray &bucket, const ObjectHistory &history, qsizetype index)
{
    static constexpr qsizetype LongestPart = 200;
    QByteArray rest = encodedForUrl(history.at(index).key);
    // Names that mean a folder to every tool.
    if (rest == "." || rest == "..")
        rest.replace(".", "%2E");
    if (history.size() > 1)
        rest += '@' + QByteArray::number(index + 1);
    QByteArray name = bucket + '/';
    for (; rest.size() > LongestPart; rest = rest.sliced(LongestPart))
        name += rest.first(LongestPart) + "+/";
    return name + rest;
}

// --- Sums

void ObjectSums::addBucket(const ObjectBucket &bucket)
{
    m_sums[bucket.name].bucket = bucket;
}

void ObjectSums::add(const QByteArray &bucket, const ObjectHistory &history)
{
    Sum &sum = m_sums[bucket];
    if (!history.isEmpty() && !history.last().isMark)
        ++sum.objects;
    for (qsizetype i = 0; i < history.size(); ++i) {
        const ObjectVersion &version = history.at(i);
        ++(version.isMark ? sum.marks : sum.versions);
        sum.bytes += version.bytes;
        QByteArrayList fields{version.key, QByteArray::number(i), version.isMark ? "mark" : "",
                              QByteArray::number(version.bytes), version.etag};
        for (auto it = version.headers.cbegin(); it != version.headers.cend(); ++it)
            fields << it.key() << it.value();
        const QByteArray hash = QByteArray::fromHex(Sha256::ofData(fields.join('\0')));
        for (size_t lane = 0; lane < sum.content.size(); ++lane)
            sum.content[lane] += qFromBigEndian<quint64>(hash.constData() + 8 * lane);
    }
}

static QString hashOrNone(const QByteArray &setting)
{
    return setting.isEmpty() ? u"none"_s : QString::fromLatin1(Sha256::ofData(setting).first(16));
}

Fingerprint ObjectSums::fingerprint() const
{
    Fingerprint fingerprint;
    for (auto it = m_sums.cbegin(); it != m_sums.cend(); ++it) {
        const Sum &sum = *it;
        const QString name = u"bucket "_s + text(it.key()) + u' ';
        QString content;
        for (const quint64 lane : sum.content)
            content += QString::number(lane, 16).rightJustified(16, u'0');
        auto &entries = fingerprint.entries;
        entries.insert(name + u"objects"_s, QString::number(sum.objects));
        entries.insert(name + u"versions"_s, QString::number(sum.versions));
        entries.insert(name + u"delete markers"_s, QString::number(sum.marks));
        entries.insert(name + u"bytes"_s, QString::number(sum.bytes));
        entries.insert(name + u"content"_s, u"sum-"_s + content);
        entries.insert(name + u"versioning"_s,
                       sum.bucket.versioning.isEmpty() ? u"off"_s : text(sum.bucket.versioning));
        entries.insert(name + u"policy"_s, hashOrNone(sum.bucket.policy));
        entries.insert(name + u"lifecycle"_s, hashOrNone(sum.bucket.lifecycle));
    }
    return fingerprint;
}

} // namespace Lifeboat
