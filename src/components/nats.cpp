#include "components/common/answers.h"
#include "components/common/coldcopy.h"
#include "components/common/http.h"
#include "components/common/natsbox.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

static const QString Id = u"nats"_s;
static const QString MonitoringPort = u"8222"_s; // BK-Lite's nats.conf sets it
static const QString BeforeVariable = u"streams.nats"_s;

// The image that saves and loads streams while the server runs; empty: the host has none.
static QString box(const QMap<QString, QString> &details)
{
    return details.value(u"box"_s);
}

// --- What is asked

static ShellCommand question(const ServiceFacts &service, const QString &helperImage)
{
    return asking(
        service.container, helperImage,
        u"v=$(ask GET %1 /varz) && j=$(ask GET %1 '/jsz?config=1&accounts=1') || exit 1\n"
        "printf '%s\\n' \"$v\" | sed -n 's/^  \"version\": \"\\(.*\\)\",*$/version=\\1/p'\n"
        "printf '%s\\n' \"$j\" | sed -n "
        "'s/^  \"storage\": \\([0-9]*\\),*$/storage=\\1/p; "
        "s/^    \"store_dir\": \"\\(.*\\)\\/jetstream\",*$/store=\\1/p; "
        "s/^      \"name\": \"\\(.*\\)\",*$/account=\\1/p'\n"_s.arg(MonitoringPort)
            + findNatsBox(helperImage));
}

static Result<> answer(const QByteArray &printed, ServiceFacts &service)
{
    QMap<QString, QString> details;
    QStringList accounts;
    for (const QByteArray &line : printed.split('\n')) {
        const qsizetype at = line.indexOf('=');
        if (at <= 0)
            continue;
        const QString name = QString::fromUtf8(line.first(at));
        const QString value = QString::fromUtf8(line.sliced(at + 1));
        if (name == u"account")
            accounts << value;
        else
            details.insert(name, value);
    }
    const QString store = details.value(u"store"_s);
    if (store.isEmpty())
        return Error{
            Error::Kind::CommandFailed,
            {QT_TRANSLATE_NOOP("Text", "%1 in %2 did not tell where it keeps its streams."),
             {Id, service.container}},
            {},
            QString::fromUtf8(printed)};
    // The whole of what is mounted is copied and exchanged.
    const Mount *mount = service.mountOf(store);
    details.insert(u"dir"_s, mount ? mount->destination : store);
    details.insert(u"accounts"_s, accounts.join(u' '));
    // What a restore needs: the streams, and their archive while they are loaded from it.
    const qint64 bytes = details.take(u"storage"_s).toLongLong();
    if (!box(details).isEmpty())
        details.insert(u"bytes"_s, QString::number(2 * bytes));
    service.details = details;
    return {};
}

// For sh: streams, one line each: account, name, what is in it and its durable consumers; or that
// its messages expire. Not what is in memory, streams or consumers: no copy holds it. $1: the only
// ones to tell of, one "account<TAB>name" a line.
static QString streams()
{
    return u"streams() {\n"
           "a=$(ask GET %1 '/jsz?streams=1&accounts=1&consumers=1&config=1') || return 1\n"
           "printf '%s\\n' \"$a\" | ONLY=\"$1\" awk '\n"
           "function value(l) { sub(/^ *\"[a-z_]*\": /, \"\", l); sub(/,$/, \"\", l); "
           "gsub(/^\"|\"$/, \"\", l); return l }\n"
           "function consumer() { if (durable != \"\") text = text \" consumer=\" durable; "
           "durable = \"\" }\n"
           "function tell() { consumer(); key = account \"\\t\" stream; "
           "if (stream != \"\" && !memory && (!n || key in only)) "
           "print key \"\\t\" (age > 0 ? \"expires\" : substr(text, 2)); "
           "stream = text = \"\"; age = memory = 0 }\n"
           "BEGIN { n = split(ENVIRON[\"ONLY\"], o, \"\\n\"); for (i = 1; i <= n; i++) only[o[i]] "
           "}\n"
           "/^      \"name\": / { tell(); account = value($0) }\n"
           "/^          \"name\": / { tell(); stream = value($0) }\n"
           "/^            \"max_age\": / { age = value($0) }\n"
           "/^            \"storage\": / { memory = value($0) == \"memory\" }\n"
           "/^            \"(messages|bytes|first_seq|last_seq|num_subjects)\": / "
           "{ k = $1; gsub(/[\":]/, \"\", k); text = text \" \" k \"=\" value($0) }\n"
           "/^ *\"durable_name\": / { consumer(); durable = value($0) }\n"
           "/^ *\"mem_storage\": true/ { durable = \"\" }\n"
           "END { tell() }' | sort\n"
           "}\n"_s.arg(MonitoringPort);
}

static Step count(const char *what, const Text &title, const StepAction &action)
{
    return {.id = QByteArray("nats.") + what,
            .title = title,
            .action = action,
            .component = Id,
            .quietLimit = 2min};
}

