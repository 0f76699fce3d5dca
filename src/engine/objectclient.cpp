#include "engine/objectclient.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <future>

using namespace Qt::StringLiterals;

namespace Lifeboat {

// Each has an SSH session of its own.
static constexpr int SideBySide = 4;

ObjectClient::ObjectClient(std::unique_ptr<ObjectConnection> connection, const CancelToken &cancel)
    : m_connection(std::move(connection))
    , m_cancel(cancel)
{
}

Result<std::unique_ptr<ObjectClient>> ObjectClient::open(const ObjectTask &task)
{
    Result<std::unique_ptr<ObjectConnection>> connection =
        task.probe.connect(task.host, task.server, task.cancel);
    if (!connection)
        return connection.error();
    return std::unique_ptr<ObjectClient>(new ObjectClient(std::move(*connection), task.cancel));
}

std::vector<std::unique_ptr<ObjectClient>> ObjectClient::workers() const
{
    std::vector<std::unique_ptr<ObjectClient>> clients;
    for (int i = 0; i < SideBySide; ++i)
        clients.emplace_back(new ObjectClient(m_connection->another(), m_cancel));
    return clients;
}

static QByteArray pathOf(const QByteArray &bucket, const QByteArray &key = {})
{
    return '/' + encodedForUrl(bucket)
           + (key.isEmpty() ? QByteArray() : '/' + encodedForUrl(key, "/"));
}

static Error refused(const ObjectReply &reply, const QByteArray &what)
{
    const bool isDenied = reply.status == 401 || reply.status == 403;
    return {isDenied ? Error::Kind::Denied : Error::Kind::CommandFailed,
            {QT_TRANSLATE_NOOP("Text", "The server of objects refused “%1”: status %2, %3"),
             {QString::fromUtf8(what), QString::number(reply.status),
              QString::fromUtf8(firstElement(reply.body, u"Code"))}},
            isDenied ? Text{QT_TRANSLATE_NOOP("Text", "Its root user and password are taken from "
                                                      "the container's environment: recreate the "
                                                      "container if they were changed."),
                            {}}
                     : Text{},
            QString::fromUtf8(reply.body.left(1000))};
}

Result<ObjectReply> ObjectClient::send(const ObjectRequest &request)
{
    if (m_cancel.isCancelled())
        return cancelled();
    return m_connection->send(request, m_cancel);
}

Result<ObjectReply> ObjectClient::ask(const ObjectRequest &request, const QByteArray &what)
{
    Result<ObjectReply> reply = send(request);
    if (reply && !reply->isOk())
        return refused(*reply, request.method + ' ' + what);
    return reply;
}

Result<QList<QByteArray>> ObjectClient::buckets()
{
    const Result<ObjectReply> reply = ask({.method = "GET", .path = "/"}, "/");
    return reply ? parseBucketNames(reply->body) : Result<QList<QByteArray>>(reply.error());
}

// Empty: there is none.
Result<QByteArray> ObjectClient::setting(const QByteArray &bucket, const QByteArray &name)
{
    const Result<ObjectReply> reply =
        send({.method = "GET", .path = pathOf(bucket), .query = name + '='});
    if (!reply)
        return reply.error();
    if (reply->status == 404)
        return QByteArray();
    if (!reply->isOk())
        return refused(*reply, "GET " + bucket + '?' + name);
    return reply->body;
}

// A server gives the parts of a policy in any order.
static QJsonValue inOrder(const QJsonValue &value)
{
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            *it = inOrder(*it);
        return object;
    }
    if (!value.isArray())
        return value;
    QMultiMap<QByteArray, QJsonValue> parts;
    for (const QJsonValue &part : value.toArray()) {
        const QJsonValue ordered = inOrder(part);
        parts.insert(QJsonDocument(QJsonArray{ordered}).toJson(QJsonDocument::Compact), ordered);
    }
    QJsonArray array;
    for (const QJsonValue &part : parts)
        array << part;
    return array;
}

Result<ObjectBucket> ObjectClient::bucket(const QByteArray &name)
{
    ObjectBucket bucket{.name = name};
    const Result<QByteArray> versioning = setting(name, "versioning");
    if (!versioning)
        return versioning.error();
    bucket.versioning = firstElement(*versioning, u"Status");
    const Result<QByteArray> lock = setting(name, "object-lock");
    if (!lock)
        return lock.error();
    bucket.isLocked = firstElement(*lock, u"ObjectLockEnabled") == "Enabled";
    const Result<QByteArray> policy = setting(name, "policy");
    if (!policy)
        return policy.error();
    if (!policy->isEmpty())
        bucket.policy = QJsonDocument(inOrder(QJsonDocument::fromJson(*policy).object()).toObject())
                            .toJson(QJsonDocument::Compact);
    const Result<QByteArray> lifecycle = setting(name, "lifecycle");
    if (!lifecycle)
        return lifecycle.error();
    bucket.lifecycle = *lifecycle;
    return bucket;
}

