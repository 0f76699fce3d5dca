#pragma once

#include "base/canceltoken.h"
#include "storage/artifactstore.h"

#include <QHash>

namespace Lifeboat {

// What lies in a folder of archives as `docker save` writes them, by the ids of the images in it;
// also of one such file. Other files are passed over; of two that hold an image the first by name
// counts. Errors: the folder or a *.tar in it cannot be read.
Result<QHash<QString, QString>> imagesIn(const QString &path); // id -> file, absolute

// Size and hash of one of them, named images/NAME for plans and messages.
Result<Artifact> imageArtifact(const QString &file, const CancelToken &cancel);

// The artifacts of a point and, beside them, archives of images: those under the names that
// imageArtifact() gave them.
class StoreWithImages : public ArtifactStore
{
public:
    StoreWithImages(std::unique_ptr<ArtifactStore> point, const QHash<QString, Artifact> &images,
                    const QHash<QString, QString> &files);

    Result<std::unique_ptr<ArtifactWriter>> create(const Artifact &artifact) override;
    Result<std::unique_ptr<ArtifactReader>> open(const QString &file) override;
    Result<std::unique_ptr<ArtifactReader>> openEarlier(const Artifact &artifact) override;
    Result<> remove(const QString &file) override;

private:
    struct Archive
    {
        QString folder;
        Artifact artifact; // its file is a plain name
    };
    std::unique_ptr<ArtifactStore> m_point;
    QHash<QString, Archive> m_archives; // by images/NAME
};

} // namespace Lifeboat
