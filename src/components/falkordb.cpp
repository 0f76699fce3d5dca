#include "components/common/answers.h"
#include "components/common/coldcopy.h"
#include "components/common/falkordbcommands.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

static const QString Id = u"falkordb"_s;
static const QString SaveVariable = u"saves.falkordb"_s; // how many there were before ours
static const QString DefaultFolder = u"/var/lib/falkordb/data"_s;

static const auto s_probe = u"docker exec \"$CONTAINER\" sh -c "_s
                            + ShellCommand::quoted(falkordbSignIn() + u"[ \"$(r PING)\" = PONG ]"_s)
                            + u" </dev/null"_s;

static const ServiceEnds &ends()
{
    static const ServiceEnds ends{.stopSeconds = 300, .probe = s_probe, .limit = 15min};
    return ends;
}

// One that is set to save nothing does not do it as it ends either, and the undo is to give back
// all.
static ServiceEnds exchangeEnds(const ServiceFacts &service)
{
    ServiceEnds own = ends();
    own.save = inFalkordb(service.container,
                          u"get() { r CONFIG GET \"$1\" | sed -n 2p; }; [ -n \"$(get save)\" ] || "
                          "[ \"$(get appendonly)\" = yes ] || { until [ \"$(info "
                          "rdb_bgsave_in_progress)\" = 0 ]; do sleep 1; done; "
                          "[ \"$(r SAVE)\" = OK ]; }"_s)
                   .toShell();
    return own;
}

// --- What is asked

static ShellCommand question(const ServiceFacts &service, const QString &)
{
    return inFalkordb(service.container,
                      u"r PING >/dev/null || { r PING; exit 1; }; set -e; "
                      "get() { r CONFIG GET \"$1\" | sed -n 2p; }; dir=$(get dir); "
                      "echo \"dir=$dir\"; echo \"file=$(get dbfilename)\"; "
                      "echo \"appendonly=$(get appendonly)\"; "
                      "echo \"stopWrites=$(get stop-writes-on-bgsave-error)\"; "
                      "r INFO server | tr -d '\\r' | sed -n 's/^redis_version:/redis=/p'; "
                      "r MODULE LIST | awk '$0 == \"name\" { getline; name = $0 } "
                      "$0 == \"ver\" { getline; if (name == \"graph\") print \"module=\" $0 }'; "
                      "r INFO memory | tr -d '\\r' | sed -n 's/^used_memory_dataset:/bytes=/p'; "
                      "df -Pk \"$dir\" | awk 'NR == 2 { print \"freeKiB=\" $4 }'"_s);
}

static Result<> answer(const QByteArray &printed, ServiceFacts &service)
{
    service.details.insert(namedLines(printed));
    const int module = service.details.value(u"module"_s).toInt();
    if (module == 0 || service.details.value(u"dir"_s).isEmpty())
        return Error{Error::Kind::CommandFailed,
                     {QT_TRANSLATE_NOOP("Text", "%1 in %2 did not tell its version and folder."),
                      {Id, service.container}},
                     {},
                     QString::fromUtf8(printed)};
    service.details.insert(
        u"version"_s, u"%1.%2.%3"_s.arg(module / 10000).arg(module / 100 % 100).arg(module % 100));
    return {};
}

static Step takeFingerprint(const char *what, const QString &container, const Text &title,
                            const std::optional<Fingerprint> &expected = {})
{
    return {.id = QByteArray("falkordb.") + what,
            .title = title,
            .action = ReadFingerprint{askGraphs(container), expected},
            .component = Id,
            .quietLimit = 10min};
}

// --- Backup

static std::optional<Error> noRoom(const ServiceFacts &service)
{
    const qint64 needed = service.details.value(u"bytes"_s).toLongLong() * 6 / 5;
    const qint64 free = service.details.value(u"freeKiB"_s, u"-1"_s).toLongLong() * 1024;
    if (free < 0 || needed < free)
        return std::nullopt;
    return Error{Error::Kind::NoSpace,
                 {QT_TRANSLATE_NOOP("Text", "%1 saves itself to its own disk first: that needs %2, "
                                            "%3 are free in %4."),
                  {Id, ByteCount{needed}, ByteCount{free}, service.details.value(u"dir"_s)}},
                 {QT_TRANSLATE_NOOP("Text", "Make room on the host."), {}},
                 {}};
}

