#include "engine/discovery.h"

#include "components/component.h"
#include "engine/containerlist.h"
#include "engine/deployment.h"
#include "engine/groundquestion.h"
#include "engine/postgresquestions.h"
#include "engine/sidebyside.h"
#include "engine/uncovered.h"
#include "engine/volumes.h"
#include "planning/restorenotes.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

// Questions: each is a session of its own, and docker answers them with the host's processors.
static constexpr size_t AtOnce = 4;

Discovery::Discovery(RemoteHost &host, PostgresProbe &probe, const CancelToken &cancel)
    : m_host(host)
    , m_probe(probe)
    , m_cancel(cancel)
{
}

Result<QByteArray> Discovery::ask(const ShellCommand &command, std::chrono::seconds quietLimit)
{
    const Result<std::shared_ptr<RemoteSession>> session = m_host.session(m_cancel);
    if (!session)
        return session.error();
    return (*session)->read(command, {.quietLimit = quietLimit, .cancel = m_cancel});
}

// Of a PostgreSQL server, whose image has a shell, perl and GNU coreutils; empty when none runs.
static QString helperImage(const HostFacts &facts)
{
    for (const ServiceFacts &service : facts.services) {
        if (service.isRunning() && service.runsPostgres())
            return service.imageId;
    }
    return {};
}

Result<> Discovery::askTogether(const QList<Question> &questions)
{
    // What the first sign-in asks of a human is asked before others sign in beside it.
    if (const Result<std::shared_ptr<RemoteSession>> session = m_host.session(m_cancel); !session)
        return session.error();
    std::vector<std::optional<Error>> errors(size_t(questions.size()));
    (void)sideBySide(questions.size(), m_host.asksEachTime() ? 1 : AtOnce,
                     [&](qsizetype index, size_t) -> Result<> {
                         const Result<> answered = questions.at(index)();
                         if (!answered)
                             errors.at(size_t(index)) = answered.error();
                         return answered;
                     });
    for (const std::optional<Error> &error : errors) {
        if (error)
            return *error;
    }
    return {};
}

Result<HostFacts> Discovery::discover(const HostProfile &profile)
{
    HostFacts facts;
    facts.found = QDateTime::currentDateTimeUtc();
    QList<Question> questions = basics(facts);
    questions << [&] { return findProject(profile, facts); };
    if (const Result<> asked = askTogether(questions); !asked)
        return asked.error();
    std::sort(facts.services.begin(), facts.services.end(),
              [](const auto &a, const auto &b) { return a.started < b.started; });
    noteDigests(facts);
    facts.deployment = deploymentOf(facts);
    if (const Result<> asked = askDeployment(facts); !asked)
        return asked.error();
    noteDatabase(facts);
    noteVariants(facts);
    facts.volumes = volumesOf(facts);
    facts.uncovered = uncoveredOf(facts);
    return facts;
}

// The servers first: they take the longest. Each has the part of `facts` that it fills in to
// itself.
Result<> Discovery::askDeployment(HostFacts &facts)
{
    const QString helper = helperImage(facts);
    std::vector<QList<Text>> warnings(size_t(facts.services.size()) + 1);
    QList<Question> questions;
    for (ServiceFacts &service : facts.services) {
        QList<Text> &noted = warnings.at(size_t(questions.size()));
        questions << [&, this] { return askService(service, facts, helper, noted); };
    }
    questions << [&] { return askFolder(facts.deployment, helper, warnings.back()); };
    for (const auto question : {&Discovery::askSizes, &Discovery::askBinds, &Discovery::askVolumes,
                                &Discovery::askRestores})
        questions << [&facts, question, this] { return (this->*question)(facts); };
    const Result<> asked = askTogether(questions);
    for (const QList<Text> &noted : warnings)
        facts.warnings << noted;
    return asked;
}

Result<GroundFacts> Discovery::ground(const RecordedProject &project)
{
    GroundFacts ground;
    HostFacts &facts = ground.host;
    facts.found = QDateTime::currentDateTimeUtc();
    const QDateTime before = facts.found;
    QByteArray answer;
    QList<Question> questions = basics(facts);
    questions << [&]() -> Result<> {
        const Result<QByteArray> printed = ask(askGround(project));
        if (!printed)
            return printed.error();
        answer = *printed;
        return {};
    };
    if (const Result<> asked = askTogether(questions); !asked)
        return asked.error();
    parseGround(answer, before, ground);
    facts.project = project.name;
    facts.directory = project.directory;
    facts.composeFiles = project.composeFiles;
    facts.deployment = deploymentOf(facts);
    facts.deployment.imageId = project.helperImage;
    if (ground.hasFolder) {
        if (const Result<> asked = askFolder(facts.deployment, helperImage(facts), facts.warnings);
            !asked)
            return asked.error();
    }
    return ground;
}

