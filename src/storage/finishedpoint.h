#pragma once

#include "storage/vault.h"

#include <QHash>

namespace Lifeboat {

// The artifacts of a finished point, which are read and never changed.
class FinishedPoint : public ArtifactStore
{
public:
    explicit FinishedPoint(const StoredPoint &point);

    Result<std::unique_ptr<ArtifactReader>> open(const QString &file) override;
    Result<std::unique_ptr<ArtifactReader>> openEarlier(const Artifact &artifact) override;
    Result<std::unique_ptr<ArtifactWriter>> create(const Artifact &artifact) override; // Invalid
    Result<> remove(const QString &file) override;                                     // Invalid

private:
    Error finished() const;

    const QString m_folder;
    QHash<QString, Artifact> m_artifacts;
};

} // namespace Lifeboat
