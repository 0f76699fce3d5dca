#include "app/kit.h"

#include "app/hostlink.h"
#include "engine/imagearchive.h"
#include "engine/transfer.h"
#include "model/groundfacts.h"
#include "planning/recoverysteps.h"
#include "planning/runbook.h"
#include "storage/artifactfilewriter.h"
#include "storage/wholefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

KitMaker::KitMaker(const Settings &settings, const HostProfile &host, const Access &access,
                   const FileSystem &fileSystem, Say say)
    : m_host(host)
    , m_access(access)
    , m_fileSystem(fileSystem)
    , m_say(std::move(say))
    , m_link(std::make_unique<HostLink>(settings, host, access, u"kit"_s,
                                        [this](const RunEvent &event) {
                                            if (const auto *notice = std::get_if<Notice>(&event))
                                                m_say(notice->text);
                                        }))
{
}

KitMaker::~KitMaker() = default;

Result<Kit> KitMaker::make(const Vault &vault, const StoredPoint &point, const QString &folder)
{
    const Result<QList<Image>> images = lookForImages(point.manifest);
    if (!images)
        return images.error();
    if (!isSealed(point.manifest))
        m_say({QT_TRANSLATE_NOOP("Text", "The keys and passwords in this kit are not sealed: "
                                         "whoever can read it has them."),
               {}});
    m_folder = folder + u".partial"_s;
    if (const Result<> enough = checkSpace(point.manifest, *images); !enough)
        return enough.error();
    const Result<bool> made = m_fileSystem.createFolder(m_folder);
    if (!made)
        return made.error();
    if (!*made) // somebody else's, from the last second
        return check(point, folder).error();
    Result<> done = write(vault, point, *images);
    if (done)
        done = publish(folder);
    if (!done) {
        QDir(m_folder).removeRecursively();
        return done.error();
    }
    m_kit.folder = folder;
    return m_kit;
}

// --- What is needed

Result<QList<KitMaker::Image>> KitMaker::lookForImages(const Manifest &manifest)
{
    const Result<std::shared_ptr<RemoteSession>> session = m_link->host().session(m_access.cancel);
    if (!session)
        return session.error();
    QList<Image> images;
    for (const ImageFacts &wanted : recordedImages(manifest)) {
        if (std::ranges::any_of(images, [&](const Image &one) { return one.id == wanted.id; }))
            continue;
        const Result<QByteArray> size = (*session)->read(
            ShellCommand("docker image inspect -f") << u"{{.Size}}"_s << u"--"_s << wanted.id,
            {.cancel = m_access.cancel});
        if (!size && size.error().kind != Error::Kind::CommandFailed)
            return size.error();
        if (!size)
            return Error{
                Error::Kind::NotFound,
                {QT_TRANSLATE_NOOP("Text", "The image %1 of the point is not on %2 any more: %3"),
                 {wanted.name, m_host.name, wanted.id}},
                {QT_TRANSLATE_NOOP("Text", "Load it there, or make a new backup and the kit of "
                                           "that."),
                 {}},
                size.error().detail};
        images << Image{wanted.name, wanted.id, size->trimmed().toLongLong()};
    }
    return images;
}

Result<> KitMaker::checkSpace(const Manifest &manifest, const QList<Image> &images) const
{
    qint64 needed = 16 * 1024 * 1024;
    for (const Image &image : images)
        needed += image.bytes;
    for (const ManifestComponent &component : manifest.components) {
        for (const Artifact &artifact : component.artifacts + component.needs)
            needed += artifact.bytes;
    }
    const QString parent = QFileInfo(m_folder).absolutePath();
    const Result<qint64> free = m_fileSystem.freeBytes(parent);
    if (!free)
        return free.error();
    if (*free >= needed)
        return {};
    return Error{Error::Kind::NoSpace,
                 {QT_TRANSLATE_NOOP("Text", "The kit needs %1, and %2 has %3 free."),
                  {ByteCount{needed}, parent, ByteCount{*free}}},
                 {QT_TRANSLATE_NOOP("Text", "Name a folder on another disk."), {}},
                 {}};
}

// --- What is written

Result<> KitMaker::write(const Vault &vault, const StoredPoint &point, const QList<Image> &images)
{
    if (const Result<> copied = copyPoint(vault, point); !copied)
        return copied;
    if (const Result<> made = makeFolder(u"images"_s); !made)
        return made;
    for (const Image &image : images) {
        if (const Result<> saved = saveImage(image); !saved)
            return saved;
    }
    return writeTexts(point.manifest);
}

Result<> KitMaker::copyPoint(const Vault &vault, const StoredPoint &point)
{
    const Result<std::unique_ptr<ArtifactStore>> store = vault.read(point);
    if (!store)
        return store.error();
    for (const ManifestComponent &component : point.manifest.components) {
        for (const Artifact &artifact : component.artifacts + component.needs) {
            const QString id = artifact.point.isEmpty() ? point.id() : artifact.point;
            if (const Result<> copied = copy(**store, artifact, id); !copied)
                return copied;
        }
    }
    for (const QString &name : {u"manifest.json"_s, u"journal.jsonl"_s}) {
        const Result<QByteArray> text = readWholeFile(point.folder + u'/' + name);
        if (!text && text.error().kind == Error::Kind::NotFound && name != u"manifest.json")
            continue;
        if (!text)
            return text.error();
        if (const Result<> written = writeText(point.id() + u'/' + name, *text); !written)
            return written;
    }
    return {};
}

