#pragma once

#include "base/canceltoken.h"
#include "base/result.h"
#include "base/timespent.h"
#include "model/manifest.h"

#include <QByteArray>

#include <functional>
#include <memory>

namespace Lifeboat {

// Writes one artifact. Bytes go to a temporary name beside the final one, in a thread of the
// writer's own that also hashes them, so that the network need not wait for the disk; write()
// blocks when more than a few MiB wait. Dropped without commit() it leaves nothing.
class ArtifactWriter
{
public:
    virtual ~ArtifactWriter() = default;

    virtual Result<> write(QByteArrayView data) = 0; // NoSpace, Storage: the disk's own answer

    // fsync, reads the file back and compares its hash with that of the bytes written, writes
    // FILE.sha256 beside it, renames, fsyncs the folder. Returns the size and hash on disk.
    virtual Result<Artifact> commit(const CancelToken &cancel) = 0;

    // What these two calls have waited for so far.
    virtual TimeSpent spent() const = 0;
};

// Reads one artifact from its start; not thread-safe.
class ArtifactReader
{
public:
    virtual ~ArtifactReader() = default;
    virtual Result<QByteArray> read(qsizetype limit) = 0; // empty at the end
    // Goes on from there. Only what is read from the start to the end is compared with its hash.
    virtual Result<> seek(qint64 offset) = 0;
    virtual TimeSpent spent() const = 0; // by read(), so far
};

// The artifacts of one point. Thread-safe; each writer and reader is used by one thread.
class ArtifactStore
{
public:
    virtual ~ArtifactStore() = default;
    virtual Result<std::unique_ptr<ArtifactWriter>> create(const Artifact &artifact) = 0;
    virtual Result<std::unique_ptr<ArtifactReader>> open(const QString &file) = 0;

    // One of an earlier point of the same host (Artifact::point).
    virtual Result<std::unique_ptr<ArtifactReader>> openEarlier(const Artifact &artifact) = 0;

    // Removes an artifact that was committed by a component that failed afterwards.
    virtual Result<> remove(const QString &file) = 0;
};

} // namespace Lifeboat
