#include "components/common/answers.h"
#include "components/common/directory.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

static const QString Id = u"redis"_s;
static const QString CountVariable = u"keys.redis"_s;
static const QString BeforeVariable = u"before.redis"_s; // when it was last saved, before ours
static const QString SavedVariable = u"saved.redis"_s;   // when ours had ended

// For sh on the host: r, the client inside $CONTAINER, signed in with the password that the server
// was started with; it travels by pipes alone. Redis 5's client ends with 0 whatever was answered.
static const auto s_client =
    u"pw=$(docker inspect -f '{{range .Args}}{{println .}}{{end}}' \"$CONTAINER\" </dev/null | "
    "awk 'p { print; exit } $0 == \"--requirepass\" { p = 1 }')\n"
    "nl='\n'\n"
    "r() {\n"
    "  out=$({ [ -z \"$pw\" ] || printf 'AUTH \"%s\"\\n' \"$(printf %s \"$pw\" | sed "
    "'s/[\"\\\\]/\\\\&/g')\"; printf '%s\\n' \"$*\"; } | docker exec -i \"$CONTAINER\" redis-cli | "
    "tr -d '\\r')\n"
    "  if [ -n \"$pw\" ]; then [ \"${out%%\"$nl\"*}\" = OK ] || { printf '%s\\n' \"$out\" >&2; "
    "return 1; }; out=${out#*\"$nl\"}; fi\n"
    "  case $out in ERR* | NOAUTH* | LOADING* | MISCONF* | '') printf '%s\\n' \"$out\" >&2; return "
    "1 "
    ";; esac\n"
    "  printf '%s\\n' \"$out\"\n"
    "}\n"
    "info() { r INFO persistence | sed -n \"s/^$1://p\"; }\n"
    "get() { r CONFIG GET \"$1\" | sed -n 2p; }\n"
    // Keys that expire may be gone when it is counted again.
    "count() { a=$(r INFO keyspace) || return 1; printf '%s\\n' \"$a\" | sed -n "
    "'s/^db\\([0-9]*\\):keys=\\([0-9]*\\),expires=\\([0-9]*\\).*/\\1 \\2 \\3/p' | "
    "while read -r db keys expire; do echo \"$db $((keys - expire))\"; done; }\n"_s;

static ShellCommand onServer(const QString &container, const QString &script,
                             const ShellCommand &arguments = {})
{
    return ShellCommand("sh -c") << u"CONTAINER="_s + ShellCommand::quoted(container) + u'\n'
                                        + s_client + script
                                 << u"sh"_s << arguments;
}

static Step step(const char *what, const Text &title, const StepAction &action)
{
    return {.id = QByteArray("redis.") + what,
            .title = title,
            .action = action,
            .component = Id,
            .quietLimit = 10min};
}

// --- What is asked

static ShellCommand question(const ServiceFacts &service, const QString &)
{
    return onServer(service.container, u"r PING >/dev/null || exit 1\n"
                                       "echo \"dir=$(get dir)\"\necho \"file=$(get dbfilename)\"\n"
                                       "echo \"appendonly=$(get appendonly)\"\n"
                                       "echo \"stopWrites=$(get stop-writes-on-bgsave-error)\"\n"
                                       "r INFO server | sed -n 's/^redis_version:/version=/p'\n"_s);
}

static Result<> answer(const QByteArray &printed, ServiceFacts &service)
{
    const QMap<QString, QString> details = namedLines(printed);
    if (details.value(u"dir"_s).isEmpty() || details.value(u"version"_s).isEmpty())
        return Error{Error::Kind::CommandFailed,
                     {QT_TRANSLATE_NOOP("Text", "%1 in %2 did not tell its version and folder."),
                      {Id, service.container}},
                     {},
                     QString::fromUtf8(printed)};
    service.details = details;
    return {};
}

// --- Backup

// A save that fails makes the server refuse every write; for the time of ours it is told not to.
static GuardianFile refuseWritesAgain(const ServiceFacts &service)
{
    return {
        u"clean/30-redis"_s,
        {QT_TRANSLATE_NOOP("Text", "Let %1 refuse writes again when it cannot save itself"), {Id}},
        whileRunning(service.container)
            + onServer(
                  service.container,
                  u"i=0; until [ \"$(info rdb_last_bgsave_status)\" = ok ] && "
                  "[ \"$(info rdb_bgsave_in_progress)\" = 0 ]; do i=$((i + 1)); [ $i -lt 20 ] || "
                  "{ echo 'The server cannot save itself; it was told to take writes all the same "
                  "(stop-writes-on-bgsave-error no).'; exit 0; }; [ $((i % 5)) != 1 ] || r BGSAVE "
                  ">/dev/null 2>&1; sleep 1; done\n"
                  "r CONFIG SET stop-writes-on-bgsave-error yes >/dev/null"_s)
                  .toShell()
            + u'\n'};
}

