#include "components/common/answers.h"
#include "components/common/snapshot.h"
#include "components/common/victoria.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Lifeboat {

static const QString Id = u"victoriametrics"_s;

// Samples and series of each whole day, then of the last one as far as it has come.
static const Victoria &kind()
{
    static const Victoria kind{
        .id = Id,
        .program = u"victoria-metrics"_s,
        .port = 8428,
        .folder = u"/victoria-metrics-data"_s,
        .retention = u"1"_s,
        .count =
            u"day=$((until / 86400 * 86400)) part=$((until % 86400))\n"
            "q() { a=$(ask GET PORT \"/api/v1/$1\") || return 1; printf '%s\\n' "
            "\"${a%%,\\\"stats\\\":*}\"; }\n"
            "for what in sum count; do\n"
            "  [ $first -ge $day ] || q \"query_range?nocache=1&query=$what(count_over_time("
            "%7B__name__!%3D%22%22%7D%5B1d%5D))&start=$((first + 86400))&end=$day&step=86400\" || "
            "return 1\n"
            "  [ $part = 0 ] || q \"query?nocache=1&query=$what(count_over_time("
            "%7B__name__!%3D%22%22%7D%5B${part}s%5D))&time=$until\" || return 1\n"
            "  echo $what\n"
            "done"_s};
    return kind;
}

static Snapshots snapshots(const ServiceFacts &service)
{
    return {.id = Id,
            .port = service.details.value(u"port"_s),
            .list = u"/snapshot/list"_s,
            .create = u"/snapshot/create"_s,
            .remove = u"/snapshot/delete?snapshot="_s,
            .name = u"[0-9]\\{14\\}-[0-9A-F]\\{16\\}"_s};
}

// A snapshot is a folder of links; an archive of what they lead to is a whole data folder.
static BackupRecipe backup(const ServiceFacts &service, const RecipeContext &context)
{
    BackupRecipe recipe;
    recipe.refused = notInVolume(Id, service, service.dataDirectory());
    if (recipe.refused)
        return recipe;
    const SettledCount count = victoriaCount(kind(), service);
    const SnapshotSteps snapshot = snapshotSteps(snapshots(service), service, context);
    const Artifact artifact = archiveOf(Id, context, u"snapshot tar"_s);
    const Step copy = copyArchive(
        Id, service, artifact,
        u"-chf - -C %1/snapshots/\"$names\" ."_s.arg(ShellCommand::quoted(service.dataDirectory())),
        context, readSnapshotNames(Id));
    recipe.files << snapshot.files << removeHelpers(Id, context);
    recipe.copy << Lane{"victoriametrics.copy",
                        QList<Step>{countBefore(count, service.container, context), snapshot.make,
                                    countAfter(count, service.container, context), copy,
                                    snapshot.remove}
                            + checkArchives(Id, {artifact}, context)};
    return recipe;
}

// (time, count) of what one answer says.
static std::optional<QList<std::pair<qint64, QString>>> points(const QByteArray &line)
{
    // What follows the data was cut off with its figures about the query itself.
    QJsonObject answer = QJsonDocument::fromJson(line).object();
    if (answer.isEmpty())
        answer = QJsonDocument::fromJson(line + '}').object();
    if (answer.value(u"status"_s).toString() != u"success" || answer.value(u"isPartial"_s).toBool())
        return std::nullopt;
    QList<std::pair<qint64, QString>> points;
    const QJsonArray result = answer.value(u"data"_s)[u"result"_s].toArray();
    if (result.isEmpty())
        return points;
    QJsonArray values = result.first()[u"values"_s].toArray();
    if (values.isEmpty())
        values.append(result.first()[u"value"_s]);
    for (const QJsonValue &value : values)
        points.append({value[0].toInteger(), value[1].toString()});
    return points;
}

static Result<Fingerprint> read(const QByteArray &printed)
{
    static const QHash<QByteArray, QString> names{{"sum", u"samples"_s}, {"count", u"series"_s}};
    Fingerprint fingerprint;
    QList<std::pair<qint64, QString>> pending;
    int ends = 0;
    for (const QByteArray &line : printed.split('\n')) {
        if (line.startsWith("until ")) {
            noteUntil(fingerprint, line.sliced(6).toLongLong());
        } else if (names.contains(line)) {
            for (const auto &[time, count] : std::as_const(pending))
                fingerprint.entries.insert(
                    QDateTime::fromSecsSinceEpoch(time - 1, Qt::UTC).toString(u"yyyy-MM-dd "_s)
                        + names.value(line),
                    count);
            pending.clear();
            ++ends;
        } else if (!line.isEmpty()) {
            const auto more = points(line);
            if (!more)
                return unexpectedAnswer(Id, line);
            pending << *more;
        }
    }
    if (ends != names.size())
        return unexpectedAnswer(Id, printed);
    return fingerprint;
}

static ServiceFacts sample()
{
    return {.service = u"victoria-metrics"_s,
            .container = u"compose-victoria-metrics-1"_s,
            .image = u"victoriametrics/victoria-metrics:v1.106.1"_s,
            .imageId = u"sha256:6789"_s,
            .state = u"running"_s,
            .mounts = {{.type = u"volume"_s,
                        .name = u"compose_victoria-metrics"_s,
                        .source = u"/var/lib/docker/volumes/compose_victoria-metrics/_data"_s,
                        .destination = u"/victoria-metrics-data"_s,
                        .bytes = 5'000'000}},
            .program = u"victoria-metrics"_s,
            .details = {{u"dir"_s, u"/victoria-metrics-data"_s},
                        {u"port"_s, u"8428"_s},
                        {u"retention"_s, u"168h"_s},
                        {u"version"_s, u"1.106.1"_s}}};
}

Component victoriametricsComponent()
{
    Component component = victoriaComponent(kind());
    component.title = {QT_TRANSLATE_NOOP("Text", "VictoriaMetrics"), {}};
    component.how = {QT_TRANSLATE_NOOP("Text", "A snapshot of its files, as one archive"), {}};
    component.backup = backup;
    component.read = read;
    component.sample = sample();
    return component;
}

} // namespace Lifeboat
