#include "components/common/archive.h"

#include "components/common/directory.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

// Reading a large volume from a slow disk says nothing for a while.
static constexpr std::chrono::seconds Quiet = 30min;

static const QString Whole = u"data"_s;

// What the name of its file begins with.
static QString partOf(const Artifact &artifact)
{
    return artifact.file.section(u'/', -1).section(u'_', 0, 0);
}

static QByteArray stepId(const QString &id, const char *what)
{
    return (id + u'.' + QLatin1StringView(what)).toUtf8();
}

// The step that does something to an archive: that of a part has the part's name.
static QByteArray stepId(const QString &id, const char *what, const Artifact &artifact)
{
    const QString part = partOf(artifact);
    return stepId(id, what) + (part == Whole ? QByteArray() : '-' + part.toUtf8());
}

QString copyingHelper(const QString &id, const RecipeContext &context)
{
    return helperContainer(id, context) + u"-copy"_s;
}

Artifact archiveOf(const QString &id, const RecipeContext &context, const QString &format,
                   const QString &part)
{
    return {.file = u"%1/%2_%3.tar"_s.arg(id, part.isEmpty() ? Whole : part, context.pointId),
            .format = format};
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
    return {.id = stepId(id, "copy", artifact),
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

QList<Step> checkArchives(const QString &id, const QList<Artifact> &artifacts,
                          const RecipeContext &context)
{
    const ShellCommand list =
        ShellCommand("docker run --rm -i --pull never --network none --log-driver none --user 0:0 "
                     "--name")
        << helperContainer(id, context) + u"-check"_s << u"--entrypoint"_s << u"sh"_s
        << context.helperImage << u"-c"_s << u"exec tar -tf - >/dev/null"_s;
    QList<Step> steps;
    for (const Artifact &artifact : artifacts)
        steps << Step{
            .id = stepId(id, "check", artifact),
            .title = {QT_TRANSLATE_NOOP("Text", "Read %1 to its end with tar"), {artifact.file}},
            .action = FeedArtifact{artifact, list},
            .component = id,
            .quietLimit = Quiet};
    return steps;
}

QList<Step> unpackArchives(const QString &id, const ManifestComponent &there,
                           const RecipeContext &context, const QString &parts)
{
    const QString side = sideFolder(context);
    const auto unpack = [&](const Artifact &artifact, const ShellCommand &command) {
        return Step{
            .id = stepId(id, "fill", artifact),
            .title = {QT_TRANSLATE_NOOP("Text", "Unpack %1 into the copy"), {artifact.file}},
            .action = FeedArtifact{artifact, inHelper(id, context, command)},
            .component = id,
            .quietLimit = Quiet,
            .expectedBytes = artifact.bytes,
            .changesHost = true};
    };
    QList<Step> steps;
    for (const Artifact &artifact : there.artifacts)
        steps << unpack(artifact, ShellCommand("tar --numeric-owner -xpf - -C") << side);
    for (const Artifact &artifact : there.needs)
        steps << unpack(artifact, ShellCommand("sh -c")
                                      << u"[ ! -e \"$1/$2\" ] || exec cat >/dev/null\n"
                                         "exec tar --numeric-owner -xpf - -C \"$1\""_s
                                      << u"sh"_s << side << parts + u'/' + partOf(artifact));
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
