#include "engine/earlierobjects.h"
#include "engine/objectclient.h"
#include "engine/sidebyside.h"
#include "storage/tarentry.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <mutex>

using namespace Qt::StringLiterals;

namespace Lifeboat {

namespace {

constexpr qint64 LargestInMemory = 1024 * 1024;
constexpr int Attempts = 5;

// The two artifacts, written by several threads: a history at a time.
class Writer
{
public:
    Writer(const ObjectTask &task, ArtifactWriter &archive, ArtifactWriter &listing)
        : m_task(task)
        , m_archive(archive)
        , m_listing(listing)
    {
    }

    Result<> addBucket(const ObjectBucket &bucket);
    // From memory, one block a version.
    Result<> add(const QByteArray &bucket, ObjectHistory history, const QList<QByteArray> &blocks);
    // Streamed: the others wait.
    Result<bool> stream(ObjectClient &client, const QByteArray &bucket, ObjectHistory history);
    Result<Fingerprint> finish();

private:
    Result<> write(QByteArrayView data);
    Result<> begin(ObjectVersion &version, const QByteArray &name);
    Result<> note(const QByteArray &bucket, const ObjectHistory &history);
    Result<> line(const QJsonObject &json);

    const ObjectTask &m_task;
    std::mutex m_mutex;
    ArtifactWriter &m_archive;
    ArtifactWriter &m_listing;
    ObjectSums m_sums;
    qint64 m_offset = 0;
    qint64 m_versions = 0;
};

Result<> Writer::write(QByteArrayView data)
{
    m_offset += data.size();
    m_task.carried(data.size());
    return m_archive.write(data);
}

Result<> Writer::line(const QJsonObject &json)
{
    return m_listing.write(QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n');
}

Result<> Writer::addBucket(const ObjectBucket &bucket)
{
    const std::lock_guard lock(m_mutex);
    m_sums.addBucket(bucket);
    return line(bucket.toJson());
}

Result<> Writer::begin(ObjectVersion &version, const QByteArray &name)
{
    version.file = name;
    const Result<> written = write(tarHeader(name, version.bytes, version.modified));
    version.offset = m_offset;
    return written;
}

Result<> Writer::note(const QByteArray &bucket, const ObjectHistory &history)
{
    m_sums.add(bucket, history);
    for (const ObjectVersion &version : history) {
        m_versions += version.isMark ? 0 : 1;
        if (const Result<> written = line(version.toJson()); !written)
            return written;
    }
    return {};
}

Result<> Writer::add(const QByteArray &bucket, ObjectHistory history,
                     const QList<QByteArray> &blocks)
{
    const std::lock_guard lock(m_mutex);
    for (qsizetype i = 0; i < history.size(); ++i) {
        ObjectVersion &version = history[i];
        if (version.isMark || !version.point.isEmpty())
            continue;
        if (const Result<> begun = begin(version, archiveName(bucket, history, i)); !begun)
            return begun;
        if (const Result<> written = write(blocks.at(i) + tarPadding(version.bytes)); !written)
            return written;
    }
    return note(bucket, history);
}

// What was streamed of a history that then turns out to be another one stays in the archive without
// a line in the listing.
Result<bool> Writer::stream(ObjectClient &client, const QByteArray &bucket, ObjectHistory history)
{
    const std::lock_guard lock(m_mutex);
    for (qsizetype i = 0; i < history.size(); ++i) {
        ObjectVersion &version = history[i];
        if (version.isMark || !version.point.isEmpty())
            continue;
        const QByteArray name = archiveName(bucket, history, i);
        bool hasBegun = false;
        const Result<bool> fetched =
            client.fetch(bucket, version, [&](QByteArrayView data) -> Result<> {
                if (!hasBegun) {
                    hasBegun = true;
                    if (const Result<> begun = begin(version, name); !begun)
                        return begun;
                }
                return write(data);
            });
        if (!fetched || !*fetched)
            return fetched;
        if (!hasBegun) { // it is empty
            if (const Result<> begun = begin(version, name); !begun)
                return begun.error();
        }
        if (const Result<> padded = write(tarPadding(version.bytes)); !padded)
            return padded.error();
    }
    if (const Result<> noted = note(bucket, history); !noted)
        return noted.error();
    return true;
}

Result<Fingerprint> Writer::finish()
{
    if (const Result<> written = write(tarEnd()); !written)
        return written.error();
    if (const Result<> written = line({{u"end"_s, true}, {u"versions"_s, m_versions}}); !written)
        return written.error();
    return m_sums.fingerprint();
}

// False: it is another one by now.
Result<bool> fetchOnce(ObjectClient &client, const QByteArray &bucket, ObjectHistory &history,
                       const EarlierObjects &earlier, Writer &writer)
{
    qint64 bytes = 0;
    for (ObjectVersion &version : history) {
        if (earlier.find(bucket, version))
            continue;
        bytes += version.bytes;
        if (const Result<bool> read = client.readParts(bucket, version); !read || !*read)
            return read;
    }
    if (bytes > LargestInMemory)
        return writer.stream(client, bucket, history);
    QList<QByteArray> blocks;
    for (const ObjectVersion &version : history) {
        QByteArray block;
        if (!version.isMark && version.point.isEmpty()) {
            const Result<bool> fetched =
                client.fetch(bucket, version, [&block](QByteArrayView data) -> Result<> {
                    block += data;
                    return {};
                });
            if (!fetched || !*fetched)
                return fetched;
        }
        blocks << block;
    }
    if (const Result<> added = writer.add(bucket, history, blocks); !added)
        return added.error();
    return true;
}

Result<> fetchHistory(ObjectClient &client, const QByteArray &bucket, ObjectHistory history,
                      const EarlierObjects &earlier, Writer &writer)
{
    const QByteArray key = history.first().key;
    for (int attempt = 0; attempt < Attempts; ++attempt) {
        const Result<bool> fetched = fetchOnce(client, bucket, history, earlier, writer);
        if (!fetched)
            return fetched.error();
        if (*fetched)
            return {};
        const Result<ObjectHistory> now = client.history(bucket, key);
        if (!now)
            return now.error();
        if (now->isEmpty())
            return {}; // it is not there any more
        history = *now;
    }
    return Error{Error::Kind::Busy,
                 {QT_TRANSLATE_NOOP("Text", "Object %1 changes faster than it can be read."),
                  {QString::fromUtf8(bucket + '/' + key)}},
                 {QT_TRANSLATE_NOOP("Text", "Back up again when it is written less often."), {}},
                 {}};
}

} // namespace

Result<Fingerprint> fetchObjects(const ObjectTask &task, const EarlierObjects &earlier,
                                 ArtifactWriter &archive, ArtifactWriter &listing)
{
    const Result<std::unique_ptr<ObjectClient>> lister = ObjectClient::open(task);
    if (!lister)
        return lister.error();
    const auto workers = (*lister)->workers();
    Writer writer(task, archive, listing);
    const Result<QList<QByteArray>> names = (*lister)->buckets();
    if (!names)
        return names.error();
    for (const QByteArray &name : *names) {
        const Result<ObjectBucket> bucket = (*lister)->bucket(name);
        if (!bucket)
            return bucket.error();
        if (const Result<> added = writer.addBucket(*bucket); !added)
            return added.error();
        const Result<> fetched =
            (*lister)->histories(name, [&](const QList<ObjectHistory> &page) -> Result<> {
                return sideBySide(page.size(), workers.size(),
                                  [&](qsizetype index, size_t worker) {
                                      return fetchHistory(*workers.at(worker), name,
                                                          page.at(index), earlier, writer);
                                  });
            });
        if (!fetched)
            return fetched.error();
    }
    return writer.finish();
}

Result<Fingerprint> countObjects(const ObjectTask &task)
{
    const Result<std::unique_ptr<ObjectClient>> client = ObjectClient::open(task);
    if (!client)
        return client.error();
    const Result<QList<QByteArray>> names = (*client)->buckets();
    if (!names)
        return names.error();
    ObjectSums sums;
    for (const QByteArray &name : *names) {
        const Result<ObjectBucket> bucket = (*client)->bucket(name);
        if (!bucket)
            return bucket.error();
        sums.addBucket(*bucket);
        const Result<> counted =
            (*client)->histories(name, [&](const QList<ObjectHistory> &page) -> Result<> {
                for (const ObjectHistory &history : page)
                    sums.add(name, history);
                return {};
            });
        if (!counted)
            return counted.error();
    }
    return sums.fingerprint();
}

} // namespace Lifeboat
