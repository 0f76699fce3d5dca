#pragma once

#include "base/result.h"
#include "base/sha256.h"

#include <QByteArray>
#include <QSet>

#include <optional>

namespace Lifeboat {

// What `docker save` printed, looked at as it passes: whether that is this image, whole. Files of
// the archive are hashed one after the other; at most one small file is in memory.
class ImageArchive
{
public:
    void add(QByteArrayView data);

    // After the end: the archive has the description whose hash is the image's id (sha256:…), and
    // every layer that it names. Error::Corrupt.
    Result<> check(const QString &id) const;

private:
    void readHeader();
    void endFile();

    QByteArray m_header;
    QByteArray m_content; // of a file that may be a description
    std::optional<Sha256> m_hash;
    qint64 m_left = 0;     // of the file
    qint64 m_padding = 0;  // behind it
    qint64 m_paxSize = -1; // of the next file, from a header of its own
    bool m_isPax = false;
    bool m_isSmall = false;
    bool m_hasEnded = false;
    QSet<QByteArray> m_hashes;
    QHash<QByteArray, QByteArray> m_small; // by hash
};

} // namespace Lifeboat
