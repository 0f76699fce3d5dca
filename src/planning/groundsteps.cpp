#include "planning/groundsteps.h"

#include <QCoreApplication>
#include <QFile>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Lifeboat {

Step hostStep(const QByteArray &id, const Text &title, const ShellCommand &command,
              std::chrono::seconds quietLimit)
{
    return {.id = id,
            .title = title,
            .action = RunCommand{command, {}},
            .quietLimit = quietLimit,
            .changesHost = true};
}

static ShellCommand script(const QString &text, const QStringList &arguments)
{
    ShellCommand command = ShellCommand("sh -c") << text << u"sh"_s;
    for (const QString &argument : arguments)
        command << argument;
    return command;
}

ShellCommand compose(const HostFacts &facts, const RecordedProject &project)
{
    ShellCommand command;
    for (const QString &word : facts.compose)
        command << word;
    command << u"--project-directory"_s << project.directory << u"-p"_s << project.name;
    for (const QString &file : project.composeFiles)
        command << u"-f"_s << file;
    return command;
}

Step load(const Artifact &file, const QStringList &names)
{
    return {.id = "images.load." + file.file.section(u'/', -1).toUtf8(),
            .title = {QT_TRANSLATE_NOOP("Text", "Load the image of %1 from %2"),
                      {names.join(u", "_s), file.file}},
            .action = FeedArtifact{file, ShellCommand("docker load -q")},
            .quietLimit = 10min,
            .expectedBytes = file.bytes,
            .changesHost = true};
}

Step pull(const ImageFacts &image)
{
    return hostStep("images.pull." + image.name.toUtf8(),
                    {QT_TRANSLATE_NOOP("Text", "Pull the image of %1 by its digest"), {image.name}},
                    ShellCommand("docker pull") << image.digest, 10min);
}

Step nameImages(const QList<ImageFacts> &images)
{
    static const QString text = uR"sh(
host=$(docker version -f '{{.Server.Arch}}')
while [ $# -gt 0 ]; do
  for_arch=$(docker image inspect -f '{{.Architecture}}' "$1") || { echo "the image $2 ($1) is not on the host" >&2; exit 1; }
  [ "$for_arch" = "$host" ] || { echo "the image $2 is for $for_arch, and this host is $host" >&2; exit 1; }
  case $2 in '' | *@* | sha256:*) ;; *) docker tag "$1" "$2" || exit 1 ;; esac
  shift 2
done
)sh"_s;
    QStringList arguments;
    for (const ImageFacts &image : images)
        arguments << image.id << image.name;
    return hostStep(
        "images.name",
        {QT_TRANSLATE_NOOP("Text", "Let the compose files' names of images mean the recorded ones"),
         {}},
        script(text, arguments));
}

Step setAside(const RecordedProject &project, const QString &run, const QString &variable)
{
    QFile file(u":/host/setaside.sh"_s);
    const QString text = file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : u""_s;
    QStringList arguments{project.name, project.directory, project.helperImage, run};
    return {.id = "aside",
            .title = {QT_TRANSLATE_NOOP("Text", "Set aside what is there: remove the containers, "
                                                "rename volumes and folder"),
                      {}},
            .action = RunCommand{script(text, arguments + project.containers), variable},
            .quietLimit = 15min, // for a graph database that saves as it stops
            .changesHost = true};
}

// docker makes a missing folder, and those above it, as root.
Step makeFolder(const RecordedProject &project)
{
    return hostStep("folder",
                    {QT_TRANSLATE_NOOP("Text", "Make the folder %1"), {project.directory}},
                    ShellCommand("docker run --rm --pull never --network none --log-driver none "
                                 "--label lifeboat=helper --user 0:0 --entrypoint true -v")
                        << project.directory + u":/project"_s << project.helperImage);
}

Step lookForPorts(const RecordedProject &project)
{
    static const QString text = uR"sh(
taken=
listening=$(cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | while read -r _ local _ state _; do
  [ "$state" != 0A ] || printf ' %d ' "0x${local##*:}"
done)
for name in $(docker ps -aq --filter "label=com.docker.compose.project=$1" --filter status=created); do
  for port in $(docker inspect -f '{{range .HostConfig.PortBindings}}{{range .}}{{.HostPort}} {{end}}{{end}}' "$name"); do
    case $listening in *" $port "*) taken="$taken $port" ;; esac
  done
done
[ -z "$taken" ] || { echo "in use already: port$taken" >&2; exit 1; }
)sh"_s;
    return {
        .id = "ports",
        .title = {QT_TRANSLATE_NOOP("Text", "Look whether the ports of the services are free"), {}},
        .action = RunCommand{script(text, {project.name}), {}}};
}

// All containers of the project as they should be, three times in a row; what changes is told.
Step awaitServices(const RecordedProject &project)
{
    static const QString text = uR"sh(
calm=0 i=0 before=
while [ $calm -lt 3 ]; do
  ids=$(docker ps -aq --filter "label=com.docker.compose.project=$1" --filter label=com.docker.compose.oneoff=False)
  states=$(docker inspect -f '{{.Name}} {{.State.Status}} {{.State.ExitCode}}{{if .State.Health}} {{.State.Health.Status}}{{end}}' $ids)
  waiting=$(printf '%s\n' "$states" | grep -v -e ' running [0-9]*$' -e ' running [0-9]* healthy$' -e ' exited 0$')
  if [ -z "$waiting" ]; then calm=$((calm + 1)); else calm=0; fi
  [ "$waiting" = "$before" ] || printf '%s\n' "${waiting:-all serve}" | sed 's,^/,,'
  before=$waiting i=$((i + 1))
  [ $i -lt 900 ] || { printf 'still waiting for: %s\n' "$waiting" >&2; exit 1; }
  sleep 1
done
)sh"_s;
    return {.id = "serve",
            .title = {QT_TRANSLATE_NOOP("Text", "Wait until all services run and are healthy"), {}},
            .action = RunCommand{script(text, {project.name}), {}},
            .quietLimit = 15min};
}

Step askApplication(const QString &server)
{
    static const QString text = uR"sh(
i=0
until answer=$(docker exec "$1" curl -fsS --max-time 20 http://127.0.0.1:8000/api/v1/core/api/get_domain_list/ 2>&1) &&
  case $answer in *'"result": true'* | *'"result":true'*) ;; *) false ;; esac; do
  i=$((i + 1))
  [ $i -lt 60 ] || { printf '%s\n' "$answer" | head -c 500 >&2; exit 1; }
  sleep 2
done
printf '%s\n' "$answer" | head -c 500
)sh"_s;
    return {
        .id = "answer",
        .title = {QT_TRANSLATE_NOOP("Text", "Ask the application whether it serves its data"), {}},
        .action = RunCommand{script(text, {server}), {}},
        .quietLimit = 5min};
}

} // namespace Lifeboat
