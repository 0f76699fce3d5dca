#include "components/common/volume.h"

#include "components/common/coldcopy.h"
#include "components/common/filelist.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

static const QString Prefix = u"volume-"_s;
static const QString Folder = u"/v"_s; // in the helpers

// Reading a large file from a slow disk says nothing for a while.
static constexpr std::chrono::seconds Quiet = 30min;

// --- Names

// A part of files and steps on every system. What it cannot express is told apart by a hash.
QString volumeId(const Mount &mount, const QString &service, const QString &project)
{
    static const QRegularExpression odd(u"[^a-z0-9]+"_s);
    static constexpr qsizetype Longest = 40;
    QString name = mount.name;
    QString kind = mount.type;
    bool isExact = false;
    if (mount.type != u"volume") {
        name = mount.source;
    } else if (mount.anonymous) {
        name = service + mount.destination;
    } else if (name.startsWith(project + u'_')) {
        name = name.sliced(project.size() + 1);
        kind = u"of the project"_s;
        isExact = !name.isEmpty() && name.size() <= Longest;
    }
    QString readable = name.toLower().replace(odd, u"-"_s).left(Longest);
    while (readable.startsWith(u'-'))
        readable.remove(0, 1);
    while (readable.endsWith(u'-'))
        readable.chop(1);
    if (isExact && readable == name)
        return Prefix + readable;
    const QByteArray hash =
        QCryptographicHash::hash((kind + u' ' + name).toUtf8(), QCryptographicHash::Sha256);
    return Prefix + readable + u'-' + QString::fromLatin1(hash.first(3).toHex());
}

bool isVolume(const QString &component)
{
    static const QRegularExpression form(u"\\Avolume-[a-z0-9-]+\\z"_s);
    return form.match(component).hasMatch();
}

static QStringList namesIn(const ServiceFacts &service, const QString &detail)
{
    return service.details.value(detail).split(u'\n', Qt::SkipEmptyParts);
}

// --- Backup

// Why its containers are not stopped; none when they may be.
static std::optional<Error> leftAlone(const ServiceFacts &service)
{
    const QString what = service.details.value(u"what"_s);
    if (service.details.contains(u"file"_s))
        return Error{
            Error::Kind::Invalid,
            {QT_TRANSLATE_NOOP("Text", "%1 is a single file that %2 writes to."),
             {what, service.service}},
            {QT_TRANSLATE_NOOP("Text", "Copy it by hand, or mount the folder that it lies in."),
             {}},
            {}};
    const QString component = service.details.value(u"component"_s);
    if (!component.isEmpty())
        return Error{
            Error::Kind::Invalid,
            {QT_TRANSLATE_NOOP("Text", "%1 is mounted by %2, whose data are saved as %3 while it "
                                       "runs, so it is not stopped for a copy of this."),
             {what, service.service, component}},
            {QT_TRANSLATE_NOOP("Text", "Copy it by hand while that service is stopped."), {}},
            {}};
    const QString temporary = service.details.value(u"temporary"_s);
    if (!temporary.isEmpty())
        return Error{
            Error::Kind::Invalid,
            {QT_TRANSLATE_NOOP("Text", "%1 is mounted by %2, which docker removes when it stops."),
             {what, temporary}},
            {QT_TRANSLATE_NOOP("Text", "Wait until that container has ended."), {}},
            {}};
    return std::nullopt;
}

static ServiceEnds ends()
{
    // Health is what the image calls so: one that was bad before need not become good.
    return {.stopSeconds = -1,
            .probe = u"case $(docker inspect -f '{{.State.Running}}{{with .State.Health}} "
                     "{{.Status}}{{end}}' \"$CONTAINER\") in true | 'true healthy' | "
                     "'true unhealthy') ;; *) exit 1 ;; esac"_s};
}