Result<ObjectPage> ObjectClient::page(const QByteArray &bucket, const QByteArray &prefix,
                                      const ObjectPage &before)
{
    QByteArray query = "encoding-type=url";
    if (!before.nextKey.isEmpty())
        query += "&key-marker=" + encodedForUrl(before.nextKey);
    query += "&max-keys=1000&metadata=true";
    if (!prefix.isEmpty())
        query += "&prefix=" + encodedForUrl(prefix);
    if (!before.nextVersion.isEmpty())
        query += "&version-id-marker=" + encodedForUrl(before.nextVersion);
    const Result<ObjectReply> reply =
        ask({.method = "GET", .path = pathOf(bucket), .query = query + "&versions="}, bucket);
    return reply ? parseObjectPage(reply->body) : Result<ObjectPage>(reply.error());
}

// A key's versions may be spread over two pages, so the last key of a page waits for the next one.
Result<> ObjectClient::histories(const QByteArray &bucket, const PageSink &sink)
{
    const auto after = [this, &bucket](const ObjectPage &before) {
        return std::async(std::launch::async,
                          [this, &bucket, before] { return page(bucket, {}, before); });
    };
    ObjectPage current;
    std::future<Result<ObjectPage>> coming = after(current);
    QList<ObjectHistory> waiting;
    do {
        const Result<ObjectPage> next = coming.get();
        if (!next)
            return next.error();
        current = *next;
        if (!current.nextKey.isEmpty())
            coming = after(current);
        for (const ObjectHistory &history : current.histories) {
            if (!waiting.isEmpty() && waiting.last().first().key == history.first().key)
                waiting.last() = history + waiting.last(); // older ones come later
            else
                waiting << history;
        }
        QList<ObjectHistory> complete = std::exchange(waiting, {});
        if (!current.nextKey.isEmpty() && !complete.isEmpty())
            waiting << complete.takeLast();
        if (complete.isEmpty())
            continue;
        if (const Result<> taken = sink(complete); !taken)
            return taken;
    } while (!current.nextKey.isEmpty());
    return {};
}

Result<ObjectHistory> ObjectClient::history(const QByteArray &bucket, const QByteArray &key)
{
    ObjectHistory found;
    ObjectPage current;
    do {
        const Result<ObjectPage> next = page(bucket, key, current);
        if (!next)
            return next.error();
        current = *next;
        for (const ObjectHistory &history : current.histories) {
            if (history.first().key == key)
                found = history + found;
            else if (!found.isEmpty() || history.first().key > key)
                return found;
        }
    } while (!current.nextKey.isEmpty());
    return found;
}

static QByteArray versionQuery(const ObjectVersion &version)
{
    return "versionId=" + encodedForUrl(version.version);
}

static bool isAnother(const ObjectReply &reply, const ObjectVersion &version)
{
    return reply.status == 404 || reply.status == 412
           || (reply.isOk() && reply.headers.value("etag").replace("\"", "") != version.etag);
}

// An ETag of parts is a hash of the parts' hashes and their number.
Result<bool> ObjectClient::readParts(const QByteArray &bucket, ObjectVersion &version)
{
    const qsizetype dash = version.etag.lastIndexOf('-');
    if (dash < 0 || version.isMark)
        return true;
    const int count = version.etag.sliced(dash + 1).toInt();
    version.parts.clear();
    if (count == 1) {
        version.parts << version.bytes;
        return true;
    }
    // Clients differ in how they divide: into parts of any sizes.
    qint64 left = version.bytes;
    for (int number = 1; number <= count; ++number) {
        const Result<ObjectReply> reply = send(
            {.method = "HEAD",
             .path = pathOf(bucket, version.key),
             .query = "partNumber=" + QByteArray::number(number) + '&' + versionQuery(version)});
        if (!reply)
            return reply.error();
        if (isAnother(*reply, version))
            return false;
        if (!reply->isOk())
            return refused(*reply, "HEAD " + bucket + '/' + version.key);
        version.parts << reply->headers.value("content-length").toLongLong();
        left -= version.parts.last();
    }
    return left == 0;
}

Result<bool> ObjectClient::fetch(const QByteArray &bucket, const ObjectVersion &version,
                                 const ByteSink &sink)
{
    QCryptographicHash hash(QCryptographicHash::Md5);
    const bool isHashed = !version.etag.contains('-');
    qint64 bytes = 0;
    const Result<ObjectReply> reply = send({.method = "GET",
                                            .path = pathOf(bucket, version.key),
                                            .query = versionQuery(version),
                                            .headers = {{"if-match", '"' + version.etag + '"'}},
                                            .sink = [&](QByteArrayView data) -> Result<> {
                                                if (isHashed)
                                                    hash.addData(data);
                                                bytes += data.size();
                                                return sink(data);
                                            }});
    if (!reply)
        return reply.error();
    if (isAnother(*reply, version))
        return false;
    if (!reply->isOk())
        return refused(*reply, "GET " + bucket + '/' + version.key);
    if (bytes != version.bytes || (isHashed && hash.result().toHex() != version.etag))
        return Error{Error::Kind::Corrupt,
                     {QT_TRANSLATE_NOOP("Text", "Object %1 is not what its server says it is."),
                      {QString::fromUtf8(bucket + '/' + version.key)}},
                     {},
                     {}};
    return true;
}

