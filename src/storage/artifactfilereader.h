#pragma once

#include "base/sha256.h"
#include "storage/artifactstore.h"

#include <QFile>

#include <optional>

namespace Lifeboat {

// Reads an artifact and hashes it on the way: where it ends before or after its recorded size, or
// with another hash, the read that would have said "end" is Error::Corrupt instead.
class ArtifactFileReader : public ArtifactReader
{
public:
    // A link, also as one of the folders on the way, is not followed: Error::Corrupt.
    static Result<std::unique_ptr<ArtifactReader>> open(const QString &folder,
                                                        const Artifact &artifact);

    // Of an earlier point, whose folder is in that of the host.
    static Result<std::unique_ptr<ArtifactReader>> openEarlier(const QString &hostFolder,
                                                               const Artifact &artifact);

    Result<QByteArray> read(qsizetype limit) override;
    Result<> seek(qint64 offset) override;
    TimeSpent spent() const override { return m_spent; }

private:
    ArtifactFileReader(const QString &path, const Artifact &artifact);

    QFile m_file;
    const Artifact m_artifact;
    Sha256 m_hash;
    TimeSpent m_spent;
    qint64 m_bytes = 0;
    bool m_isFromStart = true;
    std::optional<Result<>> m_end; // what it was, once it was reached
};

} // namespace Lifeboat
