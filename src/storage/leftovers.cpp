#include "storage/leftovers.h"

#include "model/manifest.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QDirIterator>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static QDateTime lastChange(const QString &path)
{
    QDateTime newest = QFileInfo(path).lastModified();
    QDirIterator entries(path, QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden,
                         QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        entries.next();
        newest = qMax(newest, entries.fileInfo().lastModified());
    }
    return newest;
}

static QString lockOf(const QString &folder) // ID.partial or ID.removing
{
    return folder.first(folder.lastIndexOf(u'.')) + u".lock"_s;
}

// `path`: what the lock at `lock` guards, or that file itself.
static bool isAbandoned(const FileSystem &fileSystem, const QString &lock, const QString &path)
{
    const LockState state = fileSystem.lockState(lock);
    return state == LockState::Free
           || (state == LockState::Unknown
               && lastChange(path) < QDateTime::currentDateTime().addDays(-1));
}

QStringList findLeftovers(const FileSystem &fileSystem, const QString &hostFolder)
{
    QStringList found;
    const QDir folder(hostFolder);
    for (const QString &name : folder.entryList(QDir::Dirs | QDir::NoSymLinks | QDir::Hidden)) {
        const QString id = name.section(u'.', 0, 0);
        if (!isPointId(id))
            continue;
        const QString path = folder.filePath(name);
        if (name == id + u".removing"_s
            || (name == id + u".partial"_s && isAbandoned(fileSystem, lockOf(path), path)))
            found << path;
    }
    return found;
}

// Lock files that were left by a process killed between the rename and the end of its lock, or
// before it had written its name into it.
static void clearLocks(const FileSystem &fileSystem, const QDir &folder)
{
    for (const QString &name : folder.entryList({u"*.lock"_s}, QDir::Files)) {
        const QString id = name.section(u'.', 0, 0);
        const QString path = folder.filePath(name);
        if (isPointId(id) && name == id + u".lock"_s
            && !QFileInfo::exists(folder.filePath(id + u".partial"_s))
            && isAbandoned(fileSystem, path, path))
            (void)fileSystem.lock(path); // taken and given back, which removes it
    }
}

Result<> clearLeftovers(const FileSystem &fileSystem, const QString &hostFolder)
{
    Result<> done;
    for (const QString &path : findLeftovers(fileSystem, hostFolder)) {
        const auto lock = fileSystem.lock(lockOf(path));
        if (!lock) {
            if (lock.error().kind != Error::Kind::Busy) // another one cleans up: fine
                done = lock.error();
            continue;
        }
        if (!QDir(path).removeRecursively())
            done =
                Error{Error::Kind::Storage,
                      {QT_TRANSLATE_NOOP("Text", "Cannot remove \"%1\" completely."), {path}},
                      {QT_TRANSLATE_NOOP("Text", "Check owner and permissions of the folder."), {}},
                      {}};
    }
    clearLocks(fileSystem, QDir(hostFolder));
    return done;
}

} // namespace Lifeboat
