#include "components/common/answers.h"
#include "components/common/snapshot.h"
#include "components/common/victoria.h"

#include <QCoreApplication>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

static const QString Id = u"victorialogs"_s;

// Lines of each day and stream. Whether the server makes snapshots is asked, not derived from its
// version: it is since 1.44 that one call makes them of all days, and since 1.53 by POST alone.
static const Victoria &kind()
{
    static const Victoria kind{
        .id = Id,
        .program = u"victoria-logs"_s,
        .port = 9428,
        .folder = u"/vlogs"_s,
        .retention = u"7d"_s,
        .moreQuestions = u"if ask POST $port /internal/partition/snapshot/list >/dev/null 2>&1; "
                         "then echo snapshots=yes; else echo snapshots=no; fi\n"_s,
        .count = u"a=$(ask GET PORT \"/select/logsql/query?query=*%20%7C%20stats%20by%20("
                 "_time:1d,_stream)%20count()%20n&start=$first&end=$until\") || return 1\n"
                 "printf '%s\\n' \"$a\" | sort\necho end"_s};
    return kind;
}

static Snapshots snapshots(const ServiceFacts &service)
{
    return {.id = Id,
            .port = service.details.value(u"port"_s),
            .list = u"/internal/partition/snapshot/list"_s,
            .create = u"/internal/partition/snapshot/create"_s,
            .remove = u"/internal/partition/snapshot/delete?path="_s,
            .name = u"/[^\" ]*/partitions/[0-9]\\{8\\}/snapshots/[0-9A-F-]*"_s};
}

// partitions/DAY/snapshots/NAME of each day becomes partitions/DAY, as a server expects to find it.
static Step copyPartitions(const ServiceFacts &service, const Artifact &artifact,
                           const RecipeContext &context)
{
    return copyArchive(Id, service, artifact,
                       u"-C "_s + ShellCommand::quoted(service.dataDirectory())
                           + u" --transform "
                             "'s,^\\./partitions/\\([0-9]*\\)/snapshots/[^/]*,./partitions/\\1,' "
                             "-cf - --no-recursion . --recursion $paths"_s,
                       context,
                       readSnapshotNames(Id)
                           + u"paths=$(printf '%s\\n' \"$names\" | sed "
                             "'s,^.*/partitions/,./partitions/,')\n"_s);
}

static BackupRecipe backup(const ServiceFacts &service, const RecipeContext &context)
{
    BackupRecipe recipe;
    recipe.refused = notInVolume(Id, service, service.dataDirectory());
    if (recipe.refused)
        return recipe;
    const SettledCount count = victoriaCount(kind(), service);
    const QString &container = service.container;
    recipe.files << removeHelpers(Id, context);
    Lane lane{"victorialogs.copy", {countBefore(count, container, context)}};
    Artifact artifact;
    if (service.details.value(u"snapshots"_s) == u"yes" && !context.cold) {
        const SnapshotSteps snapshot = snapshotSteps(snapshots(service), service, context);
        artifact = archiveOf(Id, context, u"snapshot tar"_s);
        recipe.files << snapshot.files;
        lane.steps << snapshot.make << countAfter(count, container, context)
                   << copyPartitions(service, artifact, context) << snapshot.remove;
    } else if (context.cold) {
        const ColdCopy cold = coldCopy(Id, service, victoriaEnds(service, context));
        artifact = archiveOf(Id, context, u"cold tar"_s);
        recipe.files << cold.stop << cold.start;
        recipe.held << cold.container;
        lane.steps << cold.stopStep
                   << copyArchive(Id, service, artifact,
                                  u"-C "_s + ShellCommand::quoted(service.dataDirectory())
                                      + u" -cf - ."_s,
                                  context)
                   << cold.startStep << countAfter(count, container, context);
    } else {
        recipe.refused = needsStop(Id, service);
        return recipe;
    }
    lane.steps << checkArchives(Id, {artifact}, context).first().steps;
    recipe.copy << lane;
    return recipe;
}

static Result<Fingerprint> read(const QByteArray &printed)
{
    Fingerprint fingerprint;
    bool isComplete = false;
    for (const QByteArray &line : printed.split('\n')) {
        if (line.startsWith("until ")) {
            noteUntil(fingerprint, line.sliced(6).toLongLong());
            continue;
        }
        isComplete |= line == "end";
        if (line.isEmpty() || line == "end")
            continue;
        const QJsonObject row = QJsonDocument::fromJson(line).object();
        if (!row.contains(u"_time"_s) || !row.contains(u"n"_s))
            return unexpectedAnswer(Id, line);
        fingerprint.entries.insert(row.value(u"_time"_s).toString().left(10) + u' '
                                       + row.value(u"_stream"_s).toString(),
                                   row.value(u"n"_s).toString());
    }
    if (!isComplete)
        return unexpectedAnswer(Id, printed);
    return fingerprint;
}

static ServiceFacts sample()
{
    return {.service = u"victoria-logs"_s,
            .container = u"compose-victoria-logs-1"_s,
            .image = u"victoriametrics/victoria-logs:v1.49.0"_s,
            .imageId = u"sha256:789a"_s,
            .state = u"running"_s,
            .mounts = {{.type = u"volume"_s,
                        .name = u"compose_victoria-logs"_s,
                        .source = u"/var/lib/docker/volumes/compose_victoria-logs/_data"_s,
                        .destination = u"/vlogs"_s,
                        .bytes = 5'000'000}},
            .program = u"victoria-logs"_s,
            .details = {{u"dir"_s, u"/vlogs"_s},
                        {u"port"_s, u"9428"_s},
                        {u"retention"_s, u"7d"_s},
                        {u"snapshots"_s, u"yes"_s},
                        {u"version"_s, u"1.49.0"_s}}};
}

Component victorialogsComponent()
{
    Component component = victoriaComponent(kind());
    component.title = {QT_TRANSLATE_NOOP("Text", "VictoriaLogs"), {}};
    component.offByDefault = [](const ServiceFacts &service) -> std::optional<Text> {
        if (service.details.value(u"snapshots"_s) == u"yes" || !service.answers())
            return std::nullopt;
        return needsStop(Id, service).message;
    };
    component.canBeCold = true;
    component.backup = backup;
    component.read = read;
    component.sample = sample();
    return component;
}

} // namespace Lifeboat