// For sh: fails when a container other than these, of whatever project, has it mounted, or
// something within it: one that was started meanwhile, or that was never the project's. One that
// has a folder around it mounted (an agent that looks at all of docker's) sees the exchange like
// the host does.
static QString nobodyHas(const ServiceFacts &service, const QStringList &but, bool evenToRead)
{
    static const QString script =
        // One that ends meanwhile makes docker fail; that nobody has anything mounted is no answer.
        u"mounts=$(docker inspect -f '{{$n := .Name}}{{range .Mounts}}{{if %1}}{{println $n "
        ".Source}}{{end}}{{end}}' $(docker ps -q --no-trunc)); [ -n \"$mounts\" ] || exit 1\n"
        "own=%2; printf '%s\\n' \"$mounts\" | while IFS= read -r line; do\n"
        "name=${line%% *} source=${line#* }\n"
        "case $name in /lifeboat-* | '') continue ;; esac\n"
        "for each in %3; do [ \"$name\" != \"/$each\" ] || continue 2; done\n"
        "case $source/ in \"$own\"/*) ;; *) continue ;; esac\n"
        "echo \"container $name has it open too\" >&2; exit 1\ndone\n"_s;
    return script.arg(evenToRead ? u"true"_s : u".RW"_s,
                      ShellCommand::quoted(service.mounts.first().source), quotedNames(but));
}

static ShellCommand inReader(const QString &name, const ServiceFacts &service,
                             const RecipeContext &context, const ShellCommand &command)
{
    const Mount &mount = service.mounts.first();
    const QString shown =
        mount.type == u"volume"
            ? u"type=volume,source=%1,target=%2,readonly,volume-nocopy"_s.arg(mount.name, Folder)
            : bindMount(mount.source, Folder, true);
    return ShellCommand("docker run --rm --pull never --network none --log-driver none --userns "
                        "host --security-opt label=disable --user 0:0 --name")
           << name << u"--mount"_s << shown << u"--entrypoint"_s << u"env"_s << context.helperImage
           << command;
}

static BackupRecipe backup(const QString &id, const ServiceFacts &service,
                           const RecipeContext &context)
{
    const QStringList writers = namesIn(service, u"writers"_s);
    BackupRecipe recipe;
    recipe.refused = leftAlone(service);
    if (!recipe.refused && !context.cold && !writers.isEmpty())
        recipe.refused = needsStop(id, service);
    if (recipe.refused)
        return recipe;
    const auto step = [&](const char *what, const Text &title, const StepAction &action) {
        return Step{.id = (id + u'.' + QLatin1StringView(what)).toUtf8(),
                    .title = title,
                    .action = action,
                    .component = id,
                    .quietLimit = Quiet};
    };
    const Artifact artifact = coldArchiveOf(id, context);
    const QString state = u"state."_s + id;
    static const QString packScript =
        u"tar -cf - --numeric-owner --acls --xattrs -S -C \"$1\" . || exit 1\n"
        "[ \"$("_s
        + stateOfFiles()
        + u")\" = \"$2\" ] || { echo 'It changed while it was read.' >&2; exit 1; }"_s;
    Step pack = step("copy", {QT_TRANSLATE_NOOP("Text", "Copy the files of %1"), {id}},
                     CaptureOutput{inReader(copyingHelper(id, context), service, context,
                                            ShellCommand("sh -c") << packScript << u"sh"_s << Folder
                                                                  << Variable{state, {}}),
                                   artifact,
                                   "./",
                                   {}});
    pack.expectedBytes = service.dataBytes();
    QList<Step> copy{
        step("look", {QT_TRANSLATE_NOOP("Text", "Look whether nobody writes to it"), {}},
             RunCommand{ShellCommand("sh -c") << nobodyHas(service, {}, false), {}}),
        step("state", {QT_TRANSLATE_NOOP("Text", "Note what the folder is like now"), {}},
             RunCommand{inReader(askingContainer(id, context), service, context,
                                 ShellCommand("sh -c") << stateOfFiles() << u"sh"_s << Folder),
                        state}),
        step("fingerprint", {QT_TRANSLATE_NOOP("Text", "List what %1 holds"), {id}},
             ReadFingerprint{
                 inReader(askingContainer(id, context), service, context, listFiles(Folder)), {}}),
        pack};
    recipe.files << removeHelpers(id, context);
    if (!writers.isEmpty()) {
        const ColdStop cold = coldStop(id, writers.join(u", "_s), writers, ends());
        recipe.files << cold.files;
        recipe.held << writers;
        // Before anything is stopped as well.
        const Step look = step(
            "look-first", {QT_TRANSLATE_NOOP("Text", "Look whether nobody else writes to it"), {}},
            RunCommand{ShellCommand("sh -c") << nobodyHas(service, writers, false), {}});
        copy = QList<Step>{look, cold.stop} + copy + QList<Step>{cold.start};
    }
    // One after the other: two of them may be of one service.
    recipe.copy << Lane{"volumes.copy", copy + checkArchives(id, {artifact}, context)};
    return recipe;
}

