#include "storage/pointfolder.h"

#include "storage/artifactfilereader.h"
#include "storage/artifactfilewriter.h"
#include "storage/wholefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static Error notOurs(const QString &file)
{
    return {Error::Kind::Invalid,
            {QT_TRANSLATE_NOOP("Text", "\"%1\" cannot be the name of an artifact."), {file}},
            {},
            {}};
}

Result<std::unique_ptr<PointWriter>>
PointFolder::begin(const FileSystem &fileSystem, const QString &hostFolder, const QDateTime &time)
{
    for (int second = 0; second < 600; ++second) {
        const QString id = pointId(time.addSecs(second));
        const QString final = hostFolder + u'/' + id;
        // The lock comes first, so that there is no moment at which the folder looks abandoned.
        auto lock = fileSystem.lock(final + u".lock"_s);
        if (!lock && lock.error().kind == Error::Kind::Busy)
            continue;
        if (!lock)
            return lock.error();
        if (QFileInfo::exists(final))
            continue;
        const Result<bool> made = fileSystem.createFolder(final + u".partial"_s);
        if (!made)
            return made.error();
        if (!*made)
            continue;
        // Another one may have finished this id since it was looked for.
        if (QFileInfo::exists(final)) {
            QDir().rmdir(final + u".partial"_s);
            continue;
        }
        return std::unique_ptr<PointWriter>(
            new PointFolder(fileSystem, hostFolder, id, std::move(*lock)));
    }
    return Error{Error::Kind::Busy,
                 {QT_TRANSLATE_NOOP("Text", "No free point id in \"%1\"."), {hostFolder}},
                 {},
                 {}};
}

PointFolder::PointFolder(const FileSystem &fileSystem, const QString &hostFolder, const QString &id,
                         std::unique_ptr<FileLock> lock)
    : m_fileSystem(fileSystem)
    , m_hostFolder(hostFolder)
    , m_id(id)
    , m_folder(hostFolder + u'/' + id + u".partial"_s)
    , m_lock(std::move(lock))
{
}

PointFolder::~PointFolder()
{
    // Under the lock, which the members' destructors give back afterwards.
    if (!m_isFinished)
        QDir(m_folder).removeRecursively();
}

Result<std::unique_ptr<ArtifactWriter>> PointFolder::create(const Artifact &artifact)
{
    const QString &file = artifact.file;
    // Without a folder it could be the manifest; with these endings, a helper file of another one.
    if (!isFileOfPoint(file) || !file.contains(u'/') || file.endsWith(u".part"_s)
        || file.endsWith(u".sha256"_s))
        return notOurs(file);
    {
        const std::lock_guard lock(m_files->mutex);
        if (m_files->begun.contains(file.toLower()))
            return Error{
                Error::Kind::Invalid,
                {QT_TRANSLATE_NOOP("Text", "\"%1\" is in the backup point already, perhaps "
                                           "in other upper and lower case."),
                 {file}},
                {},
                {}};
        m_files->begun.insert(file.toLower());
    }
    for (qsizetype slash = file.indexOf(u'/'); slash > 0; slash = file.indexOf(u'/', slash + 1)) {
        const auto made = m_fileSystem.createFolder(m_folder + u'/' + file.first(slash));
        if (!made)
            return made.error();
    }
    return ArtifactFileWriter::create(m_fileSystem, m_folder, artifact,
                                      [files = m_files](const Artifact &written) {
                                          const std::lock_guard lock(files->mutex);
                                          files->committed.insert(written.file, written);
                                      });
}

Result<std::unique_ptr<ArtifactReader>> PointFolder::open(const QString &file)
{
    Artifact artifact;
    {
        const std::lock_guard lock(m_files->mutex);
        artifact = m_files->committed.value(file);
    }
    if (artifact.file.isEmpty())
        return Error{Error::Kind::NotFound,
                     {QT_TRANSLATE_NOOP("Text", "\"%1\" is not in the backup point."), {file}},
                     {},
                     {}};
    return ArtifactFileReader::open(m_folder, artifact);
}

