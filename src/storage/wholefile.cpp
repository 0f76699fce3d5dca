#include "storage/wholefile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Lifeboat {

// A manifest with a thousand tables has half a MiB.
static constexpr qint64 LargestFile = 256 * 1024 * 1024;

static Result<> writePart(const FileSystem &fileSystem, const QString &part, const QByteArray &data)
{
    const auto file = fileSystem.create(part);
    if (!file)
        return file.error();
    if (const Result<> written = (*file)->write(data); !written)
        return written;
    return (*file)->sync();
}

static Result<QByteArray> readBack(const FileSystem &fileSystem, const QString &part)
{
    const auto file = fileSystem.openOnDisk(part);
    if (!file)
        return file.error();
    QByteArray data;
    for (;;) {
        const Result<QByteArrayView> block = (*file)->read();
        if (!block)
            return block.error();
        if (block->isEmpty())
            return data;
        data += *block;
    }
}

static Result<> publishPart(const FileSystem &fileSystem, const QString &path,
                            const QByteArray &data)
{
    const QString part = path + u".part"_s;
    const Result<QByteArray> found = readBack(fileSystem, part);
    if (!found)
        return found.error();
    if (*found != data)
        return Error{
            Error::Kind::Corrupt,
            {QT_TRANSLATE_NOOP("Text", "What was read back from \"%1\" is not what was written."),
             {part}},
            {QT_TRANSLATE_NOOP("Text", "The disk or the network folder damages data. Check it "
                                       "before you trust any backup on it."),
             {}},
            {}};
    if (const Result<> renamed = fileSystem.rename(part, path); !renamed)
        return renamed;
    return fileSystem.syncFolder(path.section(u'/', 0, -2));
}

Result<> writeWholeFile(const FileSystem &fileSystem, const QString &path, const QByteArray &data)
{
    const QString part = path + u".part"_s;
    QFile::remove(part); // of one who was killed here
    Result<> done = writePart(fileSystem, part, data);
    if (done)
        done = publishPart(fileSystem, path, data);
    if (!done)
        QFile::remove(part);
    return done;
}

Result<QByteArray> readWholeFile(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists() && !info.isSymLink())
        return Error{Error::Kind::NotFound,
                     {QT_TRANSLATE_NOOP("Text", "\"%1\" is missing."), {path}},
                     {},
                     {}};
    if (info.isSymLink() || !info.isFile() || info.size() > LargestFile)
        return Error{Error::Kind::Corrupt,
                     {QT_TRANSLATE_NOOP("Text", "\"%1\" is not a file of Lifeboat's."), {path}},
                     {},
                     {}};
    QFile file(path);
    if (file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        const QByteArray data = file.readAll();
        if (file.error() == QFileDevice::NoError)
            return data;
    }
    return Error{Error::Kind::Storage,
                 {QT_TRANSLATE_NOOP("Text", "Cannot read \"%1\"."), {path}},
                 {},
                 file.errorString()};
}

Result<QJsonObject> readJsonFile(const QString &path)
{
    const Result<QByteArray> data = readWholeFile(path);
    if (!data)
        return data.error();
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(*data, &problem);
    if (document.isObject())
        return document.object();
    return Error{Error::Kind::Corrupt,
                 {QT_TRANSLATE_NOOP("Text", "\"%1\" is damaged."), {path}},
                 {},
                 problem.errorString()};
}

} // namespace Lifeboat
