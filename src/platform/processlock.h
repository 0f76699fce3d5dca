#pragma once

#include "storage/filesystem.h"

#include <QDateTime>

#include <chrono>

namespace Lifeboat {

// Who holds a lock, as the lock's file says.
struct LockHolder
{
    QString machine;   // for humans
    QString machineId; // tells two machines of one name apart
    QString program;
    qint64 pid = 0;
    QDateTime since;

    static LockHolder self();
    QByteArray toLine() const;
    static LockHolder fromLine(const QByteArray &line);
    Error busy(const QString &path) const; // names the holder

    bool operator==(const LockHolder &) const = default;
};

// An advisory lock by the operating system on a file that names its holder. It ends with the
// process, however that ends, so there is nothing to clean up after a kill. Two locks on one file
// exclude each other also within one process. Children do not inherit it.
class ProcessLock : public FileLock
{
public:
    // Tries for `patience`, then Busy. Makes the file, not its folder.
    static Result<std::unique_ptr<ProcessLock>> acquire(const QString &path,
                                                        std::chrono::milliseconds patience = {});
    static LockState state(const QString &path); // Free also when there is no such file

    ~ProcessLock() override; // removes the file

private:
    ProcessLock(const QString &path, qintptr handle);
    static Result<std::unique_ptr<ProcessLock>> tryOnce(const QString &path);

    const QString m_path;
    const qintptr m_handle;
};

} // namespace Lifeboat
