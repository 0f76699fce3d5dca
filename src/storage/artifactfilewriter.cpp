#include "storage/artifactfilewriter.h"

#include "model/filename.h"

#include <QCoreApplication>
#include <QFile>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static constexpr qsizetype BlockSize = 256 * 1024;
static constexpr size_t MostBlocks = 16;

Result<std::unique_ptr<ArtifactWriter>> ArtifactFileWriter::create(const FileSystem &fileSystem,
                                                                   const QString &folder,
                                                                   const Artifact &artifact,
                                                                   Committed committed)
{
    const QString path = folder + u'/' + artifact.file;
    auto file = fileSystem.create(path + u".part"_s);
    if (!file)
        return file.error();
    return std::unique_ptr<ArtifactWriter>(
        new ArtifactFileWriter(fileSystem, path, artifact, std::move(*file), std::move(committed)));
}

ArtifactFileWriter::ArtifactFileWriter(const FileSystem &fileSystem, const QString &path,
                                       const Artifact &artifact, std::unique_ptr<OutputFile> file,
                                       Committed committed)
    : m_fileSystem(fileSystem)
    , m_path(path)
    , m_artifact(artifact)
    , m_file(std::move(file))
    , m_committed(std::move(committed))
{
    m_artifact.bytes = 0;
    m_filling.reserve(BlockSize);
    m_thread = std::thread([this] { drain(); });
}

ArtifactFileWriter::~ArtifactFileWriter()
{
    stop();
    m_file.reset(); // Windows removes no open file
    if (m_isDone)
        return;
    for (const QString &name : {m_path + u".part"_s, m_path + u".sha256"_s})
        QFile::remove(name);
    if (m_isNamed)
        QFile::remove(m_path);
}

void ArtifactFileWriter::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
        m_isDropped = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void ArtifactFileWriter::drain()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return !m_blocks.empty() || m_isEnding; });
        if (m_blocks.empty() || m_isDropped || m_error)
            return;
        QByteArray block = std::move(m_blocks.front());
        m_blocks.pop_front();
        lock.unlock();

        LapClock clock;
        m_hash.add(block);
        const double hashing = clock.lap();
        const Result<> written = m_file->write(block);
        const double writing = clock.lap();

        lock.lock();
        m_worked += {.disk = writing, .hash = hashing};
        block.resize(0);
        m_spare.push_back(std::move(block));
        if (!written)
            m_error = written.error();
        m_changed.notify_all();
        if (m_error)
            return;
    }
}

Result<> ArtifactFileWriter::write(QByteArrayView data)
{
    while (!data.isEmpty()) {
        const qsizetype part = qMin(BlockSize - m_filling.size(), data.size());
        m_filling.append(data.first(part));
        data = data.sliced(part);
        m_artifact.bytes += part;
        if (m_filling.size() < BlockSize)
            continue;
        if (const Result<> queued = queue(); !queued)
            return queued;
    }
    return {};
}

Result<> ArtifactFileWriter::queue()
{
    LapClock clock;
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_error || m_blocks.size() < MostBlocks; });
    m_blocked += clock.lap();
    if (m_error)
        return *m_error;
    m_blocks.push_back(std::move(m_filling));
    m_filling = {};
    if (!m_spare.empty()) {
        m_filling = std::move(m_spare.front());
        m_spare.pop_front();
    }
    lock.unlock();
    m_changed.notify_all();
    m_filling.reserve(BlockSize);
    return {};
}

Result<Artifact> ArtifactFileWriter::commit(const CancelToken &cancel)
{
    if (const Result<> written = finishWriting(); !written)
        return written.error();
    if (const Result<> same = readBack(cancel); !same)
        return same.error();
    LapClock clock;
    if (const Result<> published = publish(); !published)
        return published.error();
    m_own.disk += clock.lap();
    m_isDone = true;
    if (m_committed)
        m_committed(m_artifact);
    return m_artifact;
}

Result<> ArtifactFileWriter::finishWriting()
{
    if (!m_thread.joinable()) // an earlier commit failed or succeeded
        return Error{Error::Kind::Storage,
                     {QT_TRANSLATE_NOOP("Text", "\"%1\" is closed already."), {m_path}},
                     {},
                     {}};
    if (!m_filling.isEmpty()) {
        if (const Result<> queued = queue(); !queued)
            return queued;
    }
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    LapClock clock;
    m_changed.notify_all();
    m_thread.join();
    m_blocked += clock.lap(); // the thread is gone: there is nothing to guard any more
    if (m_error)
        return *m_error;
    m_artifact.sha256 = QString::fromLatin1(m_hash.hex());
    const Result<> synced = m_file->sync();
    m_file.reset();
    m_own.disk += clock.lap();
    return synced;
}

// Waiting for the thread was waiting for the disk and the hash, by what these took of its time.
TimeSpent ArtifactFileWriter::spent() const
{
    const std::lock_guard lock(m_mutex);
    TimeSpent spent = m_own;
    if (const double worked = m_worked.disk + m_worked.hash; worked > 0)
        spent += {.disk = m_blocked * m_worked.disk / worked,
                  .hash = m_blocked * m_worked.hash / worked};
    return spent;
}

Result<> ArtifactFileWriter::readBack(const CancelToken &cancel)
{
    LapClock clock;
    const QString path = m_path + u".part"_s;
    const auto file = m_fileSystem.openOnDisk(path);
    if (!file)
        return file.error();
    Sha256 hash;
    qint64 bytes = 0;
    while (true) {
        if (cancel.isCancelled())
            return cancelled();
        const Result<QByteArrayView> block = (*file)->read();
        m_own.disk += clock.lap();
        if (!block)
            return block.error();
        if (block->isEmpty())
            break;
        hash.add(*block);
        m_own.hash += clock.lap();
        bytes += block->size();
    }
    if (bytes != m_artifact.bytes || QString::fromLatin1(hash.hex()) != m_artifact.sha256)
        return Error{
            Error::Kind::Corrupt,
            {QT_TRANSLATE_NOOP("Text", "What was read back from \"%1\" is not what was written."),
             {path}},
            {QT_TRANSLATE_NOOP("Text", "The disk or the network folder damages data. Check it "
                                       "before you trust any backup on it."),
             {}},
            {}};
    return {};
}

Result<> ArtifactFileWriter::publish()
{
    const auto checksum = m_fileSystem.create(m_path + u".sha256"_s);
    if (!checksum)
        return checksum.error();
    if (const Result<> written = (*checksum)->write(checksumLine(m_artifact)); !written)
        return written;
    if (const Result<> synced = (*checksum)->sync(); !synced)
        return synced;
    if (const auto renamed = m_fileSystem.rename(m_path + u".part"_s, m_path); !renamed)
        return renamed;
    m_isNamed = true;
    return m_fileSystem.syncFolder(m_path.section(u'/', 0, -2));
}

} // namespace Lifeboat