static BackupRecipe backup(const ServiceFacts &service, const RecipeContext &context)
{
    const QString &container = service.container;
    const bool refusesWrites = service.details.value(u"stopWrites"_s) == u"yes";
    const Artifact artifact{.file = u"redis/dump_"_s + context.pointId + u".rdb"_s,
                            .format = u"rdb"_s};
    BackupRecipe recipe;
    recipe.pausesWriters = true;
    if (refusesWrites)
        recipe.files << refuseWritesAgain(service);
    // The time of a save is told in whole seconds: ours must be another one.
    recipe.lock << Lane{
        "redis.idle",
        {step(
            "idle", {QT_TRANSLATE_NOOP("Text", "Wait until %1 saves nothing"), {Id}},
            RunCommand{onServer(container,
                                u"until [ \"$(info rdb_bgsave_in_progress)$(info "
                                "aof_rewrite_in_progress)\" = 00 ] && [ \"$(r LASTSAVE)\" -lt "
                                "\"$(date +%s)\" ]; do echo saving >&2; sleep 1; done\n"
                                "[ \"$1\" != yes ] || r CONFIG SET stop-writes-on-bgsave-error no "
                                ">/dev/null"_s,
                                ShellCommand() << service.details.value(u"stopWrites"_s)),
                       {}})}};
    recipe.moment << step("before", {QT_TRANSLATE_NOOP("Text", "Count what %1 holds"), {Id}},
                          RunCommand{onServer(container, u"count"_s), CountVariable})
                  << step("save", {QT_TRANSLATE_NOOP("Text", "Let %1 begin to save itself"), {Id}},
                          RunCommand{onServer(container,
                                              u"t=$(r LASTSAVE) && a=$(r BGSAVE) || exit 1\n"
                                              "case $a in *started*) echo \"$t\" ;; *) echo "
                                              "\"$a\" >&2; exit 1 ;; esac"_s),
                                     BeforeVariable});
    recipe.next << step(
        "fingerprint",
        {QT_TRANSLATE_NOOP("Text", "Count again: what did not change is in the copy"), {}},
        ReadFingerprint{onServer(container,
                                 u"a=$(count) || exit 1\nprintf '%s\\n' \"$a\" | grep -Fx -e "
                                 "\"$1\" || :\necho end"_s,
                                 ShellCommand() << Variable{CountVariable, {}}),
                        {}})
                << step("saved", {QT_TRANSLATE_NOOP("Text", "Wait until that save has ended"), {}},
                        RunCommand{onServer(container,
                                            u"while [ \"$(info rdb_bgsave_in_progress)\" = 1 ]; do "
                                            "echo saving >&2; sleep 0.2 2>/dev/null || sleep 1; "
                                            "done\ns=$(info rdb_last_bgsave_status); "
                                            "[ \"$s\" = ok ] || "
                                            "{ echo \"the save failed: $s\" >&2; exit 1; }\n"
                                            "t=$(r LASTSAVE); [ \"$t\" -gt \"$1\" ] || "
                                            "{ echo 'the save was given up' >&2; exit 1; }\n"
                                            "echo \"$t\""_s,
                                            ShellCommand() << Variable{BeforeVariable, {}}),
                                   SavedVariable});
    const QString file = service.details.value(u"dir"_s) + u'/' + service.details.value(u"file"_s);
    recipe.copy << Lane{
        "redis.copy",
        {step("copy", {QT_TRANSLATE_NOOP("Text", "Take the file of that save"), {}},
              CaptureOutput{onServer(container,
                                     u"docker exec \"$CONTAINER\" cat \"$1\" </dev/null || exit 1\n"
                                     "[ \"$(r LASTSAVE)\" = \"$2\" ] || "
                                     "{ echo 'it was saved again meanwhile' >&2; exit 1; }"_s,
                                     ShellCommand() << file << Variable{SavedVariable, {}}),
                            artifact,
                            "REDIS",
                            {}}),
         checkRdb(Id, container, artifact)}};
    return recipe;
}

static QList<Lane> verify(const ServiceFacts &service, const ManifestComponent &there,
                          const RecipeContext &)
{
    QList<Lane> lanes;
    for (const Artifact &artifact : there.artifacts)
        lanes << Lane{"redis.check", {checkRdb(Id, service.container, artifact)}};
    return lanes;
}

static Result<Fingerprint> read(const QByteArray &printed)
{
    Fingerprint fingerprint;
    bool isComplete = false;
    for (const QByteArray &line : printed.split('\n')) {
        const QList<QByteArray> fields = line.split(' ');
        isComplete = isComplete || line == "end";
        if (fields.size() == 2)
            fingerprint.entries.insert(
                u"database %1 keys without expiry"_s.arg(QString::fromUtf8(fields.at(0))),
                QString::fromUtf8(fields.at(1)));
    }
    if (!isComplete)
        return unexpectedAnswer(Id, printed);
    return fingerprint;
}

// --- Drill and restore

static ServiceEnds ends(const ServiceFacts &, const RecipeContext &)
{
    return {.probe = s_client + u"[ \"$(r PING)\" = PONG ]"_s};
}

