#include "components/common/answers.h"
#include "components/common/coldcopy.h"
#include "components/common/filelist.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

static const QString Id = u"minio"_s;

// A bucket of millions of objects is listed for long, a large object written for long.
static constexpr std::chrono::seconds Quiet = 30min;

// Of throw-away servers that nobody reaches.
static const QString ThrowAwayPassword = u"lifeboat-throw-away"_s;

// --- In the server's container, which has bash and mc, and no awk, sed or tar

// Its root user and password, as the image's entry point takes them.
static QString credentials()
{
    return u"u=${MINIO_ROOT_USER:-${MINIO_ACCESS_KEY:-minioadmin}} "
           "p=${MINIO_ROOT_PASSWORD:-${MINIO_SECRET_KEY:-minioadmin}}; "
           "f=/run/secrets/${MINIO_ROOT_USER_FILE:-access_key}; [ ! -f \"$f\" ] || u=$(cat "
           "\"$f\"); "
           "f=/run/secrets/${MINIO_ROOT_PASSWORD_FILE:-secret_key}; "
           "[ ! -f \"$f\" ] || p=$(cat \"$f\"); "_s;
}

static ShellCommand inMinio(const QString &container, const QString &script,
                            const ShellCommand &arguments = {}, Input input = Input::None)
{
    return inContainer(container, ShellCommand("bash -c") << script << u"bash"_s << arguments,
                       input);
}

// Runs `script` in a folder of its own, with mc signed in as l on port $1.
static ShellCommand withClient(const QString &container, const QString &port, const QString &script,
                               Input input = Input::None)
{
    return inMinio(
        container,
        credentials()
            + u"d=$(mktemp -d) || exit 1; trap 'cd /; rm -rf \"$d\"' EXIT; "
              "trap 'exit 1' HUP INT TERM; cd \"$d\" || exit 1; "
              "export MC_CONFIG_DIR=\"$d/mc\" MC_HOST_l=\"http://$u:$p@127.0.0.1:$1\"; "_s
            + script,
        ShellCommand() << port, input);
}

static ObjectServer objectServer(const QString &container, const QString &port)
{
    return {.container = container,
            .port = port.toInt(),
            .credentials =
                inMinio(container, credentials() + u"printf '%s\\n' \"$u\" \"$p\"; date +%s"_s)};
}

// --- What is asked

static ShellCommand question(const ServiceFacts &service, const QString &)
{
    return inMinio(
        service.container,
        credentials()
            + u"port=${MINIO_ADDRESS##*:}; port=${port:-9000}; dirs=(); before=; seen=\n"
              "while IFS= read -r -d '' a; do\n"
              "  case $before in --address) port=${a##*:} ;; --certs-dir | -S) ;; *)\n"
              "    case $a in server) seen=1 ;; --address=*) port=${a##*:} ;; -*) ;;\n"
              "      */*) [ -z \"$seen\" ] || dirs+=(\"$a\") ;; esac ;;\n"
              "  esac\n"
              "  before=$a\n"
              "done </proc/1/cmdline\n"
              "[ ${#dirs[@]} -gt 0 ] || dirs=(${MINIO_VOLUMES:-})\n"
              "d=$(mktemp -d) || exit 1; trap 'rm -rf \"$d\"' EXIT\n"
              "MC_CONFIG_DIR=$d MC_HOST_l=\"http://$u:$p@127.0.0.1:$port\" mc ls l 2>&1 >/dev/null "
              "</dev/null | { IFS= read -r -d '' e; [ -z \"$e\" ] || { echo \"$e\" >&2; exit 1; }; "
              "} "
              "|| exit 1\n"
              "set -- $(minio --version); echo \"version=$3\"; echo \"port=$port\"\n"
              "echo \"rootUser=$u\"; echo \"dir=${dirs[*]}\""_s);
}

static Result<> answer(const QByteArray &printed, ServiceFacts &service)
{
    const QMap<QString, QString> details = namedLines(printed);
    if (details.value(u"port"_s).toInt() == 0 || details.value(u"dir"_s).isEmpty())
        return Error{
            Error::Kind::CommandFailed,
            {QT_TRANSLATE_NOOP("Text", "%1 in %2 did not tell its address and its directory."),
             {Id, service.container}},
            {},
            QString::fromUtf8(printed)};
    service.details = details;
    return {};
}

