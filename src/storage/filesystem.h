#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace Lifeboat {

// A file that is being written. Used by one thread; closed, but not removed, when dropped.
class OutputFile
{
public:
    virtual ~OutputFile() = default;
    virtual Result<> write(QByteArrayView data) = 0; // all of it
    virtual Result<> sync() = 0; // what was written is on the disk, as far as the system can say
};

// A file that is read from its start, in blocks of the system's choice. Used by one thread.
class InputFile
{
public:
    virtual ~InputFile() = default;
    virtual Result<QByteArrayView> read() = 0; // valid until the next call; empty at the end
};

// Held until it is dropped or the process ends in whatever way; its file is then removed, unless
// the process was killed.
class FileLock
{
public:
    virtual ~FileLock() = default;
};

enum class LockState {
    Free,
    Held,
    Unknown // locks do not work there, or the holder is another machine whose locks may not show
};

// What a vault asks of the operating system beyond Qt: durable writing, the exact reason of a
// failure, locks that end with their process. Implemented in platform; tests make it fail.
//
// Every call blocks for as long as the file system does. Thread-safe. Errors name the path:
// NoSpace for a full disk or a used-up quota, Storage for everything else, with what to do.
class FileSystem
{
public:
    virtual ~FileSystem() = default;

    // A new file for its owner only (0600). An error when the name exists, even as a link.
    virtual Result<std::unique_ptr<OutputFile>> create(const QString &path) const = 0;
    // Writes behind what is there; creates the file like create() when it is missing.
    virtual Result<std::unique_ptr<OutputFile>> append(const QString &path) const = 0;

    // A folder for its owner only (0700); false when the name exists. Never makes its parents: a
    // parent that is missing is a drive that is gone, and must not be made anew elsewhere.
    virtual Result<bool> createFolder(const QString &path) const = 0;

    // At once, or not at all. Replaces a file, never a folder that has something in it.
    virtual Result<> rename(const QString &from, const QString &to) const = 0;
    virtual Result<> remove(const QString &file) const = 0;

    virtual Result<> syncFile(const QString &path) const = 0;   // after someone else wrote it
    virtual Result<> syncFolder(const QString &path) const = 0; // names made or changed in it

    // A synced file, read past the system's memory where the file system can do so. It says what
    // the disk or the server answers, which may still come from a memory of theirs.
    virtual Result<std::unique_ptr<InputFile>> openOnDisk(const QString &path) const = 0;

    virtual Result<qint64> freeBytes(const QString &folder) const = 0; // for this user

    // Busy names the holder. The file is made when missing; its folder must exist.
    virtual Result<std::unique_ptr<FileLock>> lock(const QString &path) const = 0;
    virtual LockState lockState(const QString &path) const = 0;
};

} // namespace Lifeboat