Result<> KitMaker::copy(ArtifactStore &store, const Artifact &artifact, const QString &point)
{
    m_say({QT_TRANSLATE_NOOP("Text", "Copying %1 (%2)"),
           {point + u'/' + artifact.file, ByteCount{artifact.bytes}}});
    Artifact there = artifact;
    there.file = point + u'/' + artifact.file;
    if (const Result<> made = makeFolder(there.file.section(u'/', 0, -2)); !made)
        return made;
    Result<ProvenReader> reader = ProvenReader::open(store, artifact);
    if (!reader)
        return reader.error();
    const auto writer = ArtifactFileWriter::create(m_fileSystem, m_folder, there, {});
    if (!writer)
        return writer.error();
    for (;;) {
        if (m_access.cancel.isCancelled())
            return cancelled();
        const Result<QByteArray> block = reader->read(TransferBlock);
        if (!block)
            return block.error();
        if (block->isEmpty())
            break;
        if (const Result<> written = (*writer)->write(*block); !written)
            return written;
    }
    if (const Result<> whole = reader->check(); !whole)
        return whole;
    return commit(**writer);
}

// What is not read back equal to what docker printed is an error of the writer; what docker
// printed is looked at on its way.
Result<> KitMaker::saveImage(const Image &image)
{
    m_say({QT_TRANSLATE_NOOP("Text", "Saving the image %1 (%2)"),
           {image.name, ByteCount{image.bytes}}});
    const auto writer = ArtifactFileWriter::create(
        m_fileSystem, m_folder, {.file = u"images/%1.tar"_s.arg(image.id.section(u':', -1))}, {});
    if (!writer)
        return writer.error();
    const Result<std::shared_ptr<RemoteSession>> session = m_link->host().session(m_access.cancel);
    if (!session)
        return session.error();
    ImageArchive archive;
    CommandOptions options{.quietLimit = 10min, .cancel = m_access.cancel};
    options.output = [&](QByteArrayView data) {
        archive.add(data);
        return (*writer)->write(data);
    };
    if (const Result<> saved = (*session)->run(ShellCommand("docker save --") << image.id, options);
        !saved)
        return saved;
    if (const Result<> whole = archive.check(image.id); !whole)
        return whole;
    return commit(**writer);
}

Result<> KitMaker::commit(ArtifactWriter &writer)
{
    const Result<Artifact> committed = writer.commit(m_access.cancel);
    if (!committed)
        return committed.error();
    m_kit.bytes += committed->bytes;
    ++m_kit.files;
    return {};
}

Result<> KitMaker::writeTexts(const Manifest &manifest)
{
    for (const QString &language : {u"en"_s, u"zh_CN"_s}) {
        const Result<QString> page = runbook(manifest, language);
        if (!page)
            return page.error();
        if (const Result<> written = writeText(u"runbook.%1.md"_s.arg(language), page->toUtf8());
            !written)
            return written;
    }
    const Result<QString> script = recoveryScript(manifest);
    if (!script)
        return script.error();
    if (const Result<> written = writeText(u"recover.sh"_s, script->toUtf8()); !written)
        return written;
    QFile::setPermissions(m_folder + u"/recover.sh"_s,
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return {};
}

Result<> KitMaker::writeText(const QString &name, const QByteArray &text)
{
    m_kit.bytes += text.size();
    ++m_kit.files;
    return writeWholeFile(m_fileSystem, m_folder + u'/' + name, text);
}

Result<> KitMaker::makeFolder(const QString &path)
{
    QString folder = m_folder;
    for (const QString &part : path.split(u'/')) {
        folder += u'/' + part;
        if (const Result<bool> made = m_fileSystem.createFolder(folder); !made)
            return made.error();
    }
    return {};
}

Result<> KitMaker::publish(const QString &folder)
{
    if (m_access.cancel.isCancelled())
        return cancelled();
    // One that is empty gives way.
    if (QFileInfo::exists(folder) && !QDir().rmdir(folder))
        return Error{Error::Kind::Storage,
                     {QT_TRANSLATE_NOOP("Text", "%1 is not an empty folder."), {folder}},
                     {QT_TRANSLATE_NOOP("Text", "Name a folder that does not exist yet."), {}},
                     {}};
    if (const Result<> synced = m_fileSystem.syncFolder(m_folder); !synced)
        return synced;
    if (const Result<> renamed = m_fileSystem.rename(m_folder, folder); !renamed)
        return renamed;
    return m_fileSystem.syncFolder(QFileInfo(folder).absolutePath());
}

} // namespace Lifeboat