Result<HostFacts> Discovery::bed(const HostProfile &profile)
{
    HostFacts facts;
    facts.found = QDateTime::currentDateTimeUtc();
    QList<Question> questions;
    for (const auto question :
         {&Discovery::askMachine, &Discovery::askDocker, &Discovery::askImages})
        questions << [&facts, question, this] { return (this->*question)(facts); };
    questions << [&]() -> Result<> {
        const Result<QByteArray> answer = ask(listContainers());
        if (!answer)
            return answer.error();
        // None, or several to choose from: a drill can do without.
        if (const Result<ListedProject> project =
                chooseProject(parseContainers(*answer), profile.directory))
            facts.services = project->services;
        return {};
    };
    if (const Result<> asked = askTogether(questions); !asked)
        return asked.error();
    return facts;
}

QList<Discovery::Question> Discovery::basics(HostFacts &facts)
{
    QList<Question> questions;
    for (const auto question : {&Discovery::askMachine, &Discovery::askDocker,
                                &Discovery::askCompose, &Discovery::askImages})
        questions << [&facts, question, this] { return (this->*question)(facts); };
    return questions;
}

Result<> Discovery::askMachine(HostFacts &facts)
{
    static const QString script = u"hostname; cat /etc/machine-id 2>/dev/null || echo; "
                                  u"awk '/^MemAvailable:/ { print $2 }' /proc/meminfo; nproc"_s;
    const Result<QByteArray> answer = ask(ShellCommand("sh -c") << script);
    if (!answer)
        return answer.error();
    const QList<QByteArray> lines = answer->split('\n');
    facts.machine = QString::fromUtf8(lines.value(0));
    facts.machineId = QString::fromUtf8(lines.value(1));
    facts.memoryFreeBytes = lines.value(2).isEmpty() ? -1 : lines.value(2).toLongLong() * 1024;
    facts.processors = lines.value(3).toInt();
    return {};
}

static Error noDocker(const Error &error)
{
    if (error.kind != Error::Kind::CommandFailed)
        return error;
    if (error.detail.contains(u"permission denied"_s, Qt::CaseInsensitive))
        return {Error::Kind::CommandFailed,
                {QT_TRANSLATE_NOOP("Text", "This login may not use docker."), {}},
                {QT_TRANSLATE_NOOP(
                     "Text",
                     "Add it to the group docker on the host, or let Lifeboat use sudo (--sudo)."),
                 {}},
                error.detail};
    if (error.detail.contains(u"not found"_s))
        return {Error::Kind::NotFound,
                {QT_TRANSLATE_NOOP("Text", "There is no docker on the host."), {}},
                {QT_TRANSLATE_NOOP("Text", "BK-Lite runs in docker: is this the right host?"), {}},
                error.detail};
    return {Error::Kind::CommandFailed,
            {QT_TRANSLATE_NOOP("Text", "The docker engine on the host does not answer."), {}},
            {QT_TRANSLATE_NOOP("Text", "Look at it on the host: systemctl status docker"), {}},
            error.detail};
}

Result<> Discovery::askDocker(HostFacts &facts)
{
    const Result<QByteArray> version =
        ask(ShellCommand("docker info --format") << u"{{.ServerVersion}}\n{{.DockerRootDir}}"_s);
    if (!version)
        return noDocker(version.error());
    const QList<QByteArray> lines = version->split('\n');
    facts.dockerVersion = QString::fromUtf8(lines.value(0)).trimmed();
    facts.dockerRoot = QString::fromUtf8(lines.value(1));
    if (facts.dockerVersion.isEmpty()) // docker info exits 0 when only the client answers
        return noDocker({Error::Kind::CommandFailed, {}, {}, QString::fromUtf8(*version)});

    // Some logins may not look into docker's folder; then the space is simply not known.
    const Result<QByteArray> free = ask(ShellCommand("df -Pk") << facts.dockerRoot);
    if (free)
        facts.dockerFreeBytes = freeBytesOf(*free);
    return {};
}

Result<> Discovery::askImages(HostFacts &facts)
{
    const Result<QByteArray> images = ask(listImages());
    if (!images)
        return images.error();
    facts.images = parseImages(*images);
    return {};
}