// The body of a request, from memory.
static ByteSource bytesOf(const QByteArray &body)
{
    return [body, at = qsizetype(0)](qsizetype limit) mutable -> Result<QByteArray> {
        const QByteArray block = body.mid(at, limit);
        at += block.size();
        return block;
    };
}

Result<> ObjectClient::makeBucket(const ObjectBucket &bucket)
{
    ObjectRequest make{.method = "PUT", .path = pathOf(bucket.name)};
    if (bucket.isLocked)
        make.headers.insert("x-amz-bucket-object-lock-enabled", "true");
    if (const Result<ObjectReply> made = ask(make, bucket.name); !made)
        return made.error();
    if (bucket.versioning.isEmpty() || bucket.isLocked)
        return {};
    const QByteArray body =
        "<VersioningConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
        "<Status>Enabled</Status></VersioningConfiguration>";
    const Result<ObjectReply> set = ask({.method = "PUT",
                                         .path = pathOf(bucket.name),
                                         .query = "versioning=",
                                         .body = bytesOf(body),
                                         .bodyBytes = body.size()},
                                        bucket.name + "?versioning");
    return set ? Result<>() : Result<>(set.error());
}

static QByteArray unquoted(QByteArray etag)
{
    return etag.replace("\"", "").replace("&#34;", "");
}

Result<QByteArray> ObjectClient::putInParts(const QByteArray &bucket, const ObjectVersion &version,
                                            const ByteSource &source)
{
    const QByteArray path = pathOf(bucket, version.key);
    const QByteArray what = bucket + '/' + version.key;
    const Result<ObjectReply> begun = ask(
        {.method = "POST", .path = path, .query = "uploads=", .headers = version.headers}, what);
    if (!begun)
        return begun.error();
    const QByteArray id = "uploadId=" + encodedForUrl(firstElement(begun->body, u"UploadId"));
    QByteArray list = "<CompleteMultipartUpload>";
    for (qsizetype i = 0; i < version.parts.size(); ++i) {
        const QByteArray number = QByteArray::number(i + 1);
        qint64 left = version.parts.at(i);
        const Result<ObjectReply> part = ask({.method = "PUT",
                                              .path = path,
                                              .query = "partNumber=" + number + '&' + id,
                                              .body = [&](qsizetype limit) -> Result<QByteArray> {
                                                  Result<QByteArray> block =
                                                      source(qMin(qint64(limit), left));
                                                  if (block)
                                                      left -= block->size();
                                                  return block;
                                              },
                                              .bodyBytes = version.parts.at(i)},
                                             what);
        if (!part)
            return part.error();
        list += "<Part><PartNumber>" + number + "</PartNumber><ETag>"
                + unquoted(part->headers.value("etag")) + "</ETag></Part>";
    }
    list += "</CompleteMultipartUpload>";
    const Result<ObjectReply> done = ask({.method = "POST",
                                          .path = path,
                                          .query = id,
                                          .body = bytesOf(list),
                                          .bodyBytes = list.size()},
                                         what);
    return done ? Result<QByteArray>(unquoted(firstElement(done->body, u"ETag")))
                : Result<QByteArray>(done.error());
}

Result<> ObjectClient::put(const QByteArray &bucket, const ObjectVersion &version,
                           const ByteSource &source)
{
    QByteArray etag;
    if (version.parts.isEmpty()) {
        const Result<ObjectReply> reply = ask({.method = "PUT",
                                               .path = pathOf(bucket, version.key),
                                               .headers = version.headers,
                                               .body = source,
                                               .bodyBytes = version.bytes},
                                              bucket + '/' + version.key);
        if (!reply)
            return reply.error();
        etag = unquoted(reply->headers.value("etag"));
    } else {
        const Result<QByteArray> done = putInParts(bucket, version, source);
        if (!done)
            return done.error();
        etag = *done;
    }
    if (etag == version.etag)
        return {};
    return Error{Error::Kind::Corrupt,
                 {QT_TRANSLATE_NOOP("Text", "Object %1 is not what was saved: its ETag is %2 "
                                            "instead of %3."),
                  {QString::fromUtf8(bucket + '/' + version.key), QString::fromUtf8(etag),
                   QString::fromUtf8(version.etag)}},
                 {},
                 {}};
}

Result<> ObjectClient::mark(const QByteArray &bucket, const QByteArray &key)
{
    const Result<ObjectReply> reply =
        ask({.method = "DELETE", .path = pathOf(bucket, key)}, bucket + '/' + key);
    return reply ? Result<>() : Result<>(reply.error());
}

} // namespace Lifeboat
