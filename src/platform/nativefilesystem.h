#pragma once

#include "storage/filesystem.h"

namespace Lifeboat {

// The operating system's own file system calls.
class NativeFileSystem : public FileSystem
{
public:
    static const NativeFileSystem &instance(); // it has no state; lives as long as the program

    Result<std::unique_ptr<OutputFile>> create(const QString &path) const override;
    Result<std::unique_ptr<OutputFile>> append(const QString &path) const override;
    Result<bool> createFolder(const QString &path) const override;
    Result<> rename(const QString &from, const QString &to) const override;
    Result<> remove(const QString &file) const override;
    Result<> syncFile(const QString &path) const override;
    Result<> syncFolder(const QString &path) const override;
    Result<std::unique_ptr<InputFile>> openOnDisk(const QString &path) const override;
    Result<qint64> freeBytes(const QString &folder) const override;
    Result<std::unique_ptr<FileLock>> lock(const QString &path) const override;
    LockState lockState(const QString &path) const override;
};

} // namespace Lifeboat
