#include "engine/transfer.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static constexpr qsizetype HeadSize = 4096;
static constexpr qsizetype TailSize = 4096;
static constexpr qint64 ProgressIntervalMs = 250;

StepMeter::StepMeter(const Step &step, const EventSink &sink)
    : m_step(step.id)
    , m_sink(sink)
    , m_expected(step.expectedBytes)
{
    m_clock.start();
}

void StepMeter::show(qint64 done, qint64 expected)
{
    m_bytes = done;
    if (m_clock.elapsed() < ProgressIntervalMs)
        return;
    m_clock.restart();
    m_sink(StepProgress{m_step, done, expected});
}

void StreamEnds::add(QByteArrayView data)
{
    if (m_head.size() < HeadSize)
        m_head.append(data.first(qMin(data.size(), HeadSize - m_head.size())));
    m_tail.append(data.last(qMin(data.size(), TailSize)));
    if (m_tail.size() > 2 * TailSize)
        m_tail.remove(0, m_tail.size() - TailSize);
}

Result<> StreamEnds::check(const QString &file, const QByteArray &magic,
                           const QByteArray &trailer) const
{
    if (!m_head.startsWith(magic))
        return Error{
            Error::Kind::Corrupt,
            {QT_TRANSLATE_NOOP("Text", "%1 does not begin as a file of its kind."), {file}},
            {},
            QString::fromUtf8(m_head.left(200))};
    if (!m_tail.contains(trailer))
        return Error{Error::Kind::Corrupt,
                     {QT_TRANSLATE_NOOP("Text", "%1 is incomplete: its end is missing."), {file}},
                     {},
                     QString::fromUtf8(m_tail.right(200))};
    return {};
}

ProvenReader::ProvenReader(std::unique_ptr<ArtifactReader> reader, const Artifact &artifact)
    : m_reader(std::move(reader))
    , m_artifact(artifact)
{
}

Result<ProvenReader> ProvenReader::open(ArtifactStore &store, const Artifact &artifact)
{
    Result<std::unique_ptr<ArtifactReader>> reader =
        artifact.point.isEmpty() ? store.open(artifact.file) : store.openEarlier(artifact);
    if (!reader)
        return reader.error();
    return ProvenReader(std::move(*reader), artifact);
}

Result<> ProvenReader::seek(qint64 offset)
{
    m_hash = Sha256();
    m_ends = {};
    m_bytes = 0;
    m_isFromStart = offset == 0;
    return m_reader->seek(offset);
}

Result<QByteArray> ProvenReader::read(qsizetype limit)
{
    const Result<QByteArray> block = m_reader->read(limit);
    if (block) {
        LapClock clock;
        m_hash.add(*block);
        m_hashing += clock.lap();
        m_ends.add(*block);
        m_bytes += block->size();
    }
    return block;
}

TimeSpent ProvenReader::spent() const
{
    TimeSpent spent = m_reader->spent();
    spent.hash += m_hashing;
    return spent;
}

Result<> ProvenReader::checkRest(const CancelToken &cancel)
{
    while (true) {
        if (cancel.isCancelled())
            return cancelled();
        const Result<QByteArray> rest = read(TransferBlock);
        if (!rest)
            return rest.error();
        if (rest->isEmpty())
            return check();
    }
}

Result<> ProvenReader::check()
{
    if (m_bytes == m_artifact.bytes && m_hash.hex() == m_artifact.sha256.toLatin1())
        return {};
    return Error{
        Error::Kind::Corrupt,
        m_bytes == m_artifact.bytes
            ? Text{QT_TRANSLATE_NOOP("Text", "%1 is not what was written: its hash differs."),
                   {m_artifact.file}}
            : Text{QT_TRANSLATE_NOOP("Text", "%1 has %2 instead of %3."),
                   {m_artifact.file, ByteCount{m_bytes}, ByteCount{m_artifact.bytes}}},
        {QT_TRANSLATE_NOOP("Text", "Use another point, or another copy of this one."), {}},
        {}};
}

} // namespace Lifeboat
