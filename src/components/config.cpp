#include "components/common/configfolder.h"
#include "components/common/directory.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

static const QString Id = u"config"_s;
static const QString HashVariable = u"hash.config"_s;
static const QString KeyEntry = u"SECRET_KEY begins to hash as"_s;
static const QString Folder = u"/project"_s; // in the helper

static QStringList required(const QMap<QString, QString> &details)
{
    return details.value(u"required"_s).split(u'\n', Qt::SkipEmptyParts);
}

// --- What is asked

// By the login itself: what it may not see is not known, which the answer says. Of the key only so
// much that another one is noticed, and nobody finds it out.
static ShellCommand question(const ServiceFacts &service, const QString &)
{
    static const QString script = configNames() + uR"sh(
cd "$1" 2>/dev/null || exit 0
path=$(pwd -P)
[ ! . -ef "$path" ] || printf 'path=%s\0' "$path"
[ "$(stat -c %d .)" = "$(stat -c %d ..)" ] || printf 'mount=1\0'
bounded() { if command -v timeout >/dev/null; then timeout 10 "$@"; else "$@"; fi; }
sizes() {
  kib=$(bounded du -skx "./$1" 2>/dev/null) || return 0
  kib=${kib%%[!0-9]*}
  if ours "$1"; then total=$((total + ${kib:-0}))
  elif [ "${kib:-0}" -ge 1024 ]; then printf 'large=%s %s\0' "$kib" "$1"
  fi
}
total=0
eachTop sizes
printf 'kib=%s\0' "$total"
printf 'architecture=%s\0' "$(docker version -f '{{.Server.Arch}}')"
key=
[ -z "$2" ] || key=$(docker inspect -f '{{range .Config.Env}}{{println .}}{{end}}' "$2" | sed -n 's/^SECRET_KEY=//p' | head -n 1)
[ -z "$key" ] || printf 'key=%s\0' "$(printf %s "$key" | sha256sum | cut -c1-4)"
)sh"_s;
    return ShellCommand("sh -c") << script << u"sh"_s << service.dataDirectory()
                                 << service.details.value(u"server"_s);
}

static Result<> answer(const QByteArray &printed, ServiceFacts &service)
{
    QStringList large;
    for (const QByteArray &line : printed.split('\0')) {
        const qsizetype at = line.indexOf('=');
        if (at <= 0)
            continue;
        const QString name = QString::fromUtf8(line.first(at));
        const QString value = QString::fromUtf8(line.sliced(at + 1));
        if (name == u"large")
            large << value;
        else
            service.details.insert(name, value);
    }
    service.details.insert(u"large"_s, large.join(u'\n'));
    const QString path = service.details.value(u"path"_s);
    if (path.isEmpty())
        return Error{Error::Kind::CommandFailed,
                     {QT_TRANSLATE_NOOP("Text", "This login may not look into %1."),
                      {service.dataDirectory()}},
                     {},
                     service.dataDirectory()};
    for (Mount &mount : service.mounts) {
        mount.source = path;
        mount.bytes = service.details.value(u"kib"_s).toLongLong() * 1024;
    }
    return {};
}

// --- Backup

static Step step(const char *what, const Text &title, const StepAction &action)
{
    return {.id = QByteArray("config.") + what,
            .title = title,
            .action = action,
            .component = Id,
            .quietLimit = 2min};
}

static ShellCommand startHelper(const ServiceFacts &service, const RecipeContext &context)
{
    return ShellCommand("docker run -d --rm --label lifeboat=helper --pull never --network none "
                        "--log-driver none --userns host --security-opt label=disable --user 0:0 "
                        "--name")
           << helperContainer(Id, context) << u"--mount"_s
           << bindMount(service.dataDirectory(), Folder, true) << u"--entrypoint"_s << u"tail"_s
           << context.helperImage << ShellCommand("-f /dev/null");
}

static GuardianFile removeHelper(const RecipeContext &context)
{
    return {u"clean/10-config"_s,
            {QT_TRANSLATE_NOOP("Text", "Remove the helper of %1"), {Id}},
            removeContainer(helperContainer(Id, context))};
}

