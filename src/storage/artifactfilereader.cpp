#include "storage/artifactfilereader.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static Error changed(const QString &path)
{
    return {
        Error::Kind::Corrupt,
        {QT_TRANSLATE_NOOP("Text", "\"%1\" is not what was written when the backup was taken."),
         {path}},
        {QT_TRANSLATE_NOOP("Text", "Use another backup point, or another copy of this one."), {}},
        {}};
}

ArtifactFileReader::ArtifactFileReader(const QString &path, const Artifact &artifact)
    : m_file(path)
    , m_artifact(artifact)
{
}

Result<std::unique_ptr<ArtifactReader>> ArtifactFileReader::open(const QString &folder,
                                                                 const Artifact &artifact)
{
    const QString path = folder + u'/' + artifact.file;
    if (!isFileOfPoint(artifact.file))
        return changed(path);
    const QFileInfo info(path);
    // Where the point is still there, it is the point that lacks it.
    if (!info.exists() && !info.isSymLink())
        return Error{
            QFileInfo::exists(folder + u"/manifest.json"_s) ? Error::Kind::Corrupt
                                                            : Error::Kind::NotFound,
            {QT_TRANSLATE_NOOP("Text", "\"%1\" is missing."), {path}},
            {QT_TRANSLATE_NOOP("Text", "Is the drive or the network folder still there?"), {}},
            {}};
    if (!info.isFile()
        || info.canonicalFilePath() != QFileInfo(folder).canonicalFilePath() + u'/' + artifact.file)
        return changed(path);
    std::unique_ptr<ArtifactFileReader> reader(new ArtifactFileReader(path, artifact));
    if (!reader->m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return Error{Error::Kind::Storage,
                     {QT_TRANSLATE_NOOP("Text", "Cannot read \"%1\"."), {path}},
                     {},
                     reader->m_file.errorString()};
    return std::unique_ptr<ArtifactReader>(std::move(reader));
}

Result<std::unique_ptr<ArtifactReader>> ArtifactFileReader::openEarlier(const QString &hostFolder,
                                                                        const Artifact &artifact)
{
    const QString folder = hostFolder + u'/' + artifact.point;
    if (!isPointId(artifact.point))
        return changed(folder);
    Result<std::unique_ptr<ArtifactReader>> reader = open(folder, artifact);
    // Where the host's other points are still there, it is the point that was removed.
    if (!reader && reader.error().kind == Error::Kind::NotFound && QFileInfo::exists(hostFolder)) {
        Error gone = reader.error();
        gone.kind = Error::Kind::Corrupt;
        return gone;
    }
    return reader;
}

Result<> ArtifactFileReader::seek(qint64 offset)
{
    if (!m_file.seek(offset))
        return Error{Error::Kind::Storage,
                     {QT_TRANSLATE_NOOP("Text", "Cannot read \"%1\"."), {m_file.fileName()}},
                     {},
                     m_file.errorString()};
    m_hash = Sha256();
    m_bytes = 0;
    m_isFromStart = offset == 0;
    m_end.reset();
    return {};
}

Result<QByteArray> ArtifactFileReader::read(qsizetype limit)
{
    QByteArray data(limit, Qt::Uninitialized);
    LapClock clock;
    const qint64 count = m_end ? 0 : m_file.read(data.data(), limit);
    m_spent.disk += clock.lap();
    if (count < 0)
        return Error{Error::Kind::Storage,
                     {QT_TRANSLATE_NOOP("Text", "Cannot read \"%1\"."), {m_file.fileName()}},
                     {},
                     m_file.errorString()};
    data.truncate(count);
    m_bytes += count;
    m_hash.add(data);
    m_spent.hash += clock.lap();
    if (count > 0 || limit == 0)
        return data;
    if (!m_end && !m_isFromStart)
        m_end = Result<>();
    if (!m_end) {
        const bool isSame =
            m_bytes == m_artifact.bytes && QString::fromLatin1(m_hash.hex()) == m_artifact.sha256;
        m_end = isSame ? Result<>() : changed(m_file.fileName());
    }
    return *m_end ? Result<QByteArray>(data) : m_end->error();
}

} // namespace Lifeboat
