#include "engine/imagearchive.h"

#include "storage/tarentry.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static constexpr qsizetype Block = 512;
static constexpr qint64 LargestDescription = 1024 * 1024; // those of real images have some KiB

void ImageArchive::add(QByteArrayView data)
{
    while (!data.isEmpty() && !m_hasEnded) {
        if (m_left > 0) {
            const QByteArrayView part = data.first(std::min<qint64>(m_left, data.size()));
            m_hash->add(part);
            if (m_isSmall)
                m_content += part;
            m_left -= part.size();
            data = data.sliced(part.size());
            if (m_left == 0)
                endFile();
        } else if (m_padding > 0) {
            const qint64 part = std::min<qint64>(m_padding, data.size());
            m_padding -= part;
            data = data.sliced(part);
        } else {
            const qsizetype part = std::min(Block - m_header.size(), data.size());
            m_header += data.first(part);
            data = data.sliced(part);
            if (m_header.size() == Block)
                readHeader();
        }
    }
}

void ImageArchive::readHeader()
{
    const QByteArray header = std::exchange(m_header, {});
    if (header.front() == 0) {
        m_hasEnded = true;
        return;
    }
    m_left = std::exchange(m_paxSize, -1);
    if (m_left < 0)
        m_left = tarSize(header);
    m_isPax = header.at(156) == 'x';
    m_padding = (Block - m_left % Block) % Block;
    m_isSmall = m_left <= LargestDescription;
    m_hash = Sha256();
    if (m_left == 0)
        endFile();
}

void ImageArchive::endFile()
{
    const QByteArray hash = m_hash->hex();
    if (m_isPax) {
        // "23 size=12345678901\n" of the file that follows, where eleven octal digits do not do.
        for (const QByteArray &record : m_content.split('\n')) {
            if (const qsizetype at = record.indexOf(" size="); at > 0)
                m_paxSize = record.sliced(at + 6).toLongLong();
        }
        m_content.clear();
        return;
    }
    m_hashes.insert(hash);
    if (m_isSmall && m_content.startsWith('{'))
        m_small.insert(hash, m_content);
    m_content.clear();
}

static Error notThatImage(const QString &id, const QString &detail)
{
    return {Error::Kind::Corrupt,
            {QT_TRANSLATE_NOOP("Text", "What docker saved is not the whole image %1."), {id}},
            {QT_TRANSLATE_NOOP("Text", "Try again. A docker that keeps its images in containerd's "
                                       "store gives them other ids, and is not supported."),
             {}},
            detail};
}

Result<> ImageArchive::check(const QString &id) const
{
    if (!m_hasEnded)
        return notThatImage(id, u"the archive has no end"_s);
    const QByteArray hex = id.section(u':', -1).toLatin1();
    const auto description = m_small.constFind(hex);
    if (description == m_small.cend())
        return notThatImage(id, u"no file of the archive has its hash"_s);
    const QJsonArray layers = QJsonDocument::fromJson(*description)
                                  .object()
                                  .value("rootfs"_L1)
                                  .toObject()
                                  .value("diff_ids"_L1)
                                  .toArray();
    if (layers.isEmpty())
        return notThatImage(id, u"its description names no layers"_s);
    for (const QJsonValue &layer : layers) {
        if (!m_hashes.contains(layer.toString().section(u':', -1).toLatin1()))
            return notThatImage(id, layer.toString());
    }
    return {};
}

} // namespace Lifeboat