// --- Backup

namespace {

// What a point holds of it.
struct Files
{
    Artifact objects;
    Artifact listing;
    Artifact buckets;
    Artifact users;
};

} // namespace

static Files filesOf(const QString &pointId, bool plain)
{
    const auto file = [&](const char *name, const char *suffix, const QString &format) {
        return Artifact{.file = u"minio/%1_%2.%3"_s.arg(QLatin1StringView(name), pointId,
                                                        QLatin1StringView(suffix)),
                        .format = format};
    };
    return {file("objects", "tar", u"objects tar"_s),
            file("objects", "jsonl", u"objects listing"_s),
            file("buckets", "zip", u"bucket settings"_s),
            // It has their passwords.
            plain ? file("users", "zip", u"users"_s) : file("users", "zip.cms", u"users.cms"_s)};
}

// Those of the manifest, with size and hash.
static Files filesOf(const ManifestComponent &there)
{
    Files files;
    for (const Artifact &artifact : there.artifacts) {
        if (artifact.format == u"objects tar")
            files.objects = artifact;
        else if (artifact.format == u"objects listing")
            files.listing = artifact;
        else if (artifact.format == u"bucket settings")
            files.buckets = artifact;
        else if (artifact.format.startsWith(u"users"_s))
            files.users = artifact;
    }
    return files;
}

// How the entries of a cold copy begin in its fingerprint.
static const QString FilesOfIt = u"files "_s;

static Step step(const QByteArray &what, const Text &title, const StepAction &action)
{
    return {.id = "minio." + what,
            .title = title,
            .action = action,
            .component = Id,
            .quietLimit = Quiet};
}

static Step change(const char *what, const Text &title, const StepAction &action)
{
    Step changing = step(what, title, action);
    changing.changesHost = true;
    return changing;
}

// Who may do what: whether an import has brought all of it is told by nothing else.
static ShellCommand listUsers(const QString &container, const QString &port)
{
    return withClient(container, port,
                      u"mc --json admin user ls l && mc --json admin group ls l && "
                      "mc --json admin policy ls l"_s);
}

static Result<Fingerprint> read(const QByteArray &printed)
{
    if (printed.contains('\0'))
        return readFiles(printed, Id, FilesOfIt);
    Fingerprint fingerprint;
    const auto notUnderstood = [](const QByteArray &line) {
        return Error{
            Error::Kind::CommandFailed,
            {QT_TRANSLATE_NOOP("Text", "The list of MinIO's users is not understood."), {}},
            {},
            QString::fromUtf8(line.left(500))};
    };
    for (const QByteArray &line : printed.split('\n')) {
        if (line.trimmed().isEmpty())
            continue;
        const QJsonObject json = QJsonDocument::fromJson(line).object();
        if (json.value("status"_L1) != u"success"_s)
            return notUnderstood(line);
        if (json.contains("accessKey"_L1))
            fingerprint.entries.insert(u"user "_s + json.value("accessKey"_L1).toString(),
                                       json.value("userStatus"_L1).toString() + u' '
                                           + json.value("policyName"_L1).toString());
        for (const QJsonValue &group : json.value("groups"_L1).toArray())
            fingerprint.entries.insert(u"group "_s + group.toString(), u"there"_s);
        if (json.contains("policy"_L1))
            fingerprint.entries.insert(u"access policy "_s + json.value("policy"_L1).toString(),
                                       u"there"_s);
    }
    return fingerprint;
}

enum class Part { Buckets, Users, Files };

static Fingerprint partOf(const Fingerprint &fingerprint, Part part)
{
    Fingerprint chosen;
    for (auto it = fingerprint.entries.cbegin(); it != fingerprint.entries.cend(); ++it) {
        const Part own = it.key().startsWith(u"bucket "_s) ? Part::Buckets
                         : it.key().startsWith(FilesOfIt)  ? Part::Files
                                                           : Part::Users;
        if (own == part)
            chosen.entries.insert(it.key(), it.value());
    }
    return chosen;
}

static ServiceEnds ends(const ServiceFacts &service)
{
    return {.probe = u"docker exec \"$CONTAINER\" curl -fsS http://127.0.0.1:"_s
                     + service.details.value(u"port"_s, u"9000"_s) + u"/minio/health/ready"_s};
}

