#include "storage/vault.h"

#include "storage/finishedpoint.h"
#include "storage/leftovers.h"
#include "storage/pointfolder.h"
#include "storage/pointscan.h"
#include "storage/wholefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Lifeboat {

namespace {

constexpr auto Marker = "/lifeboat-vault.json"_L1;

Text text(const char *source, const QString &path)
{
    return {source, {path}};
}

Error notFound(const QString &path)
{
    return {Error::Kind::NotFound,
            text(QT_TRANSLATE_NOOP("Text", "There is no backup point \"%1\"."), path),
            {},
            {}};
}

} // namespace

QDateTime StoredPoint::time() const
{
    return pointTime(id());
}

std::optional<Error> StoredPoint::manifestDamage() const
{
    return damagedComponents.isEmpty() ? damage : std::nullopt;
}

std::optional<Error> StoredPoint::damageOf(const QStringList &components) const
{
    for (auto it = damagedComponents.cbegin(); it != damagedComponents.cend(); ++it) {
        if (components.isEmpty() || components.contains(it.key()))
            return *it;
    }
    return manifestDamage();
}

bool StoredPoint::needs(const QString &point) const
{
    for (const ManifestComponent &component : manifest.components) {
        for (const Artifact &needed : component.needs) {
            if (needed.point == point)
                return true;
        }
    }
    return false;
}

const Proof *StoredPoint::newest(Proof::Kind kind, const QString &component) const
{
    // One that was cancelled says nothing about the point.
    const auto it = std::find_if(proofs.rbegin(), proofs.rend(), [&](const Proof &proof) {
        return proof.kind == kind && proof.outcome != Outcome::Cancelled
               && proof.outcome != Outcome::Skipped && proof.components.contains(component);
    });
    return it == proofs.rend() || it->outcome != Outcome::Ok || damageOf({component}) ? nullptr
                                                                                      : &*it;
}

const Proof *StoredPoint::newest(Proof::Kind kind) const
{
    const Proof *oldest = nullptr;
    for (const ManifestComponent &component : manifest.components) {
        if (component.outcome != Outcome::Ok)
            continue;
        const Proof *own = newest(kind, component.id);
        if (!own)
            return nullptr;
        if (!oldest || own->time < oldest->time)
            oldest = own;
    }
    return damage ? nullptr : oldest;
}

std::optional<double> StoredPoint::rtoSeconds() const
{
    const Proof *whole = newest(Proof::Kind::Drill);
    std::optional<double> last;
    for (const ManifestComponent &component : manifest.components) {
        if (component.outcome != Outcome::Ok)
            continue;
        if (!whole || newest(Proof::Kind::Drill, component.id) != whole
            || !whole->rtoSeconds.contains(component.id))
            return std::nullopt;
        last = qMax(last.value_or(0), whole->rtoSeconds.value(component.id));
    }
    return last;
}

Vault::Vault(const FileSystem &fileSystem, const QString &folder)
    : m_fileSystem(&fileSystem)
    , m_folder(QDir::cleanPath(QDir(folder).absolutePath()))
{
}

Result<Vault> Vault::open(const FileSystem &fileSystem, const QString &folder)
{
    Vault vault(fileSystem, folder);
    if (const Result<> read = vault.readMarker(); !read)
        return read.error();
    return vault;
}

Result<> Vault::readMarker()
{
    if (!QFileInfo(m_folder).isDir())
        return vaultMissing(m_folder);
    const Result<QJsonObject> json = readJsonFile(m_folder + Marker);
    if (!json && json.error().kind == Error::Kind::NotFound)
        return Error{Error::Kind::Storage,
                     text(QT_TRANSLATE_NOOP(
                              "Text", "\"%1\" is not a vault: lifeboat-vault.json is missing."),
                          m_folder),
                     vaultMissing(m_folder).hint,
                     {}};
    if (!json)
        return json.error();
    const int version = json->value(u"formatVersion"_s).toInt();
    if (version > FormatVersion)
        return Error{
            Error::Kind::Invalid,
            text(QT_TRANSLATE_NOOP("Text", "The vault \"%1\" belongs to a newer Lifeboat."),
                 m_folder),
            {QT_TRANSLATE_NOOP("Text", "Install the current version of Lifeboat."), {}},
            {}};
    m_id = json->value(u"id"_s).toString();
    m_name = json->value(u"name"_s).toString();
    m_isPlain = json->value(u"plainConfig"_s).toBool();
    m_passphraseCheck = PassphraseCheck::fromJson(json->value(u"passphrase"_s).toObject());
    // A check that cannot be read must not look like none: a second passphrase would be set.
    if (version < 1 || m_id.isEmpty() || (json->contains(u"passphrase"_s) && !m_passphraseCheck))
        return Error{Error::Kind::Corrupt,
                     text(QT_TRANSLATE_NOOP("Text", "\"%1\" is damaged."), m_folder + Marker),
                     {},
                     {}};
    return {};
}

