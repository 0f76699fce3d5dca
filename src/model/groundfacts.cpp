#include "model/groundfacts.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static Error cannotRecover(const Text &message)
{
    return {Error::Kind::Invalid,
            message,
            {QT_TRANSLATE_NOOP("Text", "Choose a point that holds config and postgres; `point "
                                       "show` lists what one holds."),
             {}},
            {}};
}

QList<ImageFacts> recordedImages(const Manifest &manifest)
{
    QList<ImageFacts> images;
    const auto add = [&](const ImageFacts &image) {
        if (!images.contains(image))
            images << image;
    };
    if (const ManifestComponent *config = manifest.component(u"config"_s)) {
        // "NAME ID [DIGEST]", as that component notes it.
        for (auto it = config->details.cbegin(); it != config->details.cend(); ++it) {
            const QStringList words = it.value().split(u' ');
            if (it.key().startsWith("image "_L1) && words.size() >= 2)
                add({.id = words.at(1), .name = words.at(0), .digest = words.value(2)});
        }
    }
    // As the component nats calls what it saved while the server ran.
    const ManifestComponent *nats = manifest.component(u"nats"_s);
    const bool isStreams = nats && nats->outcome == Outcome::Ok && !nats->artifacts.isEmpty()
                           && nats->artifacts.first().format == "stream backup tar"_L1;
    if (isStreams && !nats->details.value(u"box"_s).isEmpty())
        add({.id = nats->details.value(u"boxId"_s), .name = nats->details.value(u"box"_s)});
    return images;
}

Result<RecordedProject> RecordedProject::of(const Manifest &manifest)
{
    const ManifestComponent *config = manifest.component(u"config"_s);
    if (!config || config->outcome != Outcome::Ok)
        return cannotRecover({QT_TRANSLATE_NOOP("Text", "The point %1 holds no configuration, and "
                                                        "without its keys data cannot be used."),
                              {manifest.pointId}});
    RecordedProject project{.name = manifest.project,
                            .directory = manifest.directory,
                            .images = recordedImages(manifest),
                            .architecture = config->details.value(u"architecture"_s)};
    project.images.removeIf([](const ImageFacts &image) { return image.id.isEmpty(); });
    const QStringList files = config->details.value(u"required"_s).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &file : files)
        project.composeFiles << manifest.directory + u'/' + file;
    for (const ManifestComponent &there : manifest.components) {
        if (!there.container.isEmpty())
            project.containers << there.container;
        const bool isServer = there.id == "postgres"_L1 || there.id == "pgvector"_L1;
        if (isServer && there.outcome == Outcome::Ok && project.helperImage.isEmpty())
            project.helperImage = there.imageId;
    }
    if (project.helperImage.isEmpty())
        return cannotRecover(
            {QT_TRANSLATE_NOOP("Text", "The point %1 holds no database of BK-Lite, "
                                       "so nothing could be recovered from it."),
             {manifest.pointId}});
    if (project.composeFiles.isEmpty())
        return cannotRecover({QT_TRANSLATE_NOOP("Text", "The compose files of the point %1 were "
                                                        "outside its folder and are not in it."),
                              {manifest.pointId}});
    return project;
}

} // namespace Lifeboat
