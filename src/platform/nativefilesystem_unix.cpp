#include <QtGlobal>

#ifdef Q_OS_UNIX

#include "platform/diskerror_unix.h"
#include "platform/nativefilesystem.h"
#include "platform/processlock.h"
#include "platform/unbufferedfile_unix.h"

#include <QFile>

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace Lifeboat {

namespace {

// So much is written before the disk is told to begin: else it idles until the fsync at the end.
constexpr off_t FlushStride = 8 * 1024 * 1024;

template <typename Call>
auto retried(Call call) // until no signal interrupts it
{
    auto result = call();
    while (result < 0 && errno == EINTR)
        result = call();
    return result;
}

class UnixFile : public OutputFile
{
public:
    UnixFile(int descriptor, const QString &path)
        : m_descriptor(descriptor)
        , m_path(path)
    {
    }
    ~UnixFile() override { ::close(m_descriptor); }

    Result<> write(QByteArrayView data) override
    {
        while (!data.isEmpty()) {
            const ssize_t count =
                retried([&] { return ::write(m_descriptor, data.data(), size_t(data.size())); });
            if (count < 0)
                return errnoError(errno, m_path);
            data = data.sliced(count);
            m_written += count;
        }
        startFlush();
        return {};
    }

    Result<> sync() override
    {
#ifdef Q_OS_MACOS
        // fsync leaves the data in the drive's own cache there; not every file system knows this.
        if (::fcntl(m_descriptor, F_FULLFSYNC) == 0)
            return {};
#endif
        if (retried([this] { return ::fsync(m_descriptor); }) < 0)
            return errnoError(errno, m_path);
        return {};
    }

private:
    void startFlush()
    {
#ifdef Q_OS_LINUX
        if (m_written - m_flushed < FlushStride)
            return;
        // A hint only: sync() is what counts, and it reports the errors.
        ::sync_file_range(m_descriptor, m_flushed, m_written - m_flushed, SYNC_FILE_RANGE_WRITE);
        m_flushed = m_written;
#endif
    }

    const int m_descriptor;
    const QString m_path;
    off_t m_written = 0;
    off_t m_flushed = 0;
};

Result<std::unique_ptr<OutputFile>> opened(const QString &path, int flags)
{
    const QByteArray name = QFile::encodeName(path);
    const int descriptor = retried(
        [&] { return ::open(name.constData(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW | flags, 0600); });
    if (descriptor < 0)
        return errnoError(errno, path);
    return std::unique_ptr<OutputFile>(std::make_unique<UnixFile>(descriptor, path));
}

Result<> syncPath(const QString &path, int flags)
{
    const int descriptor =
        retried([&] { return ::open(QFile::encodeName(path).constData(), O_CLOEXEC | flags); });
    if (descriptor < 0)
        return errnoError(errno, path);
    const int result = retried([&] { return ::fsync(descriptor); });
    const int code = errno;
    ::close(descriptor);
    // Some network and FUSE file systems cannot sync a folder and say so; there is nothing better.
    const bool isUnknown = (flags & O_DIRECTORY) && (code == EINVAL || code == ENOTSUP);
    return result < 0 && !isUnknown ? errnoError(code, path) : Result<>();
}

} // namespace

const NativeFileSystem &NativeFileSystem::instance()
{
    static const NativeFileSystem s_fileSystem;
    return s_fileSystem;
}

Result<std::unique_ptr<OutputFile>> NativeFileSystem::create(const QString &path) const
{
    return opened(path, O_CREAT | O_EXCL);
}

Result<std::unique_ptr<OutputFile>> NativeFileSystem::append(const QString &path) const
{
    return opened(path, O_CREAT | O_APPEND);
}

Result<bool> NativeFileSystem::createFolder(const QString &path) const
{
    if (::mkdir(QFile::encodeName(path).constData(), 0700) == 0)
        return true;
    const int code = errno;
    if (code == EEXIST)
        return false;
    // A read-only file system, and a mount that is gone, may answer so for what is there.
    struct stat info;
    if (::stat(QFile::encodeName(path).constData(), &info) == 0)
        return false;
    return errnoError(code, path);
}

Result<> NativeFileSystem::rename(const QString &from, const QString &to) const
{
    if (::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) < 0)
        return errnoError(errno, to);
    return {};
}

Result<> NativeFileSystem::remove(const QString &file) const
{
    if (::unlink(QFile::encodeName(file).constData()) < 0)
        return errnoError(errno, file);
    return {};
}

Result<> NativeFileSystem::syncFile(const QString &path) const
{
    return syncPath(path, O_RDONLY | O_NOFOLLOW);
}

Result<> NativeFileSystem::syncFolder(const QString &path) const
{
    return syncPath(path, O_RDONLY | O_DIRECTORY);
}

Result<std::unique_ptr<InputFile>> NativeFileSystem::openOnDisk(const QString &path) const
{
    return openUnbuffered(path);
}

Result<qint64> NativeFileSystem::freeBytes(const QString &folder) const
{
    struct statvfs info;
    if (retried([&] { return ::statvfs(QFile::encodeName(folder).constData(), &info); }) < 0)
        return errnoError(errno, folder);
    return qint64(info.f_bavail) * qint64(info.f_frsize);
}

Result<std::unique_ptr<FileLock>> NativeFileSystem::lock(const QString &path) const
{
    auto lock = ProcessLock::acquire(path);
    if (!lock)
        return lock.error();
    return std::unique_ptr<FileLock>(std::move(*lock));
}

LockState NativeFileSystem::lockState(const QString &path) const
{
    return ProcessLock::state(path);
}

} // namespace Lifeboat

#endif