// Whether the folder's SECRET_KEY has signed the tokens in the application's database; it has to be
// known which one that is.
static Step lookAtTokens(const QMap<QString, QString> &details, const QString &helper,
                         const std::optional<Fingerprint> &expected)
{
    return step("tokens",
                {QT_TRANSLATE_NOOP("Text", "Look whether SECRET_KEY belongs to the database"), {}},
                ReadFingerprint{
                    countTokens({details.value(u"databaseContainer"_s),
                                 details.value(u"databaseUser"_s), details.value(u"database"_s)},
                                helper, Folder),
                    expected});
}

static BackupRecipe backup(const ServiceFacts &service, const RecipeContext &context)
{
    const QString helper = helperContainer(Id, context);
    const Artifact artifact{.file = u"config/deploy_%1.tar%2"_s.arg(
                                context.pointId, context.plainConfig ? QString() : u".cms"_s),
                            .format = context.plainConfig ? u"tar"_s : u"tar.cms"_s};
    Lane lane{
        "config.copy",
        {step("start",
              {QT_TRANSLATE_NOOP("Text", "Show the folder to a helper that cannot change it"), {}},
              RunCommand{startHelper(service, context), {}}),
         step("hash", {QT_TRANSLATE_NOOP("Text", "Note what the folder is like now"), {}},
              RunCommand{hashConfig(helper, Folder), HashVariable}),
         step("fingerprint", {QT_TRANSLATE_NOOP("Text", "List what %1 holds"), {Id}},
              ReadFingerprint{listConfig(helper, Folder), {}})}};
    if (!service.details.value(u"database"_s).isEmpty())
        lane.steps << lookAtTokens(service.details, helper, {});
    lane.steps << step("pack",
                       context.plainConfig
                           ? Text{QT_TRANSLATE_NOOP("Text", "Take the files, unsealed"), {}}
                           : Text{QT_TRANSLATE_NOOP("Text", "Take the files and seal them here, "
                                                            "under the vault's passphrase"),
                                  {}},
                       CaptureOutput{packConfig(helper, Folder, required(service.details),
                                                Variable{HashVariable, {}}),
                                     artifact, QByteArray("./\0", 3), QByteArray(1024, '\0')})
               << step("check",
                       {QT_TRANSLATE_NOOP("Text", "Read %1 to its end with tar"), {artifact.file}},
                       FeedArtifact{
                           artifact,
                           checkConfig(ShellCommand("docker exec -i -e LIFEBOAT_RUN") << helper,
                                       required(service.details), -1)});
    BackupRecipe recipe{.copy = {lane}, .files = {removeHelper(context)}};
    if (context.plainConfig)
        recipe.warnings << Text{QT_TRANSLATE_NOOP("Text", "The keys and passwords of the host are "
                                                          "not sealed: whoever can read the vault "
                                                          "has them."),
                                {}};
    return recipe;
}

static QList<Lane> verify(const ServiceFacts &, const ManifestComponent &there,
                          const RecipeContext &context)
{
    const ShellCommand helper =
        ShellCommand("docker run --rm -i --label lifeboat=helper --pull never --network none "
                     "--log-driver none --entrypoint env")
        << context.helperImage;
    QList<Lane> lanes;
    for (const Artifact &artifact : there.artifacts)
        lanes << Lane{
            "config.check",
            {step("check",
                  {QT_TRANSLATE_NOOP("Text", "Read %1 to its end with tar"), {artifact.file}},
                  FeedArtifact{artifact, checkConfig(helper, required(there.details),
                                                     entriesOf(there.fingerprint))})}};
    return lanes;
}

// --- Drill and restore

static QList<Step> fill(const ManifestComponent &there, const RecipeContext &context)
{
    QList<Step> steps;
    for (const Artifact &artifact : there.artifacts) {
        Step unpack =
            step("fill", {QT_TRANSLATE_NOOP("Text", "Put %1 into the copy"), {artifact.file}},
                 FeedArtifact{artifact,
                              unpackConfig(helperContainer(Id, context), sideFolder(context))});
        unpack.expectedBytes = artifact.bytes;
        unpack.changesHost = true;
        steps << unpack;
    }
    return steps;
}

static QList<Step> compare(const ManifestComponent &there, const RecipeContext &context)
{
    return {step("compare", {QT_TRANSLATE_NOOP("Text", "Compare %1 with its fingerprint"), {Id}},
                 ReadFingerprint{listConfig(helperContainer(Id, context), sideFolder(context)),
                                 filesOf(there.fingerprint)})};
}