// The files as they are: with ids and dates of versions, and what holds single objects.
static BackupRecipe coldBackup(const ServiceFacts &service, const RecipeContext &context)
{
    BackupRecipe recipe;
    recipe.refused = notInVolume(Id, service, service.dataDirectory());
    if (recipe.refused)
        return recipe;
    const ColdStop cold = coldStop(Id, service.service, {service.container}, ends(service));
    // Users with their passwords, and settings, also those of buckets (which name the secret keys
    // of remote targets), are sealed; all else is as open as the objects are.
    static const QString users = u"./.minio.sys/config"_s, buckets = u"./.minio.sys/buckets"_s;
    const Artifact data = coldArchiveOf(Id, context);
    Artifact config = archiveOf(Id, context, data.format, u"config"_s);
    if (!context.plainConfig) {
        config.file += u".cms"_s;
        config.format += u".cms"_s;
    }
    const QString inFolder =
        u"-C "_s + ShellCommand::quoted(service.dataDirectory()) + u" -cf - "_s;
    Step packConfig = copyArchive(Id, service, config, inFolder + users + u' ' + buckets, context);
    packConfig.title = {QT_TRANSLATE_NOOP("Text", "Save users and their policies"), {}};
    packConfig.expectedBytes = -1;
    const ShellCommand list =
        ShellCommand("docker run --rm --pull never --network none --log-driver none --security-opt "
                     "label=disable --user 0:0 --name")
        << askingContainer(Id, context) << u"--volumes-from"_s << service.container + u":ro"_s
        << u"--entrypoint"_s << u"env"_s << context.helperImage
        << listFiles(service.dataDirectory());
    recipe.files << removeHelpers(Id, context) << cold.files;
    recipe.held << service.container;
    recipe.copy << Lane{
        "minio.copy",
        QList<Step>{
            step("list-users", {QT_TRANSLATE_NOOP("Text", "List users and their policies"), {}},
                 ReadFingerprint{listUsers(service.container, service.details.value(u"port"_s)),
                                 {}}),
            cold.stop,
            step("fingerprint", {QT_TRANSLATE_NOOP("Text", "List what %1 holds"), {Id}},
                 ReadFingerprint{list, {}}),
            copyArchive(Id, service, data,
                        inFolder + u"--exclude="_s + users + u" --exclude="_s + buckets + u" ."_s,
                        context),
            packConfig, cold.start}
            + checkArchives(Id, {data, config}, context)};
    return recipe;
}

static BackupRecipe backup(const ServiceFacts &service, const RecipeContext &context)
{
    if (context.cold)
        return coldBackup(service, context);
    const Files files = filesOf(context.pointId, context.plainConfig);
    const QString port = service.details.value(u"port"_s);
    const auto exported = [&](const char *what, const Text &title, const QString &kind,
                              const Artifact &artifact) {
        return step(what, title,
                    CaptureOutput{
                        withClient(service.container, port,
                                   u"mc admin cluster %1 export l >&2 && cat ./*.zip"_s.arg(kind)),
                        artifact,
                        "PK",
                        {}});
    };
    BackupRecipe recipe;
    std::optional<Artifact> earlierListing;
    if (!context.earlierPoint.isEmpty() && !isColdCopy(context.earlier)) {
        const Files before = filesOf(context.earlier);
        earlierListing = before.listing;
        earlierListing->point = context.earlierPoint;
        recipe.needs = context.earlier.needs;
        recipe.needs << before.objects;
        recipe.needs.last().point = context.earlierPoint;
    }
    // After the moment: what the databases refer to is there by then. What comes later does no
    // harm.
    recipe.copy << Lane{
        "minio.copy",
        {exported("buckets", {QT_TRANSLATE_NOOP("Text", "Save the buckets' settings"), {}},
                  u"bucket"_s, files.buckets),
         exported("users", {QT_TRANSLATE_NOOP("Text", "Save users and their policies"), {}},
                  u"iam"_s, files.users),
         step("list-users", {QT_TRANSLATE_NOOP("Text", "List users and their policies"), {}},
              ReadFingerprint{listUsers(service.container, port), {}}),
         step("copy",
              earlierListing
                  ? Text{QT_TRANSLATE_NOOP("Text", "Copy every version of every object of "
                                                   "%1 that point %2 has not"),
                         {Id, context.earlierPoint}}
                  : Text{QT_TRANSLATE_NOOP("Text", "Copy every version of every object of %1"),
                         {Id}},
              FetchObjects{objectServer(service.container, port), files.objects, files.listing,
                           earlierListing})}};
    if (!earlierListing) // else what is new is not known
        recipe.copy.last().steps.last().expectedBytes = service.dataBytes();
    return recipe;
}

