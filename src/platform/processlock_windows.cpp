#include <QtGlobal>

#ifdef Q_OS_WIN

#include "platform/diskerror_windows.h"
#include "platform/processlock.h"

#include <QDir>
#include <QFileInfo>

#include <windows.h>

namespace Lifeboat {

namespace {

// Far behind the text, because a locked range cannot be read by others there.
constexpr DWORD LockOffset = 1 << 20;

HANDLE openedLock(const QString &path, DWORD disposition)
{
    const std::wstring name = QDir::toNativeSeparators(path).toStdWString();
    return CreateFileW(name.c_str(), GENERIC_READ | GENERIC_WRITE | DELETE,
                       FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr, disposition,
                       FILE_ATTRIBUTE_NORMAL, nullptr);
}

bool grip(HANDLE handle, DWORD flags)
{
    OVERLAPPED where{};
    where.Offset = LockOffset;
    return LockFileEx(handle, flags | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &where);
}

LockHolder holderOf(HANDLE handle)
{
    QByteArray line(4096, '\0');
    DWORD count = 0;
    SetFilePointer(handle, 0, nullptr, FILE_BEGIN);
    ReadFile(handle, line.data(), DWORD(line.size()), &count, nullptr);
    line.truncate(count);
    return LockHolder::fromLine(line);
}

bool writeHolder(HANDLE handle)
{
    const QByteArray line = LockHolder::self().toLine();
    DWORD count = 0;
    SetFilePointer(handle, 0, nullptr, FILE_BEGIN);
    return SetEndOfFile(handle)
           && WriteFile(handle, line.constData(), DWORD(line.size()), &count, nullptr);
}

} // namespace

Result<std::unique_ptr<ProcessLock>> ProcessLock::tryOnce(const QString &path)
{
    const HANDLE handle = openedLock(path, OPEN_ALWAYS);
    if (handle == INVALID_HANDLE_VALUE) {
        // A file that is being deleted is refused so until its last handle is closed.
        if (GetLastError() == ERROR_ACCESS_DENIED && QFileInfo::exists(path))
            return LockHolder().busy(path);
        return windowsError(GetLastError(), path);
    }
    const LockHolder before = holderOf(handle);
    if (!grip(handle, LOCKFILE_EXCLUSIVE_LOCK)) {
        CloseHandle(handle);
        return before.busy(path);
    }
    if (!writeHolder(handle)) {
        const Error error = windowsError(GetLastError(), path);
        CloseHandle(handle);
        return error;
    }
    return std::unique_ptr<ProcessLock>(new ProcessLock(path, qintptr(handle)));
}

ProcessLock::~ProcessLock()
{
    const HANDLE handle = reinterpret_cast<HANDLE>(m_handle);
    FILE_DISPOSITION_INFO gone{TRUE}; // the name goes when the last handle is closed
    SetFileInformationByHandle(handle, FileDispositionInfo, &gone, sizeof gone);
    CloseHandle(handle);
}

LockState ProcessLock::state(const QString &path)
{
    const HANDLE handle = openedLock(path, OPEN_EXISTING);
    if (handle == INVALID_HANDLE_VALUE)
        return GetLastError() == ERROR_FILE_NOT_FOUND ? LockState::Free : LockState::Unknown;
    const LockHolder holder = holderOf(handle);
    const bool isFree = grip(handle, 0); // shared: two who ask do not see each other
    CloseHandle(handle);
    if (!isFree)
        return LockState::Held;
    const LockHolder self = LockHolder::self();
    const bool isHere =
        holder.pid > 0 && holder.machine == self.machine && holder.machineId == self.machineId;
    return isHere ? LockState::Free : LockState::Unknown;
}

} // namespace Lifeboat

#endif