static std::optional<Error> unfit(const ServiceFacts &service, const ManifestComponent &there)
{
    const QString folder = service.dataDirectory();
    if (service.details.value(u"path"_s).isEmpty())
        return Error{
            Error::Kind::Invalid,
            {QT_TRANSLATE_NOOP("Text", "%1: this login may not look into %2."), {Id, folder}},
            {QT_TRANSLATE_NOOP("Text", "Let Lifeboat use sudo (--sudo), or sign in as root."), {}},
            {}};
    if (service.details.contains(u"mount"_s) || service.details.value(u"path"_s) == u"/")
        return Error{
            Error::Kind::Invalid,
            {QT_TRANSLATE_NOOP("Text", "%1: %2 is a file system of its own, so it cannot be "
                                       "exchanged with a folder beside it."),
             {Id, folder}},
            {QT_TRANSLATE_NOOP("Text", "Unpack the point's archive by hand."), {}},
            {}};
    if (folder != there.details.value(u"dir"_s))
        return Error{
            Error::Kind::Invalid,
            {QT_TRANSLATE_NOOP("Text", "%1: the point's files are those of %2, and name that "
                                       "folder; here the project is in %3."),
             {Id, there.details.value(u"dir"_s), folder}},
            {QT_TRANSLATE_NOOP("Text", "Install BK-Lite in the same folder as before."), {}},
            {}};
    return std::nullopt;
}

static QList<Text> warnings(const ServiceFacts &service, const ManifestComponent &there,
                            const QStringList &selected)
{
    QList<Text> texts;
    const QString now = service.details.value(u"key"_s);
    const QString then = there.fingerprint.entries.value(KeyEntry);
    const bool isAnother = !now.isEmpty() && !then.isEmpty() && now != then;
    const bool withFiles = selected.contains(Id);
    const bool withDatabase = selected.contains(u"postgres"_s);
    if (withFiles)
        texts << Text{QT_TRANSLATE_NOOP("Text",
                                        "Containers go on with the configuration that they "
                                        "were started with, until they are made anew on the "
                                        "host: docker compose up -d."),
                      {}};
    if (withFiles && !withDatabase && isAnother)
        texts << Text{
            QT_TRANSLATE_NOOP("Text",
                              "The point's SECRET_KEY is another one than that in force: with it "
                              "the passwords and agent tokens in the present database cannot be "
                              "read. Restore postgres of the same point together with it."),
            {}};
    if (!withFiles && withDatabase && isAnother)
        texts << Text{QT_TRANSLATE_NOOP(
                          "Text", "The point's database was written with another SECRET_KEY than "
                                  "that in force: its passwords and agent tokens will not be "
                                  "readable. Restore config of the same point together with it."),
                      {}};
    return texts;
}

static Place placeOf(const ServiceFacts &service, const RecipeContext &context)
{
    return directoryPlace(Id, service, service.dataDirectory(), context);
}

static QString inHelperOf(const Place &place)
{
    return u"/v/"_s + place.live.section(u'/', -1);
}

// What is not configuration follows the exchange by a rename, so that containers which have it
// mounted, and write to it, keep it. A rename cannot take along what is a mount point.
static Step lookForMounts(const Place &place, const RecipeContext &context)
{
    static const QString script =
        configNames()
        + u"cd \"$1\" || exit 1; look() { ours \"$1\" || [ ! -d \"$1\" ] || [ -L \"$1\" ] || "
          "{ [ \"$(stat -c %d \"./$1\")\" = \"$(stat -c %d .)\" ] && ! awk -v p=\"$PWD/$1\" "
          "'$5 == p { found = 1 } END { exit !found }' /proc/self/mountinfo; } || "
          "{ echo \"$1 is a mount point in the folder of the project\" >&2; return 1; }; }; eachTop look"_s;
    return step(
        "look", {QT_TRANSLATE_NOOP("Text", "Look whether all of the folder can be moved"), {}},
        RunCommand{inContainer(helperContainer(Id, context),
                               ShellCommand("sh -c") << script << u"sh"_s << inHelperOf(place)),
                   {}});
}