Result<Vault> Vault::create(const FileSystem &fileSystem, const QString &folder,
                            const QString &name)
{
    const Vault vault(fileSystem, folder);
    if (const Result<bool> made = fileSystem.createFolder(vault.m_folder); !made)
        return made.error();
    if (!QFileInfo::exists(vault.m_folder + Marker)) {
        if (const Result<> written = vault.writeMarker(name); !written)
            return written.error();
    }
    return open(fileSystem, folder);
}

Result<> Vault::writeMarker(const QString &name) const
{
    // Two programs that make one vault at once must not each believe in an id of their own.
    const auto lock = m_fileSystem->lock(m_folder + u"/lifeboat-vault.lock"_s);
    if (!lock)
        return lock.error();
    if (QFileInfo::exists(m_folder + Marker))
        return {};
    const QJsonObject json{{u"formatVersion"_s, FormatVersion},
                           {u"id"_s, QUuid::createUuid().toString(QUuid::WithoutBraces)},
                           {u"name"_s, name.isEmpty() ? QFileInfo(m_folder).fileName() : name}};
    return writeWholeFile(*m_fileSystem, m_folder + Marker, QJsonDocument(json).toJson());
}

Result<> Vault::changeMarker(const std::function<Result<>(QJsonObject &)> &change)
{
    const auto lock = m_fileSystem->lock(m_folder + u"/lifeboat-vault.lock"_s);
    if (!lock)
        return lock.error();
    const QString id = m_id;
    if (const Result<> read = readMarker(); !read)
        return read;
    if (m_id != id)
        return Error{
            Error::Kind::Storage,
            text(QT_TRANSLATE_NOOP("Text", "\"%1\" is another vault than before."), m_folder),
            {QT_TRANSLATE_NOOP("Text", "Is another drive mounted there?"), {}},
            {}};
    Result<QJsonObject> json = readJsonFile(m_folder + Marker);
    if (!json)
        return json.error();
    if (const Result<> changed = change(*json); !changed)
        return changed;
    if (const Result<> written =
            writeWholeFile(*m_fileSystem, m_folder + Marker, QJsonDocument(*json).toJson());
        !written)
        return written;
    return readMarker();
}

Result<> Vault::setPassphrase(const QString &passphrase)
{
    return changeMarker([&](QJsonObject &json) -> Result<> {
        if (m_passphraseCheck && !m_passphraseCheck->accepts(passphrase))
            return Error{Error::Kind::Denied,
                         text(QT_TRANSLATE_NOOP("Text", "The vault \"%1\" has another passphrase."),
                              m_folder),
                         {},
                         {}};
        if (!m_passphraseCheck)
            json.insert(u"passphrase"_s, PassphraseCheck::of(passphrase).toJson());
        return {};
    });
}

Result<> Vault::setPlain(bool isPlain)
{
    return changeMarker([isPlain](QJsonObject &json) -> Result<> {
        if (isPlain)
            json.insert(u"plainConfig"_s, true);
        else
            json.remove(u"plainConfig"_s);
        return {};
    });
}

Result<qint64> Vault::freeBytes() const
{
    return m_fileSystem->freeBytes(m_folder);
}

Result<> Vault::checkWritable() const
{
    Vault now(*m_fileSystem, m_folder);
    if (const Result<> read = now.readMarker(); !read)
        return read;
    if (now.m_id != m_id)
        return Error{
            Error::Kind::Storage,
            text(QT_TRANSLATE_NOOP("Text", "\"%1\" is another vault than before."), m_folder),
            {QT_TRANSLATE_NOOP("Text", "Is another drive mounted there?"), {}},
            {}};
    const QString probe = m_folder + u"/lifeboat-"_s
                          + QUuid::createUuid().toString(QUuid::WithoutBraces) + u".part"_s;
    {
        const auto file = m_fileSystem->create(probe);
        if (!file)
            return file.error();
        if (const Result<> written = (*file)->write("Lifeboat\n"); !written) {
            (void)m_fileSystem->remove(probe);
            return written;
        }
    }
    return m_fileSystem->remove(probe);
}

Result<std::unique_ptr<PointWriter>> Vault::begin(const QString &hostId, const QDateTime &time)
{
    if (!isHostId(hostId) || !time.isValid())
        return Error{Error::Kind::Invalid,
                     text(QT_TRANSLATE_NOOP("Text", "\"%1\" is not a host's id."), hostId),
                     {},
                     {}};
    if (const Result<> writable = checkWritable(); !writable)
        return writable.error();
    const QString hostFolder = m_folder + u'/' + hostId;
    const Result<bool> made = m_fileSystem->createFolder(hostFolder);
    if (!made)
        return made.error();
    if (*made) {
        if (const Result<> synced = m_fileSystem->syncFolder(m_folder); !synced)
            return synced.error();
    }
    return PointFolder::begin(*m_fileSystem, hostFolder, time);
}

Result<QList<StoredPoint>> Vault::points(const QString &hostId) const
{
    return listPoints(m_folder, hostId, scanPoint);
}

