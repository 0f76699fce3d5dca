#include "components/common/directory.h"

#include <QCoreApplication>
#include <QFile>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

// Compiled into the program, so reading it is no input of the recipes.
static QString directoryScript()
{
    static const QString script = [] {
        QFile file(u":/host/directory.sh"_s);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }();
    return script;
}

static GuardianFile scriptFile()
{
    return {u"do/00-directory"_s,
            {QT_TRANSLATE_NOOP("Text", "How a directory is exchanged with one beside it"), {}},
            directoryScript()};
}

static QByteArray stepId(const QString &id, const char *what)
{
    return (id + u'.' + QLatin1StringView(what)).toUtf8();
}

static QString assignment(const char *name, const QString &value)
{
    return QLatin1StringView(name) + u'=' + ShellCommand::quoted(value) + u' ';
}

static QString environment(const Place &place, const RecipeContext &context)
{
    QString text = assignment("RUN", context.run) + assignment("COMPONENT", place.component)
                   + assignment("CONTAINER", place.container) + assignment("SOURCE", place.live)
                   + assignment("HELPER", context.helperImage);
    if (!place.sub.isEmpty())
        text += assignment("SUB", place.sub);
    return text;
}

// One line of a guardian's file.
static QString call(const Place &place, const RecipeContext &context, const char *verb,
                    const QString &more = {})
{
    return environment(place, context) + more + u"sh do/00-directory "_s + QLatin1StringView(verb)
           + u'\n';
}

QString removeContainer(const QString &name)
{
    const QString quoted = ShellCommand::quoted(name);
    return u"docker rm -f -v %1 >/dev/null 2>&1 || ! docker inspect %1 >/dev/null 2>&1 || exit 1\n"_s
        .arg(quoted);
}

QString whileRunning(const QString &container)
{
    return u"[ \"$(docker inspect -f '{{.State.Running}}' %1)\" != true ] || "_s.arg(
        ShellCommand::quoted(container));
}

QString bindMount(const QString &source, const QString &target, bool readOnly)
{
    return u"type=bind,\"source=%1\",target=%2%3"_s.arg(
        QString(source).replace(u'"', u"\"\""_s), target, readOnly ? u",readonly"_s : QString());
}

QString sideFolder(const RecipeContext &context, const QString &sub)
{
    return u"/v/.lifeboat."_s + context.run + (sub.isEmpty() ? QString() : u'/' + sub) + u"/side"_s;
}

QString helperContainer(const QString &id, const RecipeContext &context)
{
    return u"lifeboat-"_s + context.run + u'-' + id;
}

ShellCommand inHelper(const QString &id, const RecipeContext &context, const ShellCommand &command)
{
    return inContainer(helperContainer(id, context), command, Input::Piped);
}

QString checkContainer(const QString &id, const RecipeContext &context)
{
    return helperContainer(id, context) + u"-check"_s;
}

QString askingContainer(const QString &id, const RecipeContext &context)
{
    return helperContainer(id, context) + u"-ask"_s;
}

QStringList boundsOf(const RecipeContext &context)
{
    const QString memory = QString::number(context.memoryBytes);
    QStringList options{u"--memory"_s, memory};
    if (context.cpuShares > 0)
        options << u"--memory-swap"_s << memory << u"--cpu-shares"_s
                << QString::number(context.cpuShares);
    return options;
}

Step removeAfterDrill(const QString &id, const GuardianFile &clean)
{
    return {.id = stepId(id, "remove"),
            .title = clean.title,
            .action = RunCommand{ShellCommand("sh -c") << clean.script, {}},
            .component = id,
            .always = true,
            .changesHost = true};
}

ShellCommand startServer(const QString &name, const QString &mount, const CheckServer &server,
                         const RecipeContext &context)
{
    static const QString script =
        u"name=$1 mount=$2 probe=$3 pause=$4; shift 4; "
        "docker run -d --name \"$name\" --pull never --network none --restart no "
        "--label lifeboat=check --log-opt max-size=1m --mount "
        "\"$mount\" \"$@\" >/dev/null || exit 1; "
        "CONTAINER=$name; export CONTAINER; i=0; "
        "until sh -c \"$probe\" >/dev/null 2>&1 </dev/null; do i=$((i + 1)); "
        "[ $((i % 50)) != 0 ] || echo \"$name is starting\" >&2; "
        "state=$(docker inspect -f '{{.State.Running}} {{.State.OOMKilled}}' \"$name\"); "
        "[ \"${state% *}\" = true ] && [ $i -lt 6000 ] || { docker logs --tail 20 \"$name\" >&2; "
        "[ \"${state#* }\" != true ] || echo \"it was ended for want of memory\" >&2; exit 1; }; "
        "sleep \"$pause\" 2>/dev/null || sleep 1; done"_s;
    // Each look costs the host's docker work, which does not give way as the server does.
    const QString pause = context.cpuShares > 0 ? u"1"_s : u"0.2"_s;
    ShellCommand start = ShellCommand("sh -c")
                         << script << u"sh"_s << name << mount << server.probe << pause;
    for (const QString &option : boundsOf(context) + server.options)
        start << option;
    start << server.image;
    for (const QString &argument : server.arguments)
        start << argument;
    return start;
}