Result<> Discovery::askCompose(HostFacts &facts)
{
    for (const QStringList &words :
         {QStringList{u"docker"_s, u"compose"_s}, {u"docker-compose"_s}}) {
        ShellCommand command;
        for (const QString &word : words)
            command << word;
        const Result<QByteArray> version = ask(command << ShellCommand("version --short"));
        if (!version && version.error().kind != Error::Kind::CommandFailed)
            return version.error();
        const QString text = version ? QString::fromUtf8(*version).trimmed() : QString();
        if (text.isEmpty() || !text.at(text.startsWith(u'v')).isDigit())
            continue;
        facts.compose = words;
        facts.composeVersion = text;
        if (text.startsWith(u"1."))
            return Error{
                Error::Kind::Invalid,
                {QT_TRANSLATE_NOOP(
                     "Text",
                     "The host has Compose %1, which BK-Lite cannot have been installed with."),
                 {text}},
                {QT_TRANSLATE_NOOP(
                     "Text", "Install Compose v2 (2.27 or later), as BK-Lite's installer asks."),
                 {}},
                {}};
        return {};
    }
    return Error{
        Error::Kind::NotFound,
        {QT_TRANSLATE_NOOP("Text", "There is no Docker Compose on the host."), {}},
        {QT_TRANSLATE_NOOP("Text", "Install Compose v2 as docker's plugin or as docker-compose."),
         {}},
        {}};
}

Result<> Discovery::findProject(const HostProfile &profile, HostFacts &facts)
{
    const Result<QByteArray> answer = ask(listContainers());
    if (!answer)
        return answer.error();
    const QList<ListedContainer> containers = parseContainers(*answer);
    const Result<ListedProject> project = chooseProject(containers, profile.directory);
    if (!project)
        return project.error();
    facts.project = project->name;
    facts.directory = project->directory;
    facts.composeFiles = project->files;
    facts.services = project->services;
    facts.variant = project->variant;
    return {};
}

// Docker walks through every file for this; where that takes long the sizes are not known.
Result<> Discovery::askSizes(HostFacts &facts)
{
    const Result<QByteArray> sizes = ask(ShellCommand("docker system df -v --format")
                                             << u"{{range .Volumes}}{{.Name}} {{.Size}}\n{{end}}"_s,
                                         15s);
    if (!sizes)
        return sizes.error().kind == Error::Kind::Cancelled ? Result<>(sizes.error()) : Result<>();
    const QHash<QString, qint64> bytes = parseVolumeSizes(*sizes);
    for (ServiceFacts &service : facts.services) {
        for (Mount &mount : service.mounts) {
            if (mount.type == u"volume")
                mount.bytes = bytes.value(mount.name, -1);
        }
    }
    return {};
}

// Docker tells what is mounted, not what it is. A path that this login may not look at is taken for
// data, of a size that is not known, as where counting takes long.
Result<> Discovery::askBinds(HostFacts &facts)
{
    static const QString script =
        u"bounded() { if command -v timeout >/dev/null; then timeout 5 \"$@\"; else \"$@\"; fi; }\n"
        "i=0; for path; do if [ -S \"$path\" ]; then echo $i socket\n"
        "elif [ -f \"$path\" ]; then echo $i file\nelif kib=$(bounded du -skx \"$path\" "
        "2>/dev/null); then echo $i ${kib%%[!0-9]*}; fi; "
        "i=$((i + 1)); done"_s;
    QList<Mount *> mounts;
    ShellCommand question = ShellCommand("sh -c") << script << u"sh"_s;
    for (ServiceFacts &service : facts.services) {
        for (Mount &mount : service.mounts) {
            if (mount.type != u"bind" || mount.readOnly)
                continue;
            mounts << &mount;
            question << mount.source;
        }
    }
    if (mounts.isEmpty())
        return {};
    const Result<QByteArray> answer = ask(question);
    if (!answer)
        return answer.error();
    for (const QByteArray &line : answer->split('\n')) {
        const QByteArrayList fields = line.split(' ');
        bool isNumber = false;
        const int index = fields.first().toInt(&isNumber);
        if (!isNumber || index < 0 || index >= mounts.size() || fields.size() != 2)
            continue;
        mounts.at(index)->isSocket = fields.last() == "socket";
        mounts.at(index)->isFile = fields.last() == "file";
        const qint64 kib = fields.last().toLongLong(&isNumber);
        if (isNumber)
            mounts.at(index)->bytes = kib * 1024;
    }
    return {};
}