static ShellCommand ask(const QString &container, const RecipeContext &context,
                        const QString &script, const ShellCommand &arguments = {})
{
    return asking(container, context.helperImage, streams() + script, arguments,
                  askingContainer(Id, context));
}

// What is the same before and after the copy is in it for certain; a stream that others write
// to meanwhile is there too, but how far is not known.
static Step countBefore(const ServiceFacts &service, const RecipeContext &context)
{
    return count("before", {QT_TRANSLATE_NOOP("Text", "Count what %1 holds"), {Id}},
                 RunCommand{ask(service.container, context, u"streams"_s), BeforeVariable});
}

static Step countAfter(const ServiceFacts &service, const RecipeContext &context)
{
    return count("fingerprint",
                 {QT_TRANSLATE_NOOP("Text", "Count again: what did not change is in the copy"), {}},
                 ReadFingerprint{ask(service.container, context,
                                     u"a=$(streams) || exit 1\n"
                                     "printf '%s\\n' \"$a\" | grep -Fx -e \"$1\" || :\necho end"_s,
                                     ShellCommand() << Variable{BeforeVariable, {}}),
                                 {}});
}

static Step compare(const ManifestComponent &there, const RecipeContext &context)
{
    QStringList only{u"-"_s}; // no stream's line: where nothing is expected, nothing is told of
    for (auto it = there.fingerprint.entries.cbegin(); it != there.fingerprint.entries.cend(); ++it)
        only << QString(it.key()).replace(u" stream "_s, u"\t"_s);
    return count("compare", {QT_TRANSLATE_NOOP("Text", "Compare %1 with its fingerprint"), {Id}},
                 ReadFingerprint{ask(checkContainer(Id, context), context,
                                     u"a=$(streams \"$1\") || exit 1\n"
                                     "printf '%s\\n' \"$a\"\necho end"_s,
                                     ShellCommand() << only.join(u'\n')),
                                 there.fingerprint});
}

static Result<Fingerprint> read(const QByteArray &printed)
{
    Fingerprint fingerprint;
    bool isComplete = false;
    for (const QByteArray &line : printed.split('\n')) {
        const QList<QByteArray> fields = line.split('\t');
        isComplete = isComplete || line == "end";
        if (fields.size() == 3)
            fingerprint.entries.insert(QString::fromUtf8(fields.at(0)) + u" stream "_s
                                           + QString::fromUtf8(fields.at(1)),
                                       QString::fromUtf8(fields.at(2)).trimmed());
    }
    if (!isComplete)
        return unexpectedAnswer(Id, printed);
    return fingerprint;
}

// --- Backup

static const QString Hot = u"stream backup tar"_s;

static bool isHot(const ManifestComponent &there)
{
    return !there.artifacts.isEmpty() && there.artifacts.first().format == Hot;
}

static ServiceEnds ends(const ServiceFacts &, const RecipeContext &context)
{
    return {.probe = httpProbe(context.helperImage, MonitoringPort, u"/healthz"_s)};
}

static std::optional<Error> refused(const ServiceFacts &service, const RecipeContext &context)
{
    if (const std::optional<Error> why = notInVolume(Id, service, service.dataDirectory()))
        return why;
    if (!context.cold && box(service.details).isEmpty())
        return needsStop(Id, service);
    // A throw-away server knows the default account only; of others it would prove nothing.
    const QString accounts = service.details.value(u"accounts"_s);
    if (!accounts.isEmpty() && accounts != u"$G")
        return Error{Error::Kind::Invalid,
                     {QT_TRANSLATE_NOOP("Text", "%1 holds streams of accounts (%2); this version "
                                                "knows the default account only."),
                      {Id, accounts}},
                     {},
                     {}};
    return std::nullopt;
}

static BackupRecipe backup(const ServiceFacts &service, const RecipeContext &context)
{
    BackupRecipe recipe;
    recipe.refused = refused(service, context);
    if (recipe.refused)
        return recipe;
    QList<Step> steps{countBefore(service, context)};
    Artifact artifact;
    recipe.files << removeHelpers(Id, context);
    if (context.cold) {
        const ColdCopy cold = coldCopy(Id, service, ends(service, context), context);
        artifact = cold.artifact;
        recipe.files << cold.files;
        recipe.held << cold.container;
        steps << cold.steps;
    } else {
        artifact = archiveOf(Id, context, Hot);
        steps << backUpStreams(Id, service, box(service.details), artifact, BeforeVariable,
                               context);
    }
    recipe.copy << Lane{"nats.copy", steps + QList<Step>{countAfter(service, context)}
                                         + checkArchives(Id, {artifact}, context)};
    return recipe;
}

// --- Drill and restore