// The volume has the name of the container that reads it.
QString checkMount(const QString &id, const QString &destination, const RecipeContext &context)
{
    return u"type=volume,source=%1,target=%2,volume-nocopy"_s.arg(checkContainer(id, context),
                                                                  destination);
}

Step startCheck(const QString &id, const CheckServer &server, const RecipeContext &context)
{
    return {
        .id = stepId(id, "start"),
        .title = {QT_TRANSLATE_NOOP("Text", "Start a throw-away server of %1 on the copy"), {id}},
        .action =
            RunCommand{startServer(checkContainer(id, context),
                                   checkMount(id, server.destination, context), server, context)},
        .component = id,
        .quietLimit = 3min,
        .changesHost = true};
}

RestoreRecipe drillDirectory(const QString &id, const QList<Step> &fill, const CheckServer &server,
                             const QList<Step> &compare, const RecipeContext &context)
{
    static const QString script =
        u"docker volume create --label lifeboat=check \"$2\" >/dev/null && "
        "name=$1 mount=\"type=volume,source=$2,target=$3,volume-nocopy\" image=$4 && shift 4 && "
        "docker run -d --rm --name \"$name\" --label lifeboat=helper --pull never --network none "
        "--log-driver none --user 0:0 --mount \"$mount\" \"$@\" --entrypoint tail \"$image\" "
        "-f /dev/null >/dev/null"_s;
    const QString helper = helperContainer(id, context);
    const QString volume = checkContainer(id, context);
    const QString quotedVolume = ShellCommand::quoted(volume);
    RestoreRecipe recipe;
    recipe.touched << helper;
    recipe.files << GuardianFile{
        u"clean/10-"_s + id,
        {QT_TRANSLATE_NOOP("Text", "Remove the throw-away server of %1"), {id}},
        removeContainer(askingContainer(id, context)) + removeContainer(volume + u"-probe"_s)
            + removeContainer(volume) + removeContainer(helper)
            + u"docker volume rm %1 >/dev/null 2>&1\n! docker volume inspect %1 >/dev/null 2>&1\n"_s
                  .arg(quotedVolume)};
    ShellCommand start = ShellCommand("sh -c") << script << u"sh"_s << helper << volume
                                               << sideFolder(context) << context.helperImage;
    for (const QString &option : boundsOf(context))
        start << option;
    Lane lane{stepId(id, "drill"), {}};
    lane.steps << Step{.id = stepId(id, "volume"),
                       .title = {QT_TRANSLATE_NOOP("Text", "Make an empty volume for %1"), {id}},
                       .action = RunCommand{start},
                       .component = id,
                       .changesHost = true}
               << fill;
    if (!server.image.isEmpty())
        lane.steps << startCheck(id, server, context);
    lane.steps << compare << removeAfterDrill(id, recipe.files.first());
    recipe.lanes << lane;
    return recipe;
}

Place directoryPlace(const QString &id, const ServiceFacts &service, const QString &path,
                     const RecipeContext &context)
{
    Place place{.kind = Place::Kind::Directory, .component = id, .container = service.container};
    const Mount *mount = service.mountOf(path);
    if (!mount)
        return place; // unfit() has refused it
    place.live = mount->source;
    if (path != mount->destination)
        place.sub = path.mid(mount->destination.size() + 1);
    place.beside = mount->source.section(u'/', 0, -2) + u"/.lifeboat."_s + context.run
                   + (place.sub.isEmpty() ? QString() : u'/' + place.sub) + u"/side"_s;
    place.safety = place.beside;
    return place;
}

static Step guardianStep(const QString &id, const char *what, const GuardianFile &file)
{
    return {.id = stepId(id, what),
            .title = file.title,
            .action = GuardianStep{file.path},
            .component = id,
            .quietLimit = 60s,
            .changesHost = true};
}

// The directory beside, what fills it, and the note that it is complete.
static RestoreRecipe preparation(const Place &place, const QList<Step> &steps,
                                 const RecipeContext &context)
{
    const QString &id = place.component;
    const GuardianFile begin{
        u"do/10-"_s + id,
        {QT_TRANSLATE_NOOP("Text", "Make an empty directory beside that of %1"), {id}},
        call(place, context, "init")};
    const GuardianFile ready{
        u"do/30-"_s + id,
        {QT_TRANSLATE_NOOP("Text", "Note that the copy of %1 is complete"), {id}},
        call(place, context, "ready")};
    const QString check = checkContainer(id, context);
    const QString removeCheck = removeContainer(askingContainer(id, context))
                                + removeContainer(check + u"-probe"_s) + removeContainer(check);
    RestoreRecipe recipe;
    recipe.touched << helperContainer(id, context);
    recipe.files
        << scriptFile() << begin << ready
        << GuardianFile{u"undo/10-"_s + id,
                        {QT_TRANSLATE_NOOP("Text", "Drop what was half prepared beside %1"), {id}},
                        removeCheck + call(place, context, "drop")}
        << GuardianFile{u"clean/10-"_s + id,
                        {QT_TRANSLATE_NOOP("Text", "Remove the throw-away server of %1"), {id}},
                        removeCheck + call(place, context, "unview").chopped(1) + u" || exit 1\n"_s
                            + call(place, context, "leave")};
    recipe.lanes << Lane{stepId(id, "prepare"),
                         QList<Step>{guardianStep(id, "begin", begin)} + steps
                             + QList<Step>{guardianStep(id, "ready", ready)}};
    return recipe;
}

