#include "components/common/natsbox.h"

#include "components/common/archive.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

// A large stream is told of when it is complete.
static constexpr std::chrono::seconds Quiet = 30min;

// For sh: a value of .env as Compose reads it.
static const QString Unquoted =
    u"tr -d '\\r' | sed \"s/^\\\"\\(.*\\)\\\"\\$/\\1/; s/^'\\(.*\\)'\\$/\\1/\""_s;

// For sh: sets `project` to the folder of the compose project of the container, as a field of CSV.
static QString projectOf(const QString &container)
{
    return u"project=$(docker inspect -f '{{index .Config.Labels "
           "\"com.docker.compose.project.working_dir\"}}' %1 </dev/null | sed 's/\"/\"\"/g')\n"_s
               .arg(container);
}

QString findNatsBox(const QString &helperImage)
{
    return projectOf(u"\"$CONTAINER\""_s)
           + u"box=$(docker run --rm --pull never --network none --log-driver none --security-opt "
             "label=disable --user 0:0 --mount "
             "\"type=bind,\\\"source=$project/.env\\\",target=/env,readonly\" --entrypoint sed %1 "
             "-n 's/^DOCKER_IMAGE_NATS_CLI=//p' /env </dev/null 2>/dev/null | tail -n 1 | "
             "%2)\n"
             "[ -z \"$box\" ] || ! id=$(docker image inspect -f '{{.Id}}' -- \"$box\" 2>/dev/null "
             "</dev/null) || printf 'box=%s\\nboxId=%s\\n' \"$box\" \"$id\"\n"_s.arg(
                 ShellCommand::quoted(helperImage), Unquoted);
}

// In the image: who signs in is read there, so that no list of processes shows it. The archive
// cannot be written before `nats` has put all of it into a folder; that goes with the container.
static QString backupScript()
{
    return u"set -e\n"
           "of() { sed -n \"s/^$1=//p\" /project/.env | tail -n 1 | "_s
           + Unquoted
           + u"; }\n"
             "NATS_URL=tls://$1:4222 NATS_CA=/project/conf/certs/ca.crt NATS_TIMEOUT=2m\n"
             "NATS_USER=$(of NATS_ADMIN_USERNAME) NATS_PASSWORD=$(of NATS_ADMIN_PASSWORD)\n"
             "export NATS_URL NATS_CA NATS_TIMEOUT NATS_USER NATS_PASSWORD\n"
             "cd \"$(mktemp -d)\"\n"
             "free=$(df -Pk . | awk 'END { print $4 }')\n"
             "[ \"$free\" -ge \"$2\" ] || { echo \"docker's disk has $free KiB free, the copy may "
             "need $2\" >&2; exit 1; }\n"
             "shift 2\n"
             "for stream; do nats stream backup --no-progress -- \"$stream\" \"./$stream\" "
             "</dev/null >&2; done\n"
             "exec tar -cf - ."_s;
}

Step backUpStreams(const QString &id, const ServiceFacts &service, const QString &box,
                   const Artifact &artifact, const QString &streamsVariable,
                   const RecipeContext &context)
{
    const QString script =
        projectOf(u"\"$2\""_s)
        + u"name=$1 container=$2 image=$3 script=$4 service=$5 need=$6; set -f\n"
          "set -- $(printf '%s\\n' \"$7\" | cut -f 2)\n"
          "exec docker run --rm --name \"$name\" --pull never --network \"container:$container\" "
          "--log-driver none --security-opt label=disable --user 0:0 --mount "
          "\"type=bind,\\\"source=$project\\\",target=/project,readonly\" --entrypoint sh "
          "\"$image\" -c \"$script\" sh \"$service\" \"$need\" \"$@\" </dev/null"_s;
    const qint64 need = (qMax(service.dataBytes(), qint64(0)) + context.diskFloorBytes) / 1024;
    return {.id = id.toUtf8() + ".copy",
            .title = {QT_TRANSLATE_NOOP("Text", "Copy the streams of %1 with nats stream backup"),
                      {id}},
            .action =
                CaptureOutput{ShellCommand("sh -c")
                                  << script << u"sh"_s << copyingHelper(id, context)
                                  << service.container << box << backupScript() << service.service
                                  << QString::number(need) << Variable{streamsVariable, {}},
                              artifact,
                              "./",
                              {}},
            .component = id,
            .quietLimit = Quiet,
            .expectedBytes = service.dataBytes()};
}

static Step loading(const QString &id, const char *what, const Text &title,
                    const StepAction &action)
{
    return {.id = id.toUtf8() + '.' + what,
            .title = title,
            .action = action,
            .component = id,
            .quietLimit = Quiet,
            .changesHost = true};
}

QList<Step> loadStreams(const QString &id, const ManifestComponent &there, const QString &box,
                        const QString &mount, CheckServer server, const RecipeContext &context)
{
    static const QString restore =
        u"set -e\ncd \"$(mktemp -d)\"\ntar -xf -\n"
        "export NATS_URL=nats://127.0.0.1:4222 NATS_TIMEOUT=2m\n"
        "for stream in *; do [ ! -d \"$stream\" ] || "
        "nats stream restore --no-progress -- \"./$stream\" </dev/null >&2; done"_s;
    // It ends a server of NATS by a signal, whose exit status is 1; killed is another.
    static const QString close =
        u"docker stop -t 60 \"$1\" >/dev/null && "
        "[ \"$(docker inspect -f '{{.State.ExitCode}}' \"$1\")\" != 137 ] && "
        "docker rm -f -v \"$1\" >/dev/null"_s;
    const QString name = checkContainer(id, context);
    server.options << u"--security-opt"_s << u"label=disable"_s;
    QList<Step> steps{loading(
        id, "empty",
        {QT_TRANSLATE_NOOP("Text", "Start an empty throw-away server of %1 on the copy"), {id}},
        RunCommand{startServer(name, mount, server, context)})};
    for (const Artifact &artifact : there.artifacts)
        steps << loading(
            id, "fill",
            {QT_TRANSLATE_NOOP("Text", "Load the streams of %1 with nats stream restore"),
             {artifact.file}},
            FeedArtifact{artifact,
                         ShellCommand("docker run --rm -i --pull never --log-driver none --user "
                                      "0:0 --name")
                             << askingContainer(id, context) << u"--network"_s
                             << u"container:"_s + name << u"--entrypoint"_s << u"sh"_s << box
                             << u"-c"_s << restore});
    steps.last().expectedBytes = there.artifacts.isEmpty() ? 0 : there.artifacts.last().bytes;
    steps << loading(id, "close", {QT_TRANSLATE_NOOP("Text", "End that server"), {}},
                     RunCommand{ShellCommand("sh -c") << close << u"sh"_s << name});
    return steps;
}

} // namespace Lifeboat