// --- Drill and restore

static QList<Step> fill(const ManifestComponent &there, const RecipeContext &context)
{
    // It may lie on another disk than docker's.
    static const QString unpack =
        u"free=$(df -Pk \"$1\" | awk 'NR == 2 { print $4 }') || exit 1\n"
        "[ \"$free\" -ge \"$2\" ] || { echo \"$2 KiB are needed there, and $free are free\" >&2; "
        "exit 1; }\n"
        "exec tar --numeric-owner --acls --xattrs --xattrs-include='user.*' "
        "--xattrs-include=security.capability -xpf - -C \"$1\""_s;
    QList<Step> steps;
    for (const Artifact &artifact : there.artifacts)
        steps << Step{
            .id = there.id.toUtf8() + ".fill",
            .title = {QT_TRANSLATE_NOOP("Text", "Unpack %1 into the copy"), {artifact.file}},
            .action =
                FeedArtifact{artifact, inHelper(there.id, context,
                                                ShellCommand("sh -c")
                                                    << unpack << u"sh"_s << sideFolder(context)
                                                    << QString::number(
                                                           (artifact.bytes + context.diskFloorBytes)
                                                           / 1024))},
            .component = there.id,
            .quietLimit = Quiet,
            .expectedBytes = artifact.bytes,
            .changesHost = true};
    return steps;
}

static QList<Step> compare(const ManifestComponent &there, const RecipeContext &context)
{
    return {{.id = there.id.toUtf8() + ".compare",
             .title = {QT_TRANSLATE_NOOP("Text", "Compare %1 with its fingerprint"), {there.id}},
             .action = ReadFingerprint{inHelper(there.id, context, listFiles(sideFolder(context))),
                                       there.fingerprint},
             .component = there.id,
             .quietLimit = Quiet}};
}

static std::optional<Error> unfit(const ServiceFacts &service, const ManifestComponent &)
{
    if (std::optional<Error> why = leftAlone(service))
        return why;
    if (service.details.contains(u"device"_s))
        return Error{
            Error::Kind::Invalid,
            {QT_TRANSLATE_NOOP("Text", "%1: docker mounts something of its own at %2, which cannot "
                                       "be exchanged."),
             {service.details.value(u"id"_s), service.details.value(u"what"_s)}},
            {QT_TRANSLATE_NOOP("Text", "Unpack the point's archive by hand."), {}},
            {}};
    const QString nested = service.details.value(u"nested"_s);
    if (nested.isEmpty())
        return std::nullopt;
    return Error{
        Error::Kind::Invalid,
        {QT_TRANSLATE_NOOP("Text", "%1: %2 is mounted as well as %3, so one cannot be exchanged "
                                   "without the other."),
         {service.details.value(u"id"_s), nested, service.details.value(u"what"_s)}},
        {QT_TRANSLATE_NOOP("Text", "Unpack the point's archive by hand."), {}},
        {}};
}

static Place placeOf(const QString &id, const ServiceFacts &service, const RecipeContext &context)
{
    Place place = directoryPlace(id, service, service.dataDirectory(), context);
    place.container.clear(); // several may have it mounted
    return place;
}