RestoreRecipe prepareDirectory(const Place &place, const QList<Step> &fill,
                               const CheckServer &server, const QList<Step> &compare,
                               const RecipeContext &context)
{
    const QString &id = place.component;
    const GuardianFile view{
        u"do/20-"_s + id,
        {QT_TRANSLATE_NOOP("Text", "Show the copy of %1 to a server that cannot change it"), {id}},
        call(place, context, "view")};
    if (server.image.isEmpty())
        return preparation(place, fill + compare, context);
    RestoreRecipe recipe = preparation(
        place,
        fill + QList<Step>{guardianStep(id, "view", view), startCheck(id, server, context)}
            + compare,
        context);
    recipe.files << view;
    return recipe;
}

RestoreRecipe prepareEmptyDirectory(const Place &place, const RecipeContext &context)
{
    return preparation(place, {}, context);
}

RestoreRecipe alsoRemoving(RestoreRecipe recipe, const QString &container)
{
    for (GuardianFile &file : recipe.files) {
        if (file.path.startsWith(u"clean/") || file.path.startsWith(u"undo/"))
            file.script.prepend(removeContainer(container));
    }
    for (Lane &lane : recipe.lanes) {
        if (Step &last = lane.steps.last(); last.always) // a drill
            last = removeAfterDrill(last.component, recipe.files.first());
    }
    return recipe;
}

ExchangeRecipe exchangeDirectory(const Place &place, Direction direction, const ServiceEnds &ends,
                                 const RecipeContext &context)
{
    const QString how = place.container.isEmpty()
                            ? assignment("BEFORE", ends.before) + assignment("AFTER", ends.after)
                            : assignment("STOP", QString::number(ends.stopSeconds))
                                  + assignment("PROBE", ends.probe)
                                  + assignment("SAVE", ends.save.isEmpty() ? u":"_s : ends.save);
    const bool forward = direction == Direction::CutOver;
    const auto bring = [&](const char *verb) { return call(place, context, verb, how); };
    const GuardianFile leave{
        u"clean/20-"_s + place.component,
        {QT_TRANSLATE_NOOP("Text", "Remove the helper of %1"), {place.component}},
        call(place, context, "leave")};
    return {.title = {QT_TRANSLATE_NOOP("Text", "Exchange the directory of %1"), {place.component}},
            .forth = bring(forward ? "new" : "old"),
            .back = bring(forward ? "old" : "new"),
            .files = {scriptFile(), leave},
            .limit = ends.limit};
}

RestoreRecipe dropDirectory(const Place &place, const RecipeContext &context)
{
    const QString &id = place.component;
    const GuardianFile drop{u"do/10-"_s + id,
                            {QT_TRANSLATE_NOOP("Text", "Delete the directory %1"), {place.beside}},
                            call(place, context, "drop")};
    Step step = guardianStep(id, "drop", drop);
    step.quietLimit = 10min;
    return {.lanes = {Lane{stepId(id, "drop"), {step}}}, .files = {scriptFile(), drop}};
}

void exchangeByDirectory(
    Component &component,
    const std::function<ServiceEnds(const ServiceFacts &, const RecipeContext &)> &ends)
{
    const QString id = component.id;
    component.places = [id](const ServiceFacts &service, const ManifestComponent &,
                            const RecipeContext &context) {
        return QList<Place>{directoryPlace(id, service, service.dataDirectory(), context)};
    };
    component.exchange = [ends](const QList<Place> &places, Direction direction,
                                const ServiceFacts &service, const RecipeContext &context) {
        return exchangeDirectory(places.first(), direction, ends(service, context), context);
    };
    component.drop = [](const QList<Place> &places, Leftover, const RecipeContext &context) {
        return dropDirectory(places.first(), context);
    };
}

std::optional<Error> notInVolume(const QString &id, const ServiceFacts &service,
                                 const QString &path)
{
    if (service.mountOf(path))
        return std::nullopt;
    return Error{Error::Kind::Invalid,
                 {QT_TRANSLATE_NOOP("Text", "%1 keeps its data inside its container (%2), not in a "
                                            "volume."),
                  {id, path}},
                 {QT_TRANSLATE_NOOP("Text", "Give it a volume in the compose file."), {}},
                 {}};
}

ShellCommand lookAtDirectory(const Place &place, const RecipeContext &context)
{
    return ShellCommand("sh -c") << environment(place, context)
                                        + u"sh -c \"$1\" sh look"_s // its text is the argument
                                 << u"sh"_s << directoryScript();
}

} // namespace Lifeboat
