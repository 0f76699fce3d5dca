#include "components/common/answers.h"
#include "components/common/snapshot.h"
#include "components/common/victoria.h"

#include <QCoreApplication>
#include <QDate>
#include <QJsonDocument>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

static const QString Id = u"victorialogs"_s;

// For sh beside the data: what the files of a partition, or of a snapshot of it, are. Files of
// parts are never written again and their names never used again, so what has the same names and
// sizes has the same bytes; parts.json says which of them count.
static const QString Parts =
    u"parts() { a=$(cd \"$1\" && find datadb indexdb -type f -printf '%p %s\\n') || return 1\n"
    "printf %s \"$a\" | LC_ALL=C sort | sha256sum | cut -d ' ' -f 1; }\n"_s;

// Lines of each day and stream. Whether the server makes snapshots is asked, not derived from its
// version: it is since 1.44 that one call makes them of all days, and since 1.53 by POST alone.
static const Victoria &kind()
{
    static const QString pastDays =
        u"cd \"$1/partitions\" || exit 1\n"_s + Parts
        + u"for day in [0-9]*; do [ \"$day\" -lt \"$2\" ] || continue\n"
          "hash=$(parts \"$day\") || continue\nprintf '%s:%s:%s ' \"$day\" \"$hash\" "
          "\"$(du -bc \"$day/datadb\" \"$day/indexdb\" | tail -n 1 | cut -f 1)\"\ndone"_s;
    static const Victoria kind{
        .id = Id,
        .program = u"victoria-logs"_s,
        .port = 9428,
        .folder = u"/vlogs"_s,
        .retention = u"7d"_s,
        .moreQuestions =
            u"if ask POST $port /internal/partition/snapshot/list >/dev/null 2>&1; then\n"
            "echo snapshots=yes\n"
            "printf days=; docker run --rm --pull never --network none --log-driver none "
            "--security-opt label=disable --user 0:0 --volumes-from \"$CONTAINER:ro\" "
            "--entrypoint sh HELPER -c "_s
            + ShellCommand::quoted(pastDays)
            + u" sh \"/${dir:-vlogs}\" \"$(date -u +%Y%m%d)\" </dev/null; echo\n"
              "else echo snapshots=no; fi\n"_s,
        .count = u"a=$(ask GET PORT \"/select/logsql/query?query=*%20%7C%20stats%20by%20("
                 "_time:1d,_stream)%20count()%20n&start=$first&end=$until\") || return 1\n"
                 "printf '%s\\n' \"$a\" | sort\necho end"_s,
        .parts = u"partitions"_s};
    return kind;
}

namespace {

// A day that was over when the server was asked.
struct PastDay
{
    QString day;   // 20261122
    QString parts; // what its files were
    qint64 bytes = 0;
};

} // namespace

static QList<PastDay> pastDays(const QMap<QString, QString> &details)
{
    static const QRegularExpression form(u"\\b([0-9]{8}):([0-9a-f]{64}):([0-9]+)\\b"_s);
    QList<PastDay> days;
    for (const QRegularExpressionMatch &match : form.globalMatch(details.value(u"days"_s)))
        days << PastDay{match.captured(1), match.captured(2), match.captured(3).toLongLong()};
    return days;
}

// The archive that an earlier point has, or refers to, of the same files of that day.
static std::optional<Artifact> earlierArchive(const PastDay &day, const RecipeContext &context)
{
    bool isSame = false;
    for (const PastDay &before : pastDays(context.earlier.details))
        isSame |= before.day == day.day && before.parts == day.parts;
    if (!isSame || context.earlierPoint.isEmpty())
        return std::nullopt;
    for (Artifact artifact : context.earlier.artifacts + context.earlier.needs) {
        if (!artifact.file.startsWith(Id + u'/' + day.day + u'_'))
            continue;
        if (artifact.point.isEmpty())
            artifact.point = context.earlierPoint;
        return artifact;
    }
    return std::nullopt;
}

static Snapshots snapshots(const ServiceFacts &service)
{
    return {.id = Id,
            .port = service.details.value(u"port"_s),
            .list = u"/internal/partition/snapshot/list"_s,
            .create = u"/internal/partition/snapshot/create"_s,
            .remove = u"/internal/partition/snapshot/delete?path="_s,
            .name = u"/[^\" ]*/partitions/[0-9]\\{8\\}/snapshots/[0-9A-F-]*"_s,
            .listMethod = u"POST"_s}; // later servers refuse GET
}