static QList<Lane> verify(const ServiceFacts &, const ManifestComponent &there,
                          const RecipeContext &context)
{
    if (isColdCopy(there))
        return {{"minio.check", checkArchives(Id, there.artifacts, context)}};
    const auto readAgain = [](const QByteArray &what, const Artifact &artifact,
                              const QByteArray &magic, const QByteArray &trailer) {
        return step(what, {QT_TRANSLATE_NOOP("Text", "Read %1 again"), {artifact.file}},
                    ReadBack{artifact, magic, trailer});
    };
    const Files files = filesOf(there);
    Lane lane{"minio.check",
              {readAgain("check", files.objects, {}, QByteArray(1024, '\0')),
               readAgain("check-listing", files.listing, "{", "{\"end\":true"),
               readAgain("check-buckets", files.buckets, "PK", {}),
               readAgain("check-users", files.users,
                         files.users.isSealed() ? QByteArray() : QByteArray("PK"), {})}};
    for (const Artifact &needed : there.needs)
        lane.steps << readAgain(QByteArray("check-" + needed.point.toLatin1()), needed, {},
                                QByteArray(1024, '\0'));
    return {lane};
}

// --- Drill and restore

// Service accounts of the root user need a root user of that name.
static CheckServer checkServer(const QString &image, const QString &directory,
                               const ManifestComponent &there)
{
    return {.image = image,
            .destination = directory,
            .options = {u"-e"_s, u"MINIO_ROOT_USER="_s + there.details.value(u"rootUser"_s),
                        u"-e"_s, u"MINIO_ROOT_PASSWORD="_s + ThrowAwayPassword},
            .arguments = {u"server"_s, directory, u"--address"_s, u"127.0.0.1:9000"_s},
            .probe = u"docker exec \"$CONTAINER\" curl -fsS "
                     "http://127.0.0.1:9000/minio/health/ready"_s};
}

static QString fillContainer(const RecipeContext &context)
{
    return helperContainer(Id, context) + u"-fill"_s;
}

// By a server of its own on the empty directory. Settings come after the objects: those that expire
// or lock objects hold for new ones.
static QList<Step> fill(const ManifestComponent &there, const CheckServer &server,
                        const QString &mount, const RecipeContext &context)
{
    const Files files = filesOf(there);
    const QString container = fillContainer(context);
    const QString port = u"9000"_s;
    const auto imported = [&](const char *what, const Artifact &artifact, const QString &kind) {
        return change(
            what, {QT_TRANSLATE_NOOP("Text", "Put %1 into the copy"), {artifact.file}},
            FeedArtifact{
                artifact,
                withClient(container, port,
                           u"cat >in.zip && mc admin cluster %1 import l in.zip"_s.arg(kind),
                           Input::Piped)});
    };
    Step objects = change(
        "fill", {QT_TRANSLATE_NOOP("Text", "Put the objects into the copy"), {}},
        PutObjects{objectServer(container, port), files.objects, files.listing, there.needs});
    objects.expectedBytes = files.objects.bytes;
    for (const Artifact &needed : there.needs)
        objects.expectedBytes += needed.bytes;
    return {change("begin-fill",
                   {QT_TRANSLATE_NOOP("Text", "Start a throw-away server of %1 on the empty copy"),
                    {Id}},
                   RunCommand{startServer(container, mount, server, context)}),
            objects, imported("fill-buckets", files.buckets, u"bucket"_s),
            imported("fill-users", files.users, u"iam"_s),
            change("end-fill", {QT_TRANSLATE_NOOP("Text", "Stop that server"), {}},
                   RunCommand{ShellCommand("sh -c")
                              << u"docker stop -t 120 \"$1\" >/dev/null && docker rm -v \"$1\" "
                                 ">/dev/null"_s
                              << u"sh"_s << container})};
}

