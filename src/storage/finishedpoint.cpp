#include "storage/finishedpoint.h"

#include "storage/artifactfilereader.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace Lifeboat {

FinishedPoint::FinishedPoint(const StoredPoint &point)
    : m_folder(point.folder)
{
    for (const ManifestComponent &component : point.manifest.components) {
        for (const Artifact &artifact : component.artifacts)
            m_artifacts.insert(artifact.file, artifact);
    }
}

Result<std::unique_ptr<ArtifactReader>> FinishedPoint::open(const QString &file)
{
    const auto it = m_artifacts.constFind(file);
    if (it == m_artifacts.cend())
        return Error{Error::Kind::NotFound,
                     {QT_TRANSLATE_NOOP("Text", "\"%1\" is not in the backup point."), {file}},
                     {},
                     {}};
    return ArtifactFileReader::open(m_folder, *it);
}

Result<std::unique_ptr<ArtifactWriter>> FinishedPoint::create(const Artifact &)
{
    return finished();
}

Result<std::unique_ptr<ArtifactReader>> FinishedPoint::openEarlier(const Artifact &artifact)
{
    return ArtifactFileReader::openEarlier(QFileInfo(m_folder).path(), artifact);
}

Result<> FinishedPoint::remove(const QString &)
{
    return finished();
}

Error FinishedPoint::finished() const
{
    return {Error::Kind::Invalid,
            {QT_TRANSLATE_NOOP("Text", "The backup point \"%1\" is finished and is not changed."),
             {m_folder}},
            {},
            {}};
}

} // namespace Lifeboat