// A save that fails makes the server refuse every write until one succeeds; so for the time of ours
// it is told not to. Afterwards it is told to again, once the last save is a good one.
static GuardianFile refuseWritesAgain(const ServiceFacts &service)
{
    const QString script =
        whileRunning(service.container)
        + inFalkordb(service.container,
                     u"i=0; until [ \"$(info rdb_last_bgsave_status)\" = ok ] && "
                     "[ \"$(info rdb_bgsave_in_progress)\" = 0 ]; do i=$((i + 1)); "
                     "[ $i -lt 20 ] || { echo 'The server cannot save itself; it was told to take "
                     "writes all the same (stop-writes-on-bgsave-error no).'; exit 0; }; "
                     "[ $((i % 5)) != 1 ] || r BGSAVE >/dev/null 2>&1; sleep 1; done; "
                     "r CONFIG SET stop-writes-on-bgsave-error yes >/dev/null"_s)
              .toShell();
    return {
        u"clean/30-falkordb"_s,
        {QT_TRANSLATE_NOOP("Text", "Let %1 refuse writes again when it cannot save itself"), {Id}},
        script + u'\n'};
}

static Step simpleStep(const char *what, const Text &title, const ShellCommand &command,
                       const QString &variable = {})
{
    return {.id = QByteArray("falkordb.") + what,
            .title = title,
            .action = RunCommand{command, variable},
            .component = Id};
}

static QString folderOf(const QMap<QString, QString> &details)
{
    return details.value(u"dir"_s, DefaultFolder);
}

static Step countAll(const QString &container)
{
    return takeFingerprint("fingerprint", container,
                           {QT_TRANSLATE_NOOP("Text", "Count what %1 holds"), {Id}});
}

// From the moment until it is stopped the server takes no writes, so that its files are of the
// moment; that would end by itself after ten minutes.
static BackupRecipe coldBackup(const ServiceFacts &service, const RecipeContext &context)
{
    BackupRecipe recipe;
    recipe.refused = notInVolume(Id, service, folderOf(service.details));
    if (!recipe.refused && service.details.value(u"appendonly"_s) == u"yes")
        recipe.refused = Error{
            Error::Kind::Invalid,
            {QT_TRANSLATE_NOOP("Text", "%1 keeps a log of its writes, and a copy of its files is "
                                       "only good for a server that does, too."),
             {Id}},
            {QT_TRANSLATE_NOOP("Text", "Back it up without --cold %1: then it saves itself."),
             {Id}},
            {}};
    if (recipe.refused)
        return recipe;
    const QString &container = service.container;
    const QString goOn = inFalkordb(container, u"r CLIENT UNPAUSE >/dev/null"_s).toShell() + u'\n';
    // Then its file is whole even where it does not save itself as it ends; and it is not stopped
    // when it cannot save itself.
    const QString save =
        inFalkordb(container, u"until [ \"$(info rdb_bgsave_in_progress)\" = 0 ]; do "
                              "sleep 1; done; r SAVE >/dev/null"_s)
            .toShell()
        + u" || exit 1\n"_s;
    const ColdCopy cold = coldCopy(Id, service, ends(), context, save,
                                   goOn); // it was not stopped, perhaps
    recipe.pausesWriters = true;
    recipe.files << GuardianFile{u"clean/30-falkordb"_s,
                                 {QT_TRANSLATE_NOOP("Text", "Let %1 take writes again"), {Id}},
                                 whileRunning(container) + goOn}
                 << cold.files << removeHelpers(Id, context);
    recipe.held << cold.container;
    recipe.moment << simpleStep("pause", {QT_TRANSLATE_NOOP("Text", "Let %1 take no writes"), {Id}},
                                inFalkordb(container, u"r CLIENT PAUSE 600000 WRITE >/dev/null"_s))
                  << countAll(container);
    recipe.copy << Lane{"falkordb.copy", cold.steps + checkArchives(Id, {cold.artifact}, context)};
    return recipe;
}