static RestoreRecipe prepare(const ServiceFacts &service, const ManifestComponent &there,
                             const RecipeContext &context)
{
    RestoreRecipe recipe =
        prepareDirectory(placeOf(there.id, service, context), fill(there, context), {},
                         compare(there, context), context);
    if (const QStringList users = namesIn(service, u"users"_s); !users.isEmpty())
        recipe.warnings << Text{QT_TRANSLATE_NOOP("Text", "%1: the cut-over stops and starts %2."),
                                {there.id, users.join(u", "_s)}};
    return recipe;
}

// The guardian gives each try a minute: health is not waited for.
static ServiceEnds exchangeEnds(const ServiceFacts &service)
{
    ServiceEnds own;
    const QStringList users = namesIn(service, u"users"_s);
    own.before = u"( "_s + nobodyHas(service, users, true) + u")"_s;
    if (users.isEmpty())
        return own;
    // Started again by a restart: docker's own may have come in between, on what left.
    own.after = u"docker restart "_s + quotedNames(users);
    own.before += u" && { docker stop "_s + quotedNames(users) + u" && ( "_s
                  + nobodyHas(service, {}, true) + u") || { "_s + own.after + u"; exit 1; }; }"_s;
    return own;
}

static ServiceFacts sample(const QString &id)
{
    return {.service = u"gateway"_s,
            .container = u"compose-gateway-1"_s,
            .imageId = u"sha256:5d2f9f8c3d1f7d5e0f2f0b3a4c6e8a9b1c2d3e4f5061728394a5b6c7d8e9f001"_s,
            .state = u"running"_s,
            .mounts = {{.type = u"volume"_s,
                        .name = u"compose_uploads"_s,
                        .source = u"/var/lib/docker/volumes/compose_uploads/_data"_s,
                        .destination = u"/srv/uploads"_s,
                        .bytes = 5'000'000}},
            .program = u"volume"_s,
            .details = {{u"id"_s, id},
                        {u"dir"_s, u"/srv/uploads"_s},
                        {u"what"_s, u"compose_uploads"_s},
                        {u"writers"_s, u"compose-gateway-1"_s},
                        {u"users"_s, u"compose-gateway-1\ncompose-web-1"_s}}};
}

Component volumeComponent(const QString &id)
{
    Component component;
    component.id = id;
    component.title = {QT_TRANSLATE_NOOP("Text", "Another volume or folder"), {}};
    component.how = {QT_TRANSLATE_NOOP("Text", "One archive of its files, while it is stopped"),
                     {}};
    component.matches = [id](const ServiceFacts &service) {
        return service.program == u"volume" && service.details.value(u"id"_s) == id;
    };
    component.offByDefault = [id](const ServiceFacts &service) -> std::optional<Text> {
        const std::optional<Error> why = leftAlone(service);
        return why ? why->message : needsStop(id, service).message;
    };
    component.canBeCold = true;
    component.backup = [id](const ServiceFacts &service, const RecipeContext &context) {
        return backup(id, service, context);
    };
    component.verify = [id](const ServiceFacts &, const ManifestComponent &there,
                            const RecipeContext &context) {
        return QList<Lane>{{id.toUtf8() + ".check", checkArchives(id, there.artifacts, context)}};
    };
    component.drill = [id](const ManifestComponent &there, const RecipeContext &context) {
        return drillDirectory(id, fill(there, context), {}, compare(there, context), context);
    };
    component.unfit = unfit;
    component.prepare = prepare;
    component.places = [id](const ServiceFacts &service, const ManifestComponent &,
                            const RecipeContext &context) {
        return QList<Place>{placeOf(id, service, context)};
    };
    component.exchange = [](const QList<Place> &places, Direction direction,
                            const ServiceFacts &service, const RecipeContext &context) {
        return exchangeDirectory(places.first(), direction, exchangeEnds(service), context);
    };
    component.drop = [](const QList<Place> &places, Leftover, const RecipeContext &context) {
        return dropDirectory(places.first(), context);
    };
    component.read = [id](const QByteArray &printed) { return readFiles(printed, id); };
    component.sample = sample(id);
    return component;
}

} // namespace Lifeboat