// A cold copy's own files, compared before a server touches them.
static QList<Step> unpack(const ManifestComponent &there, const RecipeContext &context)
{
    return unpackArchives(Id, there, context)
           + QList<Step>{step("compare",
                              {QT_TRANSLATE_NOOP("Text", "Compare %1 with its fingerprint"), {Id}},
                              ReadFingerprint{inHelper(Id, context, listFiles(sideFolder(context))),
                                              partOf(there.fingerprint, Part::Files)})};
}

static QList<Step> compare(const ManifestComponent &there, const RecipeContext &context)
{
    const QString server = checkContainer(Id, context);
    const QString port = u"9000"_s;
    const Step users = step(
        "compare-users", {QT_TRANSLATE_NOOP("Text", "Compare its users with the fingerprint"), {}},
        ReadFingerprint{listUsers(server, port), partOf(there.fingerprint, Part::Users)});
    if (isColdCopy(there))
        return {users};
    return {
        step("compare", {QT_TRANSLATE_NOOP("Text", "Compare %1 with its fingerprint"), {Id}},
             CompareObjects{objectServer(server, port), partOf(there.fingerprint, Part::Buckets)}),
        users};
}

static RestoreRecipe drill(const ManifestComponent &there, const RecipeContext &context)
{
    const QString directory = there.details.value(u"dir"_s);
    const CheckServer server = checkServer(there.imageId, directory, there);
    if (isColdCopy(there))
        return drillDirectory(Id, unpack(there, context), server, compare(there, context), context);
    return alsoRemoving(
        drillDirectory(Id, fill(there, server, checkMount(Id, directory, context), context), server,
                       compare(there, context), context),
        fillContainer(context));
}

static std::optional<Error> unfit(const ServiceFacts &service, const ManifestComponent &)
{
    return notInVolume(Id, service, service.dataDirectory());
}

static RestoreRecipe prepare(const ServiceFacts &service, const ManifestComponent &there,
                             const RecipeContext &context)
{
    const QString directory = service.dataDirectory();
    const Place place = directoryPlace(Id, service, directory, context);
    const CheckServer server = checkServer(service.imageId, directory, there);
    if (isColdCopy(there))
        return prepareDirectory(place, unpack(there, context), server, compare(there, context),
                                context);
    const QString mount = u"type=bind,source=%1,target=%2"_s.arg(place.beside, directory);
    RestoreRecipe recipe = alsoRemoving(prepareDirectory(place, fill(there, server, mount, context),
                                                         server, compare(there, context), context),
                                        fillContainer(context));
    recipe.warnings << Text{
        QT_TRANSLATE_NOOP("Text", "Objects of %1 come back with all their versions in order, but "
                                  "with new version ids and dates."),
        {Id}};
    return recipe;
}

static ServiceFacts sample()
{
    return {.service = Id,
            .container = u"compose-minio-1"_s,
            .image = u"minio/minio:RELEASE.2024-05-01T01-11-10Z-cpuv1"_s,
            .imageId = u"sha256:cdef"_s,
            .state = u"running"_s,
            .mounts = {{.type = u"volume"_s,
                        .name = u"compose_minio"_s,
                        .source = u"/var/lib/docker/volumes/compose_minio/_data"_s,
                        .destination = u"/data"_s,
                        .bytes = 90'000'000}},
            .program = u"minio"_s,
            .details = {{u"dir"_s, u"/data"_s},
                        {u"port"_s, u"9000"_s},
                        {u"rootUser"_s, u"minio"_s},
                        {u"version"_s, u"RELEASE.2024-05-01T01-11-10Z"_s}}};
}

Component minioComponent()
{
    Component component{
        .id = Id,
        .title = {QT_TRANSLATE_NOOP("Text", "MinIO"), {}},
        .how = {QT_TRANSLATE_NOOP("Text", "Every version of every object, read over S3"), {}},
        .matches = [](const ServiceFacts &service) { return service.program == u"minio"; },
        .question = question,
        .answer = answer,
        .canBeCold = true,
        .refersToEarlier = true,
        .holdsSecrets = true, // its users' passwords
        .backup = backup,
        .verify = verify,
        .drill = drill,
        .unfit = unfit,
        .prepare = prepare,
        .read = read,
        .sample = sample(),
    };
    exchangeByDirectory(component, [](const ServiceFacts &service, const RecipeContext &) {
        return ends(service);
    });
    return component;
}

} // namespace Lifeboat