// Of volumes that docker makes by mounting something else.
Result<> Discovery::askVolumes(HostFacts &facts)
{
    // One that is gone by now must not hide the others.
    ShellCommand question = ShellCommand("sh -c")
                            << u"docker volume inspect -f \"$@\" 2>/dev/null || :"_s << u"sh"_s
                            << u"{{.Name}} {{.Driver}} {{len .Options}}"_s;
    QHash<QString, QList<Mount *>> mounts;
    for (ServiceFacts &service : facts.services) {
        for (Mount &mount : service.mounts) {
            if (mount.type != u"volume")
                continue;
            if (!mounts.contains(mount.name))
                question << mount.name;
            mounts[mount.name] << &mount;
        }
    }
    if (mounts.isEmpty())
        return {};
    const Result<QByteArray> answer = ask(question);
    if (!answer)
        return answer.error();
    for (const QByteArray &line : answer->split('\n')) {
        const QList<QByteArray> fields = line.split(' ');
        for (Mount *mount : mounts.value(QString::fromUtf8(fields.first())))
            mount->isDevice = fields.value(1) != "local" || fields.value(2) != "0";
    }
    return {};
}

Result<> Discovery::askRestores(HostFacts &facts)
{
    const Result<QByteArray> notes = ask(askRestoreNotes());
    if (!notes)
        return notes.error();
    facts.restores = parseRestoreNotes(*notes);
    return {};
}

// Without an answer the folder is still there, and can be backed up where docker shows it to a
// helper.
Result<> Discovery::askFolder(ServiceFacts &deployment, const QString &helper,
                              QList<Text> &warnings)
{
    for (const Component &component : components()) {
        if (!component.question || !component.matches(deployment))
            continue;
        const Result<> answered = askOf(component, deployment, helper);
        if (answered)
            continue;
        if (answered.error().kind == Error::Kind::Cancelled)
            return answered;
        warnings << answered.error().message;
    }
    return {};
}

Result<> Discovery::askOf(const Component &component, ServiceFacts &service, const QString &helper)
{
    const Result<QByteArray> printed = ask(component.question(service, helper));
    return printed ? component.answer(*printed, service) : Result<>(printed.error());
}

Result<> Discovery::askService(ServiceFacts &service, const HostFacts &facts, const QString &helper,
                               QList<Text> &warnings)
{
    if (const Result<> asked = askServer(service, helper, warnings); !asked)
        return asked;
    if (!service.runsPostgres())
        return {};
    service.hasVector = bool(ask(findVector(service)));
    if (!service.isRunning())
        return {};
    const Result<> asked = askPostgres(service, facts);
    if (asked)
        return {};
    if (asked.error().kind == Error::Kind::Cancelled)
        return asked;
    service.postgres.reset();
    warnings << Text{QT_TRANSLATE_NOOP("Text", "The PostgreSQL server in %1 did not answer: %2"),
                     {service.container, asked.error().detail}};
    return {};
}

// What the component that knows the service has to know of it.
Result<> Discovery::askServer(ServiceFacts &service, const QString &helper, QList<Text> &warnings)
{
    for (const Component &component : components()) {
        if (!component.question || !component.matches(service) || !service.isRunning())
            continue;
        const Result<> answered = askOf(component, service, helper);
        if (answered)
            continue;
        if (answered.error().kind == Error::Kind::Cancelled)
            return answered;
        service.details.clear();
        service.silence = answered.error().detail.trimmed();
        warnings << Text{QT_TRANSLATE_NOOP("Text", "%1: the server in %2 did not answer: %3"),
                         {component.id, service.container, service.silence}};
    }
    return {};
}

Result<> Discovery::askPostgres(ServiceFacts &service, const HostFacts &facts)
{
    PostgresQuestions questions(m_host, m_probe, m_cancel);
    Result<PostgresFacts> answer = questions.ask(service, facts);
    if (!answer)
        return answer.error();
    // busybox knows only -k.
    const Result<QByteArray> free =
        ask(ShellCommand("docker exec")
            << service.container << ShellCommand("df -Pk") << answer->dataDirectory);
    if (free)
        answer->freeBytes = freeBytesOf(*free);
    service.postgres = *answer;
    return {};
}

void Discovery::noteDigests(HostFacts &facts)
{
    for (ServiceFacts &service : facts.services) {
        for (const ImageFacts &image : facts.images) {
            if (image.id == service.imageId && !image.digest.isEmpty())
                service.imageDigest = image.digest;
        }
    }
}

void Discovery::noteVariants(HostFacts &facts)
{
    for (const ServiceFacts &service : facts.services) {
        if (service.postgres && service.postgres->inRecovery)
            facts.warnings << Text{
                QT_TRANSLATE_NOOP("Text",
                                  "%1 is a standby: it can be backed up, not restored into."),
                {service.service}};
        for (const Mount &mount : service.mounts) {
            if (service.postgres && mount.anonymous
                && service.postgres->dataDirectory.startsWith(mount.destination))
                facts.warnings << Text{
                    QT_TRANSLATE_NOOP(
                        "Text",
                        "The data of %1 lie in an anonymous volume: `compose down` loses them."),
                    {service.service}};
        }
    }
}

} // namespace Lifeboat