static RestoreRecipe prepare(const ServiceFacts &service, const ManifestComponent &there,
                             const RecipeContext &context)
{
    const Place place = placeOf(service, context);
    return prepareDirectory(place,
                            QList<Step>{lookForMounts(place, context)} + fill(there, context), {},
                            compare(there, context), context);
}

static ExchangeRecipe exchange(const QList<Place> &places, Direction direction,
                               const ServiceFacts &, const RecipeContext &context)
{
    static const QString script =
        configNames()
        + u"cd \"$2\" || exit 1; target=$1; move() { ours \"$1\" || [ -e \"$target/$1\" ] || "
          "[ -L \"$target/$1\" ] || mv -T \"./$1\" \"$target/$1\"; }; eachTop move && sync \"$target\" ."_s;
    const Place &place = places.first();
    const ShellCommand follow = ShellCommand("docker exec")
                                << helperContainer(Id, context) << ShellCommand("sh -c") << script
                                << u"sh"_s << inHelperOf(place) << sideFolder(context);
    return exchangeDirectory(place, direction, {.after = follow.toShell()}, context);
}

// The point says which database it was: a host that is being recovered has no application to ask.
static RestoreRecipe proof(const ServiceFacts &service, const ManifestComponent &there,
                           const RecipeContext &context)
{
    const Fingerprint tokens = keyProofOf(there.fingerprint);
    if (tokens.entries.isEmpty() || there.details.value(u"database"_s).isEmpty())
        return {};
    // What follows in the same plan has a helper of that name, which sees another folder.
    Step end =
        step("end", {QT_TRANSLATE_NOOP("Text", "Remove the helper of %1"), {Id}},
             RunCommand{ShellCommand("docker rm -f -v") << helperContainer(Id, context), {}});
    end.always = true;
    return {
        .lanes = {Lane{
            "config.proof",
            {step("start",
                  {QT_TRANSLATE_NOOP("Text", "Show the folder to a helper that cannot change it"),
                   {}},
                  RunCommand{startHelper(service, context), {}}),
             lookAtTokens(there.details, helperContainer(Id, context), tokens), end}}},
        .files = {removeHelper(context)},
        .touched = {helperContainer(Id, context)}};
}

static ServiceFacts sample()
{
    const QString folder = u"/opt/bk lite"_s;
    return {.service = u"compose"_s,
            .imageId = u"sha256:5d2f9f8c3d1f7d5e0f2f0b3a4c6e8a9b1c2d3e4f5061728394a5b6c7d8e9f001"_s,
            .state = u"running"_s,
            .mounts = {{.type = u"directory"_s,
                        .name = u"compose"_s,
                        .source = folder,
                        .destination = folder,
                        .bytes = 60000}},
            .program = u"project"_s,
            .details = {{u"dir"_s, folder},
                        {u"path"_s, folder},
                        {u"required"_s, u".env\ndocker-compose.yaml"_s},
                        {u"server"_s, u"compose-server-1"_s},
                        {u"database"_s, u"bklite"_s},
                        {u"databaseContainer"_s, u"postgres"_s},
                        {u"databaseUser"_s, u"postgres"_s},
                        {u"key"_s, u"1a2b"_s}}};
}

Component configComponent()
{
    return {
        .id = Id,
        .title = {QT_TRANSLATE_NOOP("Text", "Configuration and keys"), {}},
        .how = {QT_TRANSLATE_NOOP(
                    "Text", "One archive of the project's folder, what is secret in it sealed"),
                {}},
        .matches = [](const ServiceFacts &service) { return service.program == u"project"; },
        .question = question,
        .answer = answer,
        .holdsSecrets = true,
        .backup = backup,
        .verify = verify,
        .drill =
            [](const ManifestComponent &there, const RecipeContext &context) {
                return drillDirectory(Id, fill(there, context), {}, compare(there, context),
                                      context);
            },
        .unfit = unfit,
        .warnings = warnings,
        .prepare = prepare,
        .places =
            [](const ServiceFacts &service, const ManifestComponent &,
               const RecipeContext &context) { return QList<Place>{placeOf(service, context)}; },
        .exchange = exchange,
        .drop = [](const QList<Place> &places, Leftover,
                   const RecipeContext &context) { return dropDirectory(places.first(), context); },
        .proof = proof,
        .read = readConfig,
        .sample = sample(),
    };
}

} // namespace Lifeboat