static BackupRecipe backup(const ServiceFacts &service, const RecipeContext &context)
{
    BackupRecipe recipe;
    recipe.refused = noRoom(service);
    if (recipe.refused)
        return recipe;
    if (context.cold)
        return coldBackup(service, context);
    const Artifact artifact{.file = u"falkordb/dump_"_s + context.pointId + u".rdb"_s,
                            .format = u"rdb"_s};
    const QString &container = service.container;
    recipe.pausesWriters = true;
    if (service.details.value(u"stopWrites"_s) == u"yes")
        recipe.files << refuseWritesAgain(service);
    recipe.lock << Lane{
        "falkordb.idle",
        {simpleStep("idle", {QT_TRANSLATE_NOOP("Text", "Wait until %1 saves nothing"), {Id}},
                    inFalkordb(container,
                               u"until [ \"$(info rdb_bgsave_in_progress)$(info "
                               "aof_rewrite_in_progress)\" = 00 ]; do echo saving >&2; sleep 1; "
                               "done; [ \"$1\" != yes ] || "
                               "r CONFIG SET stop-writes-on-bgsave-error no >/dev/null"_s,
                               ShellCommand() << service.details.value(u"stopWrites"_s)))}};
    recipe.moment << countAll(container)
                  << simpleStep("save",
                                {QT_TRANSLATE_NOOP("Text", "Let %1 begin to save itself"), {Id}},
                                inFalkordb(container,
                                           u"n=$(info rdb_saves); i=0; until a=$(r BGSAVE); do "
                                           "i=$((i + 1)); [ $i -lt 20 ] || { echo \"$a\" >&2; "
                                           "exit 1; }; sleep 0.1; done; case $a in *started*) "
                                           "echo \"$n\" ;; *) echo \"$a\" >&2; exit 1 ;; esac"_s),
                                SaveVariable);
    // The file is opened at once: a later save of the server's own replaces it by another one.
    const ShellCommand take = inFalkordb(
        container,
        u"while [ \"$(info rdb_bgsave_in_progress)\" = 1 ]; do echo saving >&2; sleep 0.2; done; "
        "exec 3<\"$1\" || exit 1; status=$(info rdb_last_bgsave_status); n=$(info rdb_saves); "
        "[ \"$status\" = ok ] || { echo \"the save failed: $status\" >&2; exit 1; }; "
        "[ \"$n\" = $(($2 + 1)) ] || { echo \"$n saves instead of $(($2 + 1)): the file may be of "
        "another moment\" >&2; exit 1; }; cat <&3"_s,
        ShellCommand() << service.details.value(u"dir"_s) + u'/' + service.details.value(u"file"_s)
                       << Variable{SaveVariable, {}});
    recipe.copy << Lane{
        "falkordb.copy",
        {{.id = "falkordb.copy",
          .title = {QT_TRANSLATE_NOOP("Text", "Wait for the end and take the file"), {}},
          .action = CaptureOutput{take, artifact, "REDIS", {}},
          .component = Id,
          .quietLimit = 10min},
         checkRdb(Id, container, artifact)}};
    return recipe;
}

static QList<Lane> verify(const ServiceFacts &service, const ManifestComponent &there,
                          const RecipeContext &context)
{
    if (isColdCopy(there))
        return {{"falkordb.check", checkArchives(Id, there.artifacts, context)}};
    QList<Lane> lanes;
    for (const Artifact &artifact : there.artifacts)
        lanes << Lane{"falkordb.check", {checkRdb(Id, service.container, artifact)}};
    return lanes;
}

// --- Drill and restore