Result<StoredPoint> Vault::point(const QString &hostId, const QString &id) const
{
    if (!isHostId(hostId) || !isPointId(id))
        return notFound(hostId + u'/' + id);
    if (!QFileInfo(m_folder).isDir())
        return vaultMissing(m_folder);
    const auto point = scanPoint(hostId, m_folder + u'/' + hostId + u'/' + id);
    if (!point || QFileInfo(m_folder + u'/' + hostId).isSymLink())
        return notFound(hostId + u'/' + id);
    return *point;
}

Result<QString> Vault::folderOf(const StoredPoint &point) const
{
    const Result<StoredPoint> found = this->point(point.hostId, point.id());
    return found ? found->folder : Result<QString>(found.error());
}

Result<std::unique_ptr<ArtifactStore>> Vault::read(const StoredPoint &point) const
{
    const Result<StoredPoint> found = this->point(point.hostId, point.id());
    if (!found)
        return found.error();
    return std::unique_ptr<ArtifactStore>(std::make_unique<FinishedPoint>(*found));
}

Result<> Vault::addProof(const StoredPoint &point, const Proof &proof)
{
    const Result<QString> folder = folderOf(point);
    if (!folder)
        return folder.error();
    const QString path = *folder + u"/proofs.jsonl"_s;
    QByteArray line = QJsonDocument(proof.toJson()).toJson(QJsonDocument::Compact) + '\n';
    if (const auto before = readWholeFile(path);
        before && !before->isEmpty() && !before->endsWith('\n'))
        line.prepend('\n'); // ends the line that was torn
    const auto file = m_fileSystem->append(path);
    if (!file)
        return file.error();
    if (const Result<> written = (*file)->write(line); !written)
        return written;
    if (const Result<> synced = (*file)->sync(); !synced)
        return synced;
    return m_fileSystem->syncFolder(*folder);
}

Result<> Vault::setPinned(const StoredPoint &point, bool pinned)
{
    const Result<QString> folder = folderOf(point);
    if (!folder)
        return folder.error();
    const QString path = *folder + u"/pinned"_s;
    if (pinned == QFileInfo::exists(path))
        return {};
    const Result<> done =
        pinned ? writeWholeFile(*m_fileSystem, path, {}) : m_fileSystem->remove(path);
    return done ? m_fileSystem->syncFolder(*folder) : done;
}

Result<> Vault::remove(const StoredPoint &point)
{
    const Result<QString> folder = folderOf(point);
    if (!folder)
        return folder.error();
    if (QFileInfo::exists(*folder + u"/pinned"_s))
        return Error{Error::Kind::Invalid,
                     text(QT_TRANSLATE_NOOP("Text", "The backup point \"%1\" is pinned."), *folder),
                     {QT_TRANSLATE_NOOP("Text", "Unpin it first if it is really to go."), {}},
                     {}};
    const Result<QList<StoredPoint>> others = points(point.hostId);
    if (!others)
        return others.error();
    for (const StoredPoint &other : *others) {
        if (other.needs(point.id()))
            return Error{Error::Kind::Invalid,
                         {QT_TRANSLATE_NOOP("Text", "The backup point \"%1\" is needed by \"%2\", "
                                                    "which refers to its files."),
                          {*folder, other.folder}},
                         {QT_TRANSLATE_NOOP("Text", "Remove that one first."), {}},
                         {}};
    }
    // What is being written may refer to it.
    const QString hostFolder = m_folder + u'/' + point.hostId;
    const QStringList abandoned = findLeftovers(*m_fileSystem, hostFolder);
    for (const QString &name : QDir(hostFolder).entryList({u"*.partial"_s}, QDir::Dirs)) {
        if (!abandoned.contains(hostFolder + u'/' + name))
            return Error{
                Error::Kind::Busy,
                {QT_TRANSLATE_NOOP("Text", "A backup of this host is being written and may "
                                           "refer to \"%1\"."),
                 {*folder}},
                {QT_TRANSLATE_NOOP("Text", "Try again when that run has ended."), {}},
                {}};
    }
    const QString away = *folder + u".removing"_s;
    if (const Result<> renamed = m_fileSystem->rename(*folder, away); !renamed)
        return renamed;
    if (const Result<> synced = m_fileSystem->syncFolder(hostFolder); !synced)
        return synced;
    if (!QDir(away).removeRecursively())
        return Error{Error::Kind::Storage,
                     text(QT_TRANSLATE_NOOP("Text", "Cannot remove \"%1\" completely."), away),
                     {},
                     {}};
    return {};
}

QStringList Vault::leftovers(const QString &hostId) const
{
    return isHostId(hostId) ? findLeftovers(*m_fileSystem, m_folder + u'/' + hostId)
                            : QStringList();
}

Result<> Vault::removeLeftovers(const QString &hostId)
{
    return isHostId(hostId) ? clearLeftovers(*m_fileSystem, m_folder + u'/' + hostId) : Result<>();
}

} // namespace Lifeboat
