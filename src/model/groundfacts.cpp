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

// "NAME ID [DIGEST]", as the component config notes it.
static RecordedImage recordedImage(const QString &service, const QString &words)
{
    return {service,
            {.id = words.section(u' ', 1, 1),
             .name = words.section(u' ', 0, 0),
             .digest = words.section(u' ', 2, 2)}};
}

Result<RecordedProject> RecordedProject::of(const Manifest &manifest)
{
    const ManifestComponent *config = manifest.component(u"config"_s);
    if (!config || config->outcome != Outcome::Ok)
        return cannotRecover({QT_TRANSLATE_NOOP("Text", "The point %1 holds no configuration, and "
                                                        "without its keys data cannot be used."),
                              {manifest.pointId}});
    RecordedProject project{.name = manifest.project, .directory = manifest.directory};
    const QStringList files = config->details.value(u"required"_s).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &file : files)
        project.composeFiles << manifest.directory + u'/' + file;
    for (auto it = config->details.cbegin(); it != config->details.cend(); ++it) {
        if (it.key().startsWith("image "_L1))
            project.images << recordedImage(it.key().mid(6), it.value());
    }
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
