#include <QtGlobal>

#ifdef Q_OS_UNIX

#include "platform/diskerror_unix.h"
#include "platform/processlock.h"

#include <QFile>

#include <cerrno>

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace Lifeboat {

namespace {

enum class Grip { Taken, Refused, Unsupported };

Grip grip(int descriptor, int operation)
{
    // flock, not fcntl: a POSIX record lock is lost when any descriptor of the file is closed.
    if (::flock(descriptor, operation | LOCK_NB) == 0)
        return Grip::Taken;
    // NFS without a lock service and some FUSE file systems have no locks.
    return errno == EWOULDBLOCK || errno == EINTR ? Grip::Refused : Grip::Unsupported;
}

LockHolder holderOf(int descriptor)
{
    QByteArray line(4096, '\0');
    const ssize_t count = ::pread(descriptor, line.data(), size_t(line.size()), 0);
    line.truncate(qMax<ssize_t>(count, 0));
    return LockHolder::fromLine(line);
}

bool isHere(const LockHolder &holder)
{
    const LockHolder self = LockHolder::self();
    return holder.pid > 0 && holder.machineId == self.machineId && holder.machine == self.machine;
}

bool isAlive(qint64 pid)
{
    return ::kill(pid_t(pid), 0) == 0 || errno == EPERM;
}

// What can be said without a lock: only a process of this machine can be looked for.
LockState stateByHolder(const LockHolder &holder)
{
    if (!isHere(holder))
        return LockState::Unknown;
    return isAlive(holder.pid) ? LockState::Held : LockState::Free;
}

bool isStillNamed(int descriptor, const QByteArray &name)
{
    struct stat open;
    struct stat named;
    return ::fstat(descriptor, &open) == 0 && ::stat(name.constData(), &named) == 0
           && open.st_ino == named.st_ino && open.st_dev == named.st_dev;
}

Result<> writeHolder(int descriptor, const QString &path)
{
    const QByteArray line = LockHolder::self().toLine();
    if (::ftruncate(descriptor, 0) < 0)
        return errnoError(errno, path);
    const ssize_t count = ::pwrite(descriptor, line.constData(), size_t(line.size()), 0);
    if (count == line.size())
        return {};
    return errnoError(count < 0 ? errno : ENOSPC, path);
}

} // namespace

Result<std::unique_ptr<ProcessLock>> ProcessLock::tryOnce(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    const int descriptor =
        ::open(name.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return errnoError(errno, path);
    const LockHolder before = holderOf(descriptor);
    const Grip taken = grip(descriptor, LOCK_EX);
    const bool isOthers = taken == Grip::Refused
                          || (taken == Grip::Unsupported && before.pid > 0
                              && stateByHolder(before) != LockState::Free);
    // Its holder may have removed it between open and lock: then it locks nothing.
    if (isOthers || !isStillNamed(descriptor, name)) {
        ::close(descriptor);
        return before.busy(path);
    }
    if (const Result<> written = writeHolder(descriptor, path); !written) {
        ::unlink(name.constData());
        ::close(descriptor);
        return written.error();
    }
    return std::unique_ptr<ProcessLock>(new ProcessLock(path, descriptor));
}

ProcessLock::~ProcessLock()
{
    const QByteArray name = QFile::encodeName(m_path);
    // Before the lock ends, and only if the name still is this lock's.
    if (isStillNamed(int(m_handle), name))
        ::unlink(name.constData());
    ::close(int(m_handle));
}

LockState ProcessLock::state(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return errno == ENOENT ? LockState::Free : LockState::Unknown;
    const LockHolder holder = holderOf(descriptor);
    const Grip taken = grip(descriptor, LOCK_SH); // shared: two who ask do not see each other
    ::close(descriptor);
    if (taken == Grip::Refused)
        return LockState::Held;
    if (taken == Grip::Unsupported)
        return stateByHolder(holder);
    // A network folder may be mounted so that locks of other machines do not show.
    return isHere(holder) ? LockState::Free : LockState::Unknown;
}

} // namespace Lifeboat

#endif
