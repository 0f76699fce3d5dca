#include "storage/imagearchives.h"

#include "base/sha256.h"
#include "storage/artifactfilereader.h"
#include "storage/tarentry.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static constexpr qint64 Block = 512;
static constexpr qint64 MostManifestBytes = 4 * 1024 * 1024;

static Error cannotRead(const QString &path, const QString &why)
{
    return {Error::Kind::Storage,
            {QT_TRANSLATE_NOOP("Text", "Cannot read “%1”."), {path}},
            {QT_TRANSLATE_NOOP("Text", "--images takes a folder of archives of `docker save`, or "
                                       "one of them."),
             {}},
            why};
}

// The file manifest.json of such an archive; empty when there is none.
static Result<QByteArray> manifestIn(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return cannotRead(path, file.errorString());
    while (true) {
        const QByteArray header = file.read(Block);
        if (header.size() < Block || header.at(0) == '\0')
            return QByteArray();
        const qint64 size = tarSize(header);
        const QByteArray name = header.first(qstrnlen(header.constData(), 100));
        if (name == "manifest.json" && size <= MostManifestBytes)
            return file.read(size);
        const qint64 next = file.pos() + (size + Block - 1) / Block * Block;
        if (size < 0 || next > file.size() || !file.seek(next))
            return QByteArray();
    }
}

// "Config": "HEX.json", since OCI "blobs/sha256/HEX": the id is the hash of the configuration.
static QStringList idsIn(const QByteArray &manifest)
{
    QStringList ids;
    for (const QJsonValue &image : QJsonDocument::fromJson(manifest).array()) {
        QString config = image.toObject().value("Config"_L1).toString().section(u'/', -1);
        if (config.endsWith(".json"_L1))
            config.chop(5);
        if (config.size() == 64)
            ids << u"sha256:"_s + config;
    }
    return ids;
}

Result<QHash<QString, QString>> imagesIn(const QString &path)
{
    const QFileInfo info(path);
    QStringList files{info.absoluteFilePath()};
    if (!info.exists())
        return cannotRead(path, {});
    if (info.isDir()) {
        files.clear();
        for (const QFileInfo &entry :
             QDir(path).entryInfoList({u"*.tar"_s}, QDir::Files, QDir::Name))
            files << entry.absoluteFilePath();
    }
    QHash<QString, QString> images;
    for (const QString &file : files) {
        const Result<QByteArray> manifest = manifestIn(file);
        if (!manifest)
            return manifest.error();
        for (const QString &id : idsIn(*manifest)) {
            if (!images.contains(id))
                images.insert(id, file);
        }
    }
    return images;
}

Result<Artifact> imageArtifact(const QString &path, const CancelToken &cancel)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return cannotRead(path, file.errorString());
    Sha256 hash;
    qint64 bytes = 0;
    while (!file.atEnd()) {
        if (cancel.isCancelled())
            return cancelled();
        const QByteArray block = file.read(1024 * 1024);
        if (block.isEmpty())
            return cannotRead(path, file.errorString());
        hash.add(block);
        bytes += block.size();
    }
    return Artifact{.file = u"images/"_s + QFileInfo(path).fileName(),
                    .bytes = bytes,
                    .sha256 = QString::fromLatin1(hash.hex()),
                    .format = u"tar"_s};
}

StoreWithImages::StoreWithImages(std::unique_ptr<ArtifactStore> point,
                                 const QHash<QString, Artifact> &images,
                                 const QHash<QString, QString> &files)
    : m_point(std::move(point))
{
    for (auto it = images.cbegin(); it != images.cend(); ++it) {
        Artifact plain = *it;
        plain.file = plain.file.section(u'/', -1);
        m_archives.insert(it->file, {QFileInfo(files.value(it.key())).absolutePath(), plain});
    }
}

Result<std::unique_ptr<ArtifactWriter>> StoreWithImages::create(const Artifact &artifact)
{
    return m_point->create(artifact);
}

Result<std::unique_ptr<ArtifactReader>> StoreWithImages::open(const QString &file)
{
    const auto archive = m_archives.constFind(file);
    return archive == m_archives.cend()
               ? m_point->open(file)
               : ArtifactFileReader::open(archive->folder, archive->artifact);
}

Result<std::unique_ptr<ArtifactReader>> StoreWithImages::openEarlier(const Artifact &artifact)
{
    return m_point->openEarlier(artifact);
}

Result<> StoreWithImages::remove(const QString &file)
{
    return m_point->remove(file);
}

} // namespace Lifeboat
