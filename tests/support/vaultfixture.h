#pragma once

#include "platform/nativefilesystem.h"
#include "storage/vault.h"

#include <QDir>
#include <QDirIterator>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace Lifeboat {

inline const QString HostId = QStringLiteral("node-a-1f2e3d4c");

inline QString said(const Error &error)
{
    return QStringList{kindName(error.kind), error.message.toEnglish(), error.hint.toEnglish(),
                       error.detail}
        .join(QStringLiteral(" | "));
}

// Goes on when the Result is a success, else shows its error. Evaluates it once.
#define VERIFY_OK(expression)                                                                      \
    do {                                                                                           \
        const auto &outcome = (expression);                                                        \
        if (!outcome)                                                                              \
            QFAIL(qPrintable(Lifeboat::said(outcome.error())));                                    \
    } while (false)

inline Manifest manifestOf(const QString &pointId, const QList<Artifact> &artifacts)
{
    Manifest manifest{.pointId = pointId,
                      .hostId = HostId,
                      .hostName = QStringLiteral("node a"),
                      .started = pointTime(pointId),
                      .ended = pointTime(pointId).addSecs(10)};
    manifest.components << ManifestComponent{.id = QStringLiteral("postgres"),
                                             .artifacts = artifacts};
    return manifest;
}

inline Result<Artifact> put(ArtifactStore &store, const QString &file, const QByteArray &data)
{
    auto writer = store.create({.file = file, .format = QStringLiteral("custom")});
    if (!writer)
        return writer.error();
    if (const Result<> written = (*writer)->write(data); !written)
        return written.error();
    return (*writer)->commit({});
}

inline Result<QByteArray> readAll(ArtifactStore &store, const QString &file)
{
    const auto reader = store.open(file);
    if (!reader)
        return reader.error();
    QByteArray all;
    for (;;) {
        const Result<QByteArray> part = (*reader)->read(64 * 1024);
        if (!part || part->isEmpty())
            return part ? Result<QByteArray>(all) : part;
        all += *part;
    }
}

inline QStringList filesBelow(const QString &folder)
{
    QStringList files;
    QDirIterator entries(folder, QDir::Files | QDir::Hidden | QDir::System,
                         QDirIterator::Subdirectories);
    while (entries.hasNext())
        files << QDir(folder).relativeFilePath(entries.next());
    files.sort();
    return files;
}

// A small file system of its own, where the machine lets us mount one.
class SmallDisk
{
public:
    explicit SmallDisk(const QString &size)
        : m_isMounted(
            run({QStringLiteral("-t"), QStringLiteral("tmpfs"), QStringLiteral("-o"),
                 QStringLiteral("size=") + size, QStringLiteral("tmpfs"), m_folder.path()}))
    {
    }
    ~SmallDisk() { unmount(); }

    bool isMounted() const { return m_isMounted; }
    QString path() const { return m_folder.path(); }
    bool makeReadOnly()
    {
        return run({QStringLiteral("-o"), QStringLiteral("remount,ro"), m_folder.path()});
    }
    void unmount() // also while files on it are open, as when a network folder goes
    {
        if (m_isMounted)
            QProcess::execute(QStringLiteral("umount"), {QStringLiteral("-l"), m_folder.path()});
        m_isMounted = false;
    }

private:
    static bool run(const QStringList &arguments)
    {
        QProcess mount;
        mount.start(QStringLiteral("mount"), arguments);
        return mount.waitForFinished() && mount.exitCode() == 0;
    }

    QTemporaryDir m_folder;
    bool m_isMounted;
};

#define NEED_SMALL_DISK(disk)                                                                      \
    if (!(disk).isMounted())                                                                       \
    QSKIP("mounting a tmpfs is not permitted here")

} // namespace Lifeboat
