#include "engine/earlierobjects.h"
#include "engine/objectclient.h"
#include "engine/sidebyside.h"
#include "engine/transfer.h"

#include <QCoreApplication>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Lifeboat {

namespace {

constexpr qint64 LargestGap = 4 * 1024 * 1024; // that is read, not passed over
constexpr qint64 LargestInMemory = 1024 * 1024;
constexpr qint64 LargestBatch = 16 * 1024 * 1024;
constexpr qsizetype LongestBatch = 2000;

// The point's own archive is read once from its start to its end; of those of earlier points what
// lies between is passed over.
class Archive
{
public:
    Archive(const ObjectTask &task, ProvenReader &reader)
        : m_task(task)
        , m_reader(reader)
    {
    }

    Result<> skipTo(qint64 offset)
    {
        if (offset < 0)
            return badListing(u"offset %1"_s.arg(offset));
        if (offset < m_offset || offset - m_offset > LargestGap) {
            m_offset = offset;
            return m_reader.seek(offset);
        }
        while (m_offset < offset) {
            const Result<QByteArray> block = read(qMin(offset - m_offset, qint64(TransferBlock)));
            if (!block)
                return block.error();
        }
        return {};
    }

    // At least a byte.
    Result<QByteArray> read(qint64 limit)
    {
        Result<QByteArray> block = m_reader.read(limit);
        if (!block)
            return block;
        if (block->isEmpty())
            return badListing(u"the archive ends at %1"_s.arg(m_offset));
        m_offset += block->size();
        m_task.carried(block->size());
        return block;
    }

    Result<QByteArray> readAll(qint64 bytes)
    {
        QByteArray all;
        while (all.size() < bytes) {
            const Result<QByteArray> block = read(bytes - all.size());
            if (!block)
                return block;
            all += *block;
        }
        return all;
    }

private:
    const ObjectTask &m_task;
    ProvenReader &m_reader;
    qint64 m_offset = 0;
};

class Putter
{
public:
    Putter(const ObjectTask &task, std::vector<std::unique_ptr<ObjectClient>> clients,
           ObjectArchives &archives)
        : m_clients(std::move(clients))
    {
        for (auto &[point, reader] : archives)
            m_archives.emplace(point, Archive(task, reader));
    }

    Result<> beginBucket(const ObjectBucket &bucket)
    {
        if (const Result<> put = flush(); !put)
            return put;
        m_bucket = bucket.name;
        return m_clients.front()->makeBucket(bucket);
    }

    Result<> add(const ObjectVersion &version);
    Result<> flush();
    qint64 versions() const { return m_versions; }

private:
    struct Waiting
    {
        ObjectVersion version;
        QByteArray block;
    };
    using Work = QList<Waiting>; // of one key, in order

    Result<> stream(const ObjectVersion &version, Archive &archive);
    Result<> put(const Work &work, ObjectClient &client) const;

    std::vector<std::unique_ptr<ObjectClient>> m_clients;
    std::map<QByteArray, Archive> m_archives;
    QByteArray m_bucket;
    QList<Work> m_batch;
    qint64 m_batchBytes = 0;
    qint64 m_versions = 0;
};

Result<> Putter::add(const ObjectVersion &version)
{
    if (m_bucket.isEmpty() || version.key.isEmpty())
        return badListing(u"an object without a bucket or a key"_s);
    Waiting waiting{version, {}};
    if (!version.isMark) {
        ++m_versions;
        const auto archive = m_archives.find(version.point);
        if (archive == m_archives.end())
            return badListing(u"an object in point %1"_s.arg(QString::fromUtf8(version.point)));
        if (const Result<> skipped = archive->second.skipTo(version.offset); !skipped)
            return skipped;
        if (version.bytes > LargestInMemory)
            return stream(version, archive->second);
        const Result<QByteArray> block = archive->second.readAll(version.bytes);
        if (!block)
            return block.error();
        waiting.block = *block;
    }
    m_batchBytes += waiting.block.size();
    if (!m_batch.isEmpty() && m_batch.last().first().version.key == version.key)
        m_batch.last() << waiting;
    else if (m_batch.size() >= LongestBatch || m_batchBytes > LargestBatch) {
        if (const Result<> put = flush(); !put)
            return put;
        m_batchBytes = waiting.block.size();
        m_batch << Work{waiting};
    } else
        m_batch << Work{waiting};
    return {};
}

Result<> Putter::stream(const ObjectVersion &version, Archive &archive)
{
    if (const Result<> put = flush(); !put)
        return put;
    qint64 left = version.bytes;
    return m_clients.front()->put(m_bucket, version, [&](qsizetype limit) -> Result<QByteArray> {
        if (left == 0)
            return QByteArray();
        Result<QByteArray> block = archive.read(qMin(qint64(limit), left));
        if (block)
            left -= block->size();
        return block;
    });
}

Result<> Putter::put(const Work &work, ObjectClient &client) const
{
    for (const Waiting &waiting : work) {
        qsizetype at = 0;
        const Result<> done =
            waiting.version.isMark
                ? client.mark(m_bucket, waiting.version.key)
                : client.put(m_bucket, waiting.version, [&](qsizetype limit) -> Result<QByteArray> {
                      const QByteArray block = waiting.block.mid(at, limit);
                      at += block.size();
                      return block;
                  });
        if (!done)
            return done;
    }
    return {};
}

Result<> Putter::flush()
{
    const QList<Work> batch = std::exchange(m_batch, {});
    m_batchBytes = 0;
    return sideBySide(batch.size(), m_clients.size(), [&](qsizetype index, size_t worker) {
        return put(batch.at(index), *m_clients[worker]);
    });
}

Result<> readToTheEnd(ProvenReader &reader, const CancelToken &cancel)
{
    if (!reader.isFromStart()) {
        if (const Result<> again = reader.seek(0); !again)
            return again;
    }
    return reader.checkRest(cancel);
}

Result<> putAll(Putter &putter, ListingReader &lines)
{
    while (true) {
        const Result<QJsonObject> json = lines.next();
        if (!json)
            return json.error();
        if (json->isEmpty())
            return badListing(u"no end"_s);
        if (json->contains("end"_L1)) {
            if (json->value("versions"_L1).toInteger() != putter.versions())
                return badListing(u"%1 versions"_s.arg(putter.versions()));
            return putter.flush();
        }
        const Result<> done = json->contains("bucket"_L1)
                                  ? putter.beginBucket(ObjectBucket::fromJson(*json))
                                  : putter.add(ObjectVersion::fromJson(*json));
        if (!done)
            return done;
    }
}

} // namespace

// A damaged file is told as such, whatever became of it on its way.
Result<> putObjects(const ObjectTask &task, ObjectArchives &archives, ProvenReader &listing)
{
    const Result<std::unique_ptr<ObjectClient>> client = ObjectClient::open(task);
    if (!client)
        return client.error();
    Putter putter(task, (*client)->workers(), archives);
    ListingReader lines(listing);
    const Result<> put = putAll(putter, lines);
    if (!put && put.error().kind != Error::Kind::Corrupt
        && put.error().kind != Error::Kind::CommandFailed)
        return put;
    if (const Result<> whole = readToTheEnd(listing, task.cancel); !whole)
        return whole;
    for (auto &[point, archive] : archives) {
        if (const Result<> whole = readToTheEnd(archive, task.cancel); !whole)
            return whole;
    }
    return put;
}

} // namespace Lifeboat