// Those of `which`, a basic regular expression: partitions/DAY/snapshots/NAME becomes
// partitions/DAY, as a server expects to find it. `choose` is sh that picks among $paths.
static Step copyPartitions(const ServiceFacts &service, const Artifact &artifact,
                           const RecipeContext &context, const QString &which,
                           const QString &choose = {})
{
    return copyArchive(Id, service, artifact,
                       u"-C "_s + ShellCommand::quoted(service.dataDirectory())
                           + u" --transform "
                             "'s,^\\./partitions/\\([0-9]*\\)/snapshots/[^/]*,./partitions/\\1,' "
                             "-cf - --no-recursion . --recursion $paths"_s,
                       context,
                       readSnapshotNames(Id)
                           + u"paths=$(printf '%s\\n' \"$names\" | sed -n "
                             "'s,^.*/partitions/\\(%1/\\),./partitions/\\1,p')\n"_s.arg(which)
                           + choose);
}

// Leaves out the partitions of `days`: each a DAY, or DAY:PARTS of one that must have these files.
// Those of a day may have changed since the server was asked: then it is copied here.
static QString allBut(const QStringList &days, const ServiceFacts &service)
{
    static const QString script =
        u"cd \"$1\" || exit 1\nkept=\" $2 \"; shift 2\n"_s + Parts
        + u"for each in \"$@\"; do day=${each#./partitions/}; day=${day%%/*}\n"
          "case $kept in *\" $day \"* | *\" $day:$(parts \"$each\") \"*) ;; *) echo \"$each\" ;; "
          "esac\ndone"_s;
    return u"paths=$(docker run --rm --name \"$1\" --pull never --network none --log-driver none "
           "--security-opt label=disable --user 0:0 --volumes-from \"$2:ro\" --entrypoint sh "
           "\"$3\" -c %1 sh %2 %3 $paths </dev/null) || exit 1\n"_s.arg(
               ShellCommand::quoted(script), ShellCommand::quoted(service.dataDirectory()),
               ShellCommand::quoted(days.join(u' ')));
}

// While it runs: an archive a past day, unless an earlier point has it, and one of all else.
static void copySnapshots(BackupRecipe &recipe, Lane &lane, const ServiceFacts &service,
                          const RecipeContext &context)
{
    const QString format = u"snapshot tar"_s;
    const SnapshotSteps snapshot = snapshotSteps(snapshots(service), service, context);
    QList<Artifact> artifacts{archiveOf(Id, context, format)};
    QList<Step> copies;
    QStringList days;
    qint64 pastBytes = 0;
    for (const PastDay &day : pastDays(service.details)) {
        pastBytes += day.bytes;
        if (const std::optional<Artifact> earlier = earlierArchive(day, context)) {
            recipe.needs << *earlier;
            days << day.day + u':' + day.parts;
            continue;
        }
        days << day.day;
        artifacts << archiveOf(Id, context, format, day.day);
        copies << copyPartitions(
            service, artifacts.last(), context, day.day,
            u"[ -n \"$paths\" ] || { echo 'There is no snapshot of this day any more: did it end "
            "with the retention? Back up again.' >&2; exit 1; }\n"_s);
        copies.last().title = {
            QT_TRANSLATE_NOOP("Text", "Copy the files of %1 that are of the day %2"),
            {Id, QDate::fromString(day.day, u"yyyyMMdd"_s).toString(Qt::ISODate)}};
        copies.last().expectedBytes = day.bytes;
    }
    Step rest = copyPartitions(service, artifacts.first(), context, u"[0-9]\\{8\\}"_s,
                               days.isEmpty() ? QString() : allBut(days, service));
    if (!recipe.needs.isEmpty())
        rest.title = {QT_TRANSLATE_NOOP("Text", "Copy the files of %1 that point %2 has not"),
                      {Id, context.earlierPoint}};
    if (rest.expectedBytes >= 0)
        rest.expectedBytes = qMax(rest.expectedBytes - pastBytes, qint64(0));
    recipe.files << snapshot.files;
    lane.steps << snapshot.make
               << countAfter(victoriaCount(kind(), service), service.container, context) << rest
               << copies << snapshot.remove << checkArchives(Id, artifacts, context);
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
    if (service.details.value(u"snapshots"_s) == u"yes" && !context.cold) {
        copySnapshots(recipe, lane, service, context);
    } else if (context.cold) {
        const ColdCopy cold = coldCopy(Id, service, victoriaEnds(service, context), context);
        recipe.files << cold.files;
        recipe.held << cold.container;
        lane.steps << cold.steps << countAfter(count, container, context)
                   << checkArchives(Id, {cold.artifact}, context);
    } else {
        recipe.refused = needsStop(Id, service);
        return recipe;
    }
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
    component.how = {QT_TRANSLATE_NOOP("Text", "A snapshot of each day, as archives"), {}};
    component.offByDefault = [](const ServiceFacts &service) -> std::optional<Text> {
        if (service.details.value(u"snapshots"_s) == u"yes" || !service.answers())
            return std::nullopt;
        return needsStop(Id, service).message;
    };
    component.canBeCold = true;
    component.refersToEarlier = true;
    component.backup = backup;
    component.read = read;
    component.sample = sample();
    return component;
}

} // namespace Lifeboat
