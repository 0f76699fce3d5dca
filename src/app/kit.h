#pragma once

#include "app/operations.h"

namespace Lifeboat {

class HostLink;

struct Kit
{
    QString folder;
    qint64 bytes = 0;
    qint64 files = 0;
};

// Makes a folder that recovers the point's host on a blank one, without Lifeboat and without a
// network: the point, what it needs of earlier ones, the images, as `docker save` on the point's
// host prints them, the runbook in both languages, and recover.sh.
//
// One blocking call. `folder` must not exist, or be empty; it is written as FOLDER.partial and gets
// its name when everything is in it and was read back. After a failure or a cancel nothing is left.
class KitMaker
{
public:
    using Say = std::function<void(const Text &)>; // what is written now

    KitMaker(const Settings &settings, const HostProfile &host, const Access &access,
             const FileSystem &fileSystem, Say say);
    ~KitMaker();

    // Whether it can be made, without a connection: the folder, the point, what it holds.
    // Error::Usage, or of the point.
    static Result<> check(const StoredPoint &point, const QString &folder);

    Result<Kit> make(const Vault &vault, const StoredPoint &point, const QString &folder);

private:
    struct Image
    {
        QString name;
        QString id;
        qint64 bytes = 0;
    };

    Result<QList<Image>> lookForImages(const Manifest &manifest);
    Result<> checkSpace(const Manifest &manifest, const QList<Image> &images) const;
    Result<> write(const Vault &vault, const StoredPoint &point, const QList<Image> &images);
    Result<> copyPoint(const Vault &vault, const StoredPoint &point);
    Result<> copy(ArtifactStore &store, const Artifact &artifact, const QString &point);
    Result<> saveImage(const Image &image);
    Result<> commit(ArtifactWriter &writer); // and counts it
    Result<> writeTexts(const Manifest &manifest);
    Result<> writeText(const QString &name, const QByteArray &text);
    Result<> makeFolder(const QString &path); // with its parents in the kit
    Result<> publish(const QString &folder);

    HostProfile m_host;
    Access m_access;
    const FileSystem &m_fileSystem;
    Say m_say;
    std::unique_ptr<HostLink> m_link;
    QString m_folder; // .partial
    Kit m_kit;
};

} // namespace Lifeboat
