#include <QtGlobal>

#ifdef Q_OS_WIN

#include "platform/diskerror_windows.h"
#include "platform/nativefilesystem.h"
#include "platform/processlock.h"

#include <QDir>

#include <string>

#include <windows.h>

namespace Lifeboat {

namespace {

// The prefix lifts the limit of 260 characters; it asks for backslashes and an absolute path.
std::wstring native(const QString &path)
{
    const QString absolute = QDir::toNativeSeparators(QDir::cleanPath(path));
    if (absolute.startsWith(QStringLiteral("\\\\")))
        return (QStringLiteral("\\\\?\\UNC\\") + absolute.sliced(2)).toStdWString();
    return (QStringLiteral("\\\\?\\") + absolute).toStdWString();
}

class WindowsFile : public OutputFile
{
public:
    WindowsFile(HANDLE handle, const QString &path)
        : m_handle(handle)
        , m_path(path)
    {
    }
    ~WindowsFile() override { CloseHandle(m_handle); }

    Result<> write(QByteArrayView data) override
    {
        while (!data.isEmpty()) {
            DWORD count = 0;
            const DWORD wanted = DWORD(qMin<qsizetype>(data.size(), 1 << 20));
            if (!WriteFile(m_handle, data.data(), wanted, &count, nullptr))
                return windowsError(GetLastError(), m_path);
            data = data.sliced(count);
        }
        return {};
    }

    Result<> sync() override
    {
        return FlushFileBuffers(m_handle) ? Result<>() : windowsError(GetLastError(), m_path);
    }

private:
    const HANDLE m_handle;
    const QString m_path;
};

class UnbufferedFile : public InputFile
{
public:
    UnbufferedFile(HANDLE handle, const QString &path)
        : m_handle(handle)
        , m_path(path)
        , m_block(static_cast<char *>(
              VirtualAlloc(nullptr, BlockSize, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE)))
    {
        Q_CHECK_PTR(m_block);
    }
    ~UnbufferedFile() override
    {
        VirtualFree(m_block, 0, MEM_RELEASE);
        CloseHandle(m_handle);
    }

    Result<QByteArrayView> read() override
    {
        DWORD count = 0;
        if (!ReadFile(m_handle, m_block, BlockSize, &count, nullptr)
            && GetLastError() != ERROR_HANDLE_EOF)
            return windowsError(GetLastError(), m_path);
        return QByteArrayView(m_block, qsizetype(count));
    }

private:
    static constexpr DWORD BlockSize = 1024 * 1024; // a multiple of every sector size in use

    const HANDLE m_handle;
    const QString m_path;
    char *const m_block; // aligned to a page, as unbuffered reading asks for
};

// The file is for its owner only because the vault's folders are: a Windows file inherits.
Result<std::unique_ptr<OutputFile>> opened(const QString &path, DWORD access, DWORD disposition)
{
    const HANDLE handle = CreateFileW(native(path).c_str(), access, FILE_SHARE_READ, nullptr,
                                      disposition, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (handle == INVALID_HANDLE_VALUE)
        return windowsError(GetLastError(), path);
    return std::unique_ptr<OutputFile>(std::make_unique<WindowsFile>(handle, path));
}

} // namespace

const NativeFileSystem &NativeFileSystem::instance()
{
    static const NativeFileSystem s_fileSystem;
    return s_fileSystem;
}

Result<std::unique_ptr<OutputFile>> NativeFileSystem::create(const QString &path) const
{
    return opened(path, GENERIC_WRITE, CREATE_NEW);
}

Result<std::unique_ptr<OutputFile>> NativeFileSystem::append(const QString &path) const
{
    return opened(path, FILE_APPEND_DATA | SYNCHRONIZE, OPEN_ALWAYS);
}

Result<bool> NativeFileSystem::createFolder(const QString &path) const
{
    if (CreateDirectoryW(native(path).c_str(), nullptr))
        return true;
    const DWORD code = GetLastError();
    if (code == ERROR_ALREADY_EXISTS)
        return false;
    return windowsError(code, path);
}

Result<> NativeFileSystem::rename(const QString &from, const QString &to) const
{
    // Write-through: it returns when the change of name is on the disk. A folder is never replaced.
    if (!MoveFileExW(native(from).c_str(), native(to).c_str(),
                     MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH))
        return windowsError(GetLastError(), to);
    return {};
}

Result<> NativeFileSystem::remove(const QString &file) const
{
    return DeleteFileW(native(file).c_str()) ? Result<>() : windowsError(GetLastError(), file);
}

Result<> NativeFileSystem::syncFile(const QString &path) const
{
    const auto file = opened(path, GENERIC_WRITE, OPEN_EXISTING);
    return file ? (*file)->sync() : file.error();
}

Result<> NativeFileSystem::syncFolder(const QString &) const
{
    return {}; // NTFS journals names in order, and rename() above is write-through
}

Result<std::unique_ptr<InputFile>> NativeFileSystem::openOnDisk(const QString &path) const
{
    const HANDLE handle =
        CreateFileW(native(path).c_str(), GENERIC_READ, FILE_SHARE_READ, nullptr, OPEN_EXISTING,
                    FILE_FLAG_NO_BUFFERING | FILE_FLAG_SEQUENTIAL_SCAN, nullptr);
    if (handle == INVALID_HANDLE_VALUE)
        return windowsError(GetLastError(), path);
    return std::unique_ptr<InputFile>(std::make_unique<UnbufferedFile>(handle, path));
}

Result<qint64> NativeFileSystem::freeBytes(const QString &folder) const
{
    ULARGE_INTEGER available;
    if (!GetDiskFreeSpaceExW(native(folder).c_str(), &available, nullptr, nullptr))
        return windowsError(GetLastError(), folder);
    return qint64(available.QuadPart);
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
