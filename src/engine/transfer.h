#pragma once

#include "base/canceltoken.h"
#include "base/sha256.h"
#include "model/plan.h"
#include "model/runevent.h"
#include "storage/artifactstore.h"

#include <QElapsedTimer>

namespace Lifeboat {

constexpr qsizetype TransferBlock = 256 * 1024;

// Tells how far a step is, four times a second at most.
class StepMeter
{
public:
    StepMeter(const Step &step, const EventSink &sink);

    void add(qint64 bytes) { show(m_bytes + bytes, m_expected); }
    void show(qint64 done, qint64 expected);
    qint64 bytes() const { return m_bytes; }

private:
    QByteArray m_step;
    const EventSink &m_sink;
    QElapsedTimer m_clock;
    qint64 m_bytes = 0;
    qint64 m_expected;
};

// The first bytes and the last ones of a stream, for what a complete file begins and ends with.
class StreamEnds
{
public:
    void add(QByteArrayView data);
    Result<> check(const QString &file, const QByteArray &magic, const QByteArray &trailer) const;

private:
    QByteArray m_head;
    QByteArray m_tail;
};

// Reads an artifact from its start and knows at the end whether it is the one that was written.
class ProvenReader
{
public:
    static Result<ProvenReader> open(ArtifactStore &store, const Artifact &artifact);

    Result<QByteArray> read(qsizetype limit); // empty at the end
    Result<> seek(qint64 offset);
    Result<> check(); // after the end, read from the start: size and hash are those recorded
    Result<> checkRest(const CancelToken &cancel); // reads what is left, then checks
    bool isFromStart() const { return m_isFromStart; }
    const StreamEnds &ends() const { return m_ends; }
    TimeSpent spent() const; // by what was read

private:
    ProvenReader(std::unique_ptr<ArtifactReader> reader, const Artifact &artifact);

    std::unique_ptr<ArtifactReader> m_reader;
    Artifact m_artifact;
    Sha256 m_hash;
    StreamEnds m_ends;
    double m_hashing = 0; // seconds
    qint64 m_bytes = 0;
    bool m_isFromStart = true;
};

} // namespace Lifeboat