// Without the deployment's settings: its certificates and passwords are not needed to read streams.
static CheckServer checkServer(const QString &image, const QMap<QString, QString> &details,
                               const RecipeContext &context)
{
    return {.image = image,
            .destination = details.value(u"dir"_s),
            .arguments = {u"-js"_s, u"-sd"_s, details.value(u"store"_s), u"-a"_s, u"127.0.0.1"_s,
                          u"-m"_s, MonitoringPort},
            .probe = httpProbe(context.helperImage, MonitoringPort, u"/healthz"_s)};
}

// What fills the copy of the directory that is mounted by `mount`.
static QList<Step> fill(const ManifestComponent &there, const QString &natsBox,
                        const QString &mount, const CheckServer &server,
                        const RecipeContext &context)
{
    return isHot(there) ? loadStreams(Id, there, natsBox, mount, server, context)
                        : unpackArchives(Id, there, context);
}

static RestoreRecipe drill(const ManifestComponent &there, const RecipeContext &context)
{
    const CheckServer server = checkServer(there.imageId, there.details, context);
    // By its id: another host may have another one of that name.
    const QString boxId = there.details.value(u"boxId"_s, box(there.details));
    RestoreRecipe recipe = drillDirectory(
        Id, fill(there, boxId, checkMount(Id, server.destination, context), server, context),
        server, {compare(there, context)}, context);
    if (isHot(there))
        recipe.images << ImageFacts{.id = boxId, .name = box(there.details)};
    return recipe;
}

static std::optional<Error> unfit(const ServiceFacts &service, const ManifestComponent &there)
{
    if (const std::optional<Error> why = notInVolume(Id, service, service.dataDirectory()))
        return why;
    if (isHot(there)) {
        if (!box(service.details).isEmpty())
            return std::nullopt;
        return Error{
            Error::Kind::NotFound,
            {QT_TRANSLATE_NOOP("Text", "%1 was saved by the image %2; the host has none that "
                                       "loads its streams."),
             {Id, box(there.details)}},
            {QT_TRANSLATE_NOOP("Text", "Load the image that DOCKER_IMAGE_NATS_CLI names in .env."),
             {}},
            {}};
    }
    if (service.details.value(u"store"_s) == there.details.value(u"store"_s)
        && service.dataDirectory() == there.details.value(u"dir"_s))
        return std::nullopt;
    return Error{
        Error::Kind::Invalid,
        {QT_TRANSLATE_NOOP("Text", "%1 keeps its streams in %2, the point has them in %3."),
         {Id, service.details.value(u"store"_s), there.details.value(u"store"_s)}},
        {},
        {}};
}

static RestoreRecipe prepare(const ServiceFacts &service, const ManifestComponent &there,
                             const RecipeContext &context)
{
    const Place place = directoryPlace(Id, service, service.dataDirectory(), context);
    const CheckServer server = checkServer(service.imageId, service.details, context);
    return prepareDirectory(place,
                            fill(there, box(service.details),
                                 bindMount(place.beside, server.destination, false), server,
                                 context),
                            server, {compare(there, context)}, context);
}

static ServiceFacts sample()
{
    return {.service = u"nats"_s,
            .container = u"compose-nats-1"_s,
            .image = u"nats:2.10.25"_s,
            .imageId = u"sha256:4567"_s,
            .state = u"running"_s,
            .mounts = {{.type = u"volume"_s,
                        .name = u"compose_nats"_s,
                        .source = u"/var/lib/docker/volumes/compose_nats/_data"_s,
                        .destination = u"/nats"_s,
                        .bytes = 5'000'000}},
            .program = u"nats-server"_s,
            .details = {{u"dir"_s, u"/nats"_s},
                        {u"store"_s, u"/nats/storage"_s},
                        {u"accounts"_s, u"$G"_s},
                        {u"bytes"_s, u"10000000"_s},
                        {u"box"_s, u"natsio/nats-box:latest"_s},
                        {u"version"_s, u"2.10.25"_s}}};
}

Component natsComponent()
{
    Component component{
        .id = Id,
        .title = {QT_TRANSLATE_NOOP("Text", "NATS"), {}},
        .how = {QT_TRANSLATE_NOOP("Text", "Every stream, by nats stream backup"), {}},
        .matches = [](const ServiceFacts &service) { return service.program == u"nats-server"; },
        .question = question,
        .answer = answer,
        .offByDefault = [](const ServiceFacts &service) -> std::optional<Text> {
            return box(service.details).isEmpty() ? std::optional(needsStop(Id, service).message)
                                                  : std::nullopt;
        },
        .canBeCold = true,
        .backup = backup,
        .verify =
            [](const ServiceFacts &, const ManifestComponent &there, const RecipeContext &context) {
                return QList<Lane>{{"nats.check", checkArchives(Id, there.artifacts, context)}};
            },
        .drill = drill,
        .unfit = unfit,
        .prepare = prepare,
        .read = read,
        .sample = sample(),
    };
    exchangeByDirectory(component, ends);
    return component;
}

} // namespace Lifeboat