static QString fileOf(const QMap<QString, QString> &details)
{
    return details.value(u"file"_s, u"dump.rdb"_s);
}

// Under the name that the server will read.
static QList<Step> fill(const ManifestComponent &there, const QString &file,
                        const RecipeContext &context)
{
    if (isColdCopy(there))
        return unpackArchives(Id, there, context);
    const QString target = sideFolder(context) + u'/' + file;
    QList<Step> steps;
    for (const Artifact &artifact : there.artifacts)
        steps << Step{.id = "falkordb.fill",
                      .title = {QT_TRANSLATE_NOOP("Text", "Put %1 into the copy"), {artifact.file}},
                      .action =
                          FeedArtifact{artifact, inHelper(Id, context,
                                                          ShellCommand("sh -c")
                                                              << u"cat >\"$1\" && sync \"$1\""_s
                                                              << u"sh"_s << target)},
                      .component = Id,
                      .quietLimit = 10min,
                      .expectedBytes = artifact.bytes,
                      .changesHost = true};
    return steps;
}

static CheckServer checkServer(const QString &image, const QMap<QString, QString> &details,
                               const QString &arguments = {})
{
    return {.image = image,
            .destination = folderOf(details),
            .options = {u"-e"_s, u"REDIS_ARGS=--dbfilename %1%2"_s.arg(fileOf(details), arguments)},
            .probe = s_probe};
}

static QList<Step> compare(const ManifestComponent &there, const RecipeContext &context)
{
    return {takeFingerprint("compare", checkContainer(Id, context),
                            {QT_TRANSLATE_NOOP("Text", "Compare %1 with its fingerprint"), {Id}},
                            there.fingerprint)};
}

static RestoreRecipe drill(const ManifestComponent &there, const RecipeContext &context)
{
    return drillDirectory(Id, fill(there, fileOf(there.details), context),
                          checkServer(there.imageId, there.details), compare(there, context),
                          context);
}

static std::optional<Error> unfit(const ServiceFacts &service, const ManifestComponent &there)
{
    if (const std::optional<Error> why = notInVolume(Id, service, folderOf(service.details)))
        return why;
    if (isColdCopy(there) && fileOf(service.details) != fileOf(there.details))
        return Error{Error::Kind::Invalid,
                     {QT_TRANSLATE_NOOP("Text", "%1 reads a file %2, the point's copy has %3."),
                      {Id, fileOf(service.details), fileOf(there.details)}},
                     {},
                     {}};
    if (service.details.value(u"module"_s) == there.details.value(u"module"_s))
        return std::nullopt;
    return Error{
        Error::Kind::Invalid,
        {QT_TRANSLATE_NOOP("Text", "%1 is version %2, the point was made by %3: only the same "
                                   "version reads these data for certain."),
         {Id, service.details.value(u"version"_s), there.version}},
        {QT_TRANSLATE_NOOP("Text", "Start the server with the image that the point names: %1"),
         {there.image}},
        {}};
}

static QString logContainer(const RecipeContext &context)
{
    return helperContainer(Id, context) + u"-log"_s;
}

// Where the server keeps a log of its writes, it reads that and not the file: it is made from it.
static Step writeLog(const ServiceFacts &service, const Place &place, const RecipeContext &context)
{
    static const QString script =
        u"name=$1; docker run -d --name \"$name\" --pull never --network none --label "
        "lifeboat=check --memory \"$2\" -e \"REDIS_ARGS=--appendonly no --dbfilename $6\" --mount "
        "\"type=bind,source=$3,target=$4\" \"$5\" >/dev/null || exit 1; "
        "r() { docker exec \"$name\" redis-cli -e \"$@\" </dev/null; }; "
        "until [ \"$(r PING 2>/dev/null)\" = PONG ]; do echo loading >&2; sleep 1; "
        "[ \"$(docker inspect -f '{{.State.Running}}' \"$name\")\" = true ] || exit 1; done; "
        "r CONFIG SET appendonly yes >/dev/null || exit 1; until r INFO persistence | tr -d '\\r' "
        "| grep -qx aof_rewrite_in_progress:0; do echo writing >&2; sleep 1; done; "
        "docker stop -t 300 \"$name\" >/dev/null && docker rm -v \"$name\" >/dev/null"_s;
    return {.id = "falkordb.log",
            .title = {QT_TRANSLATE_NOOP("Text", "Make the log of writes that %1 reads"), {Id}},
            .action =
                RunCommand{ShellCommand("sh -c") << script << u"sh"_s << logContainer(context)
                                                 << QString::number(context.memoryBytes)
                                                 << place.beside << folderOf(service.details)
                                                 << service.imageId << fileOf(service.details)},
            .component = Id,
            .quietLimit = 10min,
            .changesHost = true};
}

