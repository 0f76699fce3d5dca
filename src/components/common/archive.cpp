#include "components/common/archive.h"

#include "components/common/directory.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

// Reading a large volume from a slow disk says nothing for a while.
static constexpr std::chrono::seconds Quiet = 30min;

static QByteArray stepId(const QString &id, const char *what)
{
    return (id + u'.' + QLatin1StringView(what)).toUtf8();
}

QString copyingHelper(const QString &id, const RecipeContext &context)
{
    return helperContainer(id, context) + u"-copy"_s;
}

Artifact archiveOf(const QString &id, const RecipeContext &context, const QString &format)
{
    return {.file = id + u"/data_"_s + context.pointId + u".tar"_s, .format = format};
}

Step copyArchive(const QString &id, const ServiceFacts &service, const Artifact &artifact,
                 const QString &tarArguments, const RecipeContext &context, const QString &before)
{
    const QString script =
        before
        + u"exec docker run --rm --name \"$1\" --pull never --network none --log-driver none "
          "--security-opt label=disable --user 0:0 --volumes-from \"$2:ro\" --entrypoint tar "
          "\"$3\" "_s
        + tarArguments;
    return {.id = stepId(id, "copy"),
            .title = {QT_TRANSLATE_NOOP("Text", "Copy the files of %1"), {id}},
            .action = CaptureOutput{ShellCommand("sh -c")
                                        << script << u"sh"_s << copyingHelper(id, context)
                                        << service.container << context.helperImage,
                                    artifact,
                                    "./",
                                    {}},
            .component = id,
            .quietLimit = Quiet,
            .expectedBytes = service.dataBytes()};
}

QList<Lane> checkArchives(const QString &id, const QList<Artifact> &artifacts,
                          const RecipeContext &context)
{
    const ShellCommand list =
        ShellCommand("docker run --rm -i --pull never --network none --log-driver none --user 0:0 "
                     "--name")
        << helperContainer(id, context) + u"-check"_s << u"--entrypoint"_s << u"sh"_s
        << context.helperImage << u"-c"_s << u"exec tar -tf - >/dev/null"_s;
    QList<Lane> lanes;
    for (const Artifact &artifact : artifacts)
        lanes << Lane{
            stepId(id, "check"),
            {{.id = stepId(id, "check"),
              .title = {QT_TRANSLATE_NOOP("Text", "Read %1 to its end with tar"), {artifact.file}},
              .action = FeedArtifact{artifact, list},
              .component = id,
              .quietLimit = Quiet}}};
    return lanes;
}

QList<Step> unpackArchives(const QString &id, const ManifestComponent &there,
                           const RecipeContext &context)
{
    QList<Step> steps;
    for (const Artifact &artifact : there.artifacts)
        steps << Step{
            .id = stepId(id, "fill"),
            .title = {QT_TRANSLATE_NOOP("Text", "Unpack %1 into the copy"), {artifact.file}},
            .action = FeedArtifact{artifact, inHelper(id, context,
                                                      ShellCommand("tar --numeric-owner -xpf - -C")
                                                          << sideFolder(context))},
            .component = id,
            .quietLimit = Quiet,
            .expectedBytes = artifact.bytes,
            .changesHost = true};
    return steps;
}

GuardianFile removeHelpers(const QString &id, const RecipeContext &context)
{
    return {u"clean/10-"_s + id,
            {QT_TRANSLATE_NOOP("Text", "Remove what copied and counted %1"), {id}},
            removeContainer(askingContainer(id, context))
                + removeContainer(copyingHelper(id, context))
                + removeContainer(checkContainer(id, context))};
}

} // namespace Lifeboat
