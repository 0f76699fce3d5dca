#pragma once

#include "base/sha256.h"
#include "storage/artifactstore.h"
#include "storage/filesystem.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

namespace Lifeboat {

// An artifact as a file in a folder: written as NAME.part by a thread of its own, then synced,
// read back, given its NAME.sha256 and renamed. At most 4 MiB wait for the disk.
class ArtifactFileWriter : public ArtifactWriter
{
public:
    using Committed = std::function<void(const Artifact &)>;

    // `folder` is the point's; the artifact's own folder below it must exist. The file system has
    // to outlive the writer. `committed` is called by commit() when the file has its name.
    static Result<std::unique_ptr<ArtifactWriter>> create(const FileSystem &fileSystem,
                                                          const QString &folder,
                                                          const Artifact &artifact,
                                                          Committed committed);
    ~ArtifactFileWriter() override;

    Result<> write(QByteArrayView data) override;
    Result<Artifact> commit(const CancelToken &cancel) override;
    TimeSpent spent() const override;

private:
    ArtifactFileWriter(const FileSystem &fileSystem, const QString &path, const Artifact &artifact,
                       std::unique_ptr<OutputFile> file, Committed committed);

    void drain();     // the thread
    Result<> queue(); // hands m_filling over, waits for room
    Result<> finishWriting();
    Result<> readBack(const CancelToken &cancel);
    Result<> publish();
    void stop();

    const FileSystem &m_fileSystem;
    const QString m_path; // without .part
    Artifact m_artifact;
    std::unique_ptr<OutputFile> m_file;
    const Committed m_committed;
    bool m_isNamed = false; // has its final name
    bool m_isDone = false;  // committed
    QByteArray m_filling;   // the block that write() fills

    // Only of the thread, until it has ended.
    Sha256 m_hash;

    TimeSpent m_own; // of the caller: what it did itself

    mutable std::mutex m_mutex; // guards what follows
    std::condition_variable m_changed;
    std::deque<QByteArray> m_blocks; // wait for the disk
    std::deque<QByteArray> m_spare;  // written blocks, whose memory is used again
    std::optional<Error> m_error;    // the first one
    double m_blocked = 0;            // seconds that the caller waited for the thread
    TimeSpent m_worked;              // of the thread
    bool m_isEnding = false;         // nothing more comes
    bool m_isDropped = false;        // what waits is not wanted any more

    std::thread m_thread;
};

} // namespace Lifeboat