// Under the name that the server of these details reads.
static QList<Step> fill(const ManifestComponent &there, const QMap<QString, QString> &details,
                        const RecipeContext &context)
{
    const QString target = sideFolder(context) + u'/' + details.value(u"file"_s);
    QList<Step> steps;
    for (const Artifact &artifact : there.artifacts) {
        Step one = step(
            "fill", {QT_TRANSLATE_NOOP("Text", "Put %1 into the copy"), {artifact.file}},
            FeedArtifact{artifact, inHelper(Id, context,
                                            ShellCommand("sh -c") << u"cat >\"$1\" && sync \"$1\""_s
                                                                  << u"sh"_s << target)});
        one.expectedBytes = artifact.bytes;
        one.changesHost = true;
        steps << one;
    }
    return steps;
}

static CheckServer checkServer(const QString &image, const QMap<QString, QString> &details)
{
    return {.image = image,
            .destination = details.value(u"dir"_s),
            .arguments = {u"redis-server"_s, u"--save"_s, QString(), u"--dir"_s,
                          details.value(u"dir"_s), u"--dbfilename"_s, details.value(u"file"_s)},
            .probe = ends({}, {}).probe};
}

static QList<Step> compare(const ManifestComponent &there, const RecipeContext &context)
{
    return {
        step("compare", {QT_TRANSLATE_NOOP("Text", "Compare %1 with its fingerprint"), {Id}},
             ReadFingerprint{onServer(checkContainer(Id, context),
                                      u"a=$(count) || exit 1\nprintf '%s\\n' \"$a\"\necho end"_s),
                             there.fingerprint})};
}

static RestoreRecipe drill(const ManifestComponent &there, const RecipeContext &context)
{
    return drillDirectory(Id, fill(there, there.details, context),
                          checkServer(there.imageId, there.details), compare(there, context),
                          context);
}

static std::optional<Error> unfit(const ServiceFacts &service, const ManifestComponent &there)
{
    if (const std::optional<Error> why = notInVolume(Id, service, service.dataDirectory()))
        return why;
    if (service.details.value(u"appendonly"_s) != u"yes" || there.artifacts.isEmpty())
        return std::nullopt;
    return Error{
        Error::Kind::Invalid,
        {QT_TRANSLATE_NOOP("Text", "%1 reads its log of writes (appendonly), not the file that the "
                                   "point holds."),
         {Id}},
        {QT_TRANSLATE_NOOP("Text", "Leave it out, and empty it (FLUSHALL) instead."), {}},
        {}};
}

static RestoreRecipe prepare(const ServiceFacts &service, const ManifestComponent &there,
                             const RecipeContext &context)
{
    return prepareDirectory(directoryPlace(Id, service, service.dataDirectory(), context),
                            fill(there, service.details, context),
                            checkServer(service.imageId, service.details), compare(there, context),
                            context);
}

static ServiceFacts sample()
{
    return {.service = u"redis"_s,
            .container = u"compose-redis-1"_s,
            .image = u"redis:5.0.14"_s,
            .imageId = u"sha256:3456"_s,
            .state = u"running"_s,
            .mounts = {{.type = u"volume"_s,
                        .name = u"compose_redis"_s,
                        .source = u"/var/lib/docker/volumes/compose_redis/_data"_s,
                        .destination = u"/data"_s,
                        .bytes = 50'000}},
            .program = u"redis-server"_s,
            .details = {{u"dir"_s, u"/data"_s},
                        {u"file"_s, u"dump.rdb"_s},
                        {u"appendonly"_s, u"no"_s},
                        {u"stopWrites"_s, u"yes"_s},
                        {u"version"_s, u"5.0.14"_s}}};
}

Component redisComponent()
{
    Component component{
        .id = Id,
        .title = {QT_TRANSLATE_NOOP("Text", "Redis"), {}},
        .how = {QT_TRANSLATE_NOOP("Text", "The RDB file that the server saves (BGSAVE)"), {}},
        .matches = [](const ServiceFacts &service) { return service.program == u"redis-server"; },
        .question = question,
        .answer = answer,
        .offByDefault = [](const ServiceFacts &) -> std::optional<Text> {
            return Text{QT_TRANSLATE_NOOP("Text",
                                          "It holds caches and queued tasks, which must not "
                                          "outlive a restore of the databases."),
                        {}};
        },
        .backup = backup,
        .verify = verify,
        .drill = drill,
        .memory = [](const ManifestComponent &there) { return memoryOf(there, 0); },
        .unfit = unfit,
        .prepare = prepare,
        .read = read,
        .sample = sample(),
    };
    exchangeByDirectory(component, ends);
    component.prepareEmpty = [](const ServiceFacts &service, const RecipeContext &context) {
        return prepareEmptyDirectory(directoryPlace(Id, service, service.dataDirectory(), context),
                                     context);
    };
    return component;
}

} // namespace Lifeboat