Result<std::unique_ptr<ArtifactReader>> PointFolder::openEarlier(const Artifact &artifact)
{
    return ArtifactFileReader::openEarlier(m_hostFolder, artifact);
}

Result<> PointFolder::remove(const QString &file)
{
    if (!isFileOfPoint(file) || !file.contains(u'/'))
        return notOurs(file);
    for (const QString &name : {file, file + u".sha256"_s}) {
        const QString path = m_folder + u'/' + name;
        if (!QFileInfo::exists(path))
            continue;
        if (const Result<> removed = m_fileSystem.remove(path); !removed)
            return removed;
    }
    const std::lock_guard lock(m_files->mutex);
    m_files->committed.remove(file);
    m_files->begun.remove(file.toLower());
    return {};
}

Result<> PointFolder::finish(const Manifest &manifest)
{
    Result<> done = checkCommitted(manifest);
    if (done)
        done = removeUnnamed(manifest);
    if (done)
        done = syncLooseFiles();
    if (done)
        done = writeWholeFile(m_fileSystem, m_folder + u"/manifest.json"_s,
                              QJsonDocument(manifest.toJson()).toJson());
    if (done)
        done = publish();
    return done;
}

Result<> PointFolder::checkCommitted(const Manifest &manifest) const
{
    if (manifest.pointId != m_id || manifest.hostId != m_hostFolder.section(u'/', -1))
        return Error{Error::Kind::Invalid,
                     {QT_TRANSLATE_NOOP("Text", "The manifest is of another backup point than "
                                                "\"%1\"."),
                      {m_folder}},
                     {},
                     {}};
    // What could not be read again is better not written.
    if (const Result<Manifest> readable = Manifest::fromJson(manifest.toJson()); !readable)
        return readable.error();
    const std::lock_guard lock(m_files->mutex);
    for (const ManifestComponent &component : manifest.components) {
        for (const Artifact &artifact : component.artifacts) {
            const Artifact written = m_files->committed.value(artifact.file);
            if (written.file != artifact.file || written.bytes != artifact.bytes
                || written.sha256 != artifact.sha256)
                return Error{Error::Kind::Invalid,
                             {QT_TRANSLATE_NOOP("Text", "The manifest names \"%1\", which was not "
                                                        "written so."),
                              {artifact.file}},
                             {},
                             {}};
        }
        for (const Artifact &needed : component.needs) {
            if (const auto there = ArtifactFileReader::openEarlier(m_hostFolder, needed); !there)
                return there.error();
        }
    }
    return {};
}

Result<> PointFolder::removeUnnamed(const Manifest &manifest) const
{
    QSet<QString> named;
    for (const ManifestComponent &component : manifest.components) {
        for (const Artifact &artifact : component.artifacts)
            named << artifact.file << artifact.file + u".sha256"_s;
    }
    const QDir folder(m_folder);
    QDirIterator files(m_folder, QDir::Files | QDir::Hidden | QDir::System,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString name = folder.relativeFilePath(files.next());
        if (!name.contains(u'/') || named.contains(name))
            continue;
        if (const Result<> removed = m_fileSystem.remove(files.filePath()); !removed)
            return removed;
    }
    // Only the empty ones can be removed so.
    for (const QString &name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::Hidden))
        folder.rmdir(name);
    return {};
}

Result<> PointFolder::syncLooseFiles() const
{
    const QDir folder(m_folder);
    for (const QString &name : folder.entryList(QDir::Files | QDir::Hidden)) {
        if (const Result<> synced = m_fileSystem.syncFile(folder.filePath(name)); !synced)
            return synced;
    }
    return {};
}

Result<> PointFolder::publish()
{
    const QString final = m_hostFolder + u'/' + m_id;
    if (const Result<> renamed = m_fileSystem.rename(m_folder, final); !renamed)
        return renamed;
    if (const Result<> synced = m_fileSystem.syncFolder(m_hostFolder); !synced) {
        // It is there, but may be gone after a power loss: not a success, so not a point.
        (void)m_fileSystem.rename(final, m_folder);
        return synced;
    }
    m_isFinished = true;
    m_lock.reset();
    return {};
}

} // namespace Lifeboat