static QList<Place> places(const ServiceFacts &service, const ManifestComponent &,
                           const RecipeContext &context)
{
    return {directoryPlace(Id, service, folderOf(service.details), context)};
}

static RestoreRecipe prepare(const ServiceFacts &service, const ManifestComponent &there,
                             const RecipeContext &context)
{
    const Place place = directoryPlace(Id, service, folderOf(service.details), context);
    CheckServer server = checkServer(service.imageId, service.details);
    QList<Step> filling = fill(there, fileOf(service.details), context);
    if (service.details.value(u"appendonly"_s) == u"yes") {
        filling << writeLog(service, place, context);
        server = checkServer(service.imageId, service.details, u" --appendonly yes"_s);
    }
    return alsoRemoving(prepareDirectory(place, filling, server, compare(there, context), context),
                        logContainer(context));
}

static ServiceFacts sample()
{
    return {.service = u"falkordb"_s,
            .container = u"compose-falkordb-1"_s,
            .image = u"falkordb/falkordb:latest"_s,
            .imageId = u"sha256:89ab"_s,
            .state = u"running"_s,
            .mounts = {{.type = u"volume"_s,
                        .name = u"compose_falkordb"_s,
                        .source = u"/var/lib/docker/volumes/compose_falkordb/_data"_s,
                        .destination = DefaultFolder,
                        .bytes = 5'000'000}},
            .program = u"falkordb"_s,
            .details = {{u"dir"_s, DefaultFolder},
                        {u"file"_s, u"dump.rdb"_s},
                        {u"appendonly"_s, u"no"_s},
                        {u"stopWrites"_s, u"yes"_s},
                        {u"redis"_s, u"8.2.3"_s},
                        {u"module"_s, u"41603"_s},
                        {u"version"_s, u"4.16.3"_s},
                        {u"bytes"_s, u"3500000"_s},
                        {u"freeKiB"_s, u"20000000"_s}}};
}

Component falkordbComponent()
{
    return {
        .id = Id,
        .title = {QT_TRANSLATE_NOOP("Text", "FalkorDB"), {}},
        .how = {QT_TRANSLATE_NOOP("Text", "The RDB file that the server saves (BGSAVE)"), {}},
        .matches = [](const ServiceFacts &service) { return service.program == u"falkordb"; },
        .question = question,
        .answer = answer,
        .canBeCold = true,
        .backup = backup,
        .verify = verify,
        .drill = drill,
        .memory =
            [](const ManifestComponent &there) {
                return memoryOf(there, there.details.value(u"bytes"_s).toLongLong());
            },
        .unfit = unfit,
        .prepare = prepare,
        .isCached = true,
        .places = places,
        .exchange =
            [](const QList<Place> &places, Direction direction, const ServiceFacts &service,
               const RecipeContext &context) {
                ExchangeRecipe recipe =
                    exchangeDirectory(places.first(), direction, exchangeEnds(service), context);
                recipe.holdsWriters = true; // CMDB's rows and its graph belong together
                return recipe;
            },
        .drop = [](const QList<Place> &places, Leftover,
                   const RecipeContext &context) { return dropDirectory(places.first(), context); },
        .read = readGraphs,
        .sample = sample(),
    };
}

} // namespace Lifeboat
