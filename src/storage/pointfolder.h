#pragma once

#include "storage/vault.h"

#include <QHash>
#include <QSet>

#include <mutex>

namespace Lifeboat {

// A point while it is being written, as a folder ID.partial that its lock says is in use.
class PointFolder : public PointWriter
{
public:
    // The first id from `time` on that is free in the host's folder, within ten minutes.
    static Result<std::unique_ptr<PointWriter>>
    begin(const FileSystem &fileSystem, const QString &hostFolder, const QDateTime &time);
    ~PointFolder() override;

    QString id() const override { return m_id; }
    QString folder() const override { return m_folder; }
    Result<> finish(const Manifest &manifest) override;

    Result<std::unique_ptr<ArtifactWriter>> create(const Artifact &artifact) override;
    Result<std::unique_ptr<ArtifactReader>> open(const QString &file) override;
    Result<std::unique_ptr<ArtifactReader>> openEarlier(const Artifact &artifact) override;
    Result<> remove(const QString &file) override;

private:
    // Shared with the writers, which may be dropped later than the point.
    struct Files
    {
        std::mutex mutex;
        QHash<QString, Artifact> committed;
        QSet<QString> begun; // in lower case: "A" and "a" are one file on many desktops
    };

    PointFolder(const FileSystem &fileSystem, const QString &hostFolder, const QString &id,
                std::unique_ptr<FileLock> lock);

    Result<> checkCommitted(const Manifest &manifest) const;
    Result<> removeUnnamed(const Manifest &manifest) const;
    Result<> syncLooseFiles() const;
    Result<> publish();

    const FileSystem &m_fileSystem;
    const QString m_hostFolder;
    const QString m_id;
    const QString m_folder; // ID.partial
    const std::shared_ptr<Files> m_files = std::make_shared<Files>();
    std::unique_ptr<FileLock> m_lock;
    bool m_isFinished = false;
};

} // namespace Lifeboat
