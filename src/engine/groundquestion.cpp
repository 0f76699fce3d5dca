#include "engine/groundquestion.h"

#include "planning/recoverymark.h"

using namespace Qt::StringLiterals;

namespace Lifeboat {

ShellCommand askGround(const RecordedProject &project)
{
    static const QString script = uR"sh(
project=$1 folder=$2 mark=$3
shift 3
now=$(date +%s) && printf 'now %s\0' "$now"
printf 'architecture %s\0' "$(docker version -f '{{.Server.Arch}}')"
if [ -d "$folder" ]; then
  printf 'folder\0'
  ls -A "$folder" | head -n 3 | while IFS= read -r name; do printf 'entry %s\0' "$name"; done
fi
docker ps -a --filter "label=com.docker.compose.project=$project" --format '{{.Names}}' | while IFS= read -r name; do
  printf 'container %s\0' "$name"
done
for name; do
  if docker container inspect "$name" >/dev/null 2>&1; then printf 'container %s\0' "$name"; fi
done
docker volume ls -q --filter "label=com.docker.compose.project=$project" | while IFS= read -r name; do
  printf 'volume %s\0' "$name"
done
for name in "$mark" "$mark-configured" "$mark-restored"; do
  label=$(docker volume inspect -f '{{index .Labels "lifeboat.point"}} {{index .Labels "lifeboat.run"}}' "$name" 2>/dev/null) || continue
  printf 'mark %s %s\0' "$name" "$label"
done
)sh"_s;
    ShellCommand question = ShellCommand("sh -c") << script << u"sh"_s << project.name
                                                  << project.directory << recoveryMarkName();
    for (const QString &container : project.containers)
        question << container;
    return question;
}

void parseGround(const QByteArray &answer, const QDateTime &asked, GroundFacts &ground)
{
    for (const QByteArray &record : answer.split('\0')) {
        const QString line = QString::fromUtf8(record);
        const QString what = line.section(u' ', 0, 0);
        const QString value = line.section(u' ', 1);
        if (what == u"now")
            ground.secondsAhead = value.toLongLong() - asked.toSecsSinceEpoch();
        else if (what == u"architecture")
            ground.architecture = value;
        else if (what == u"folder")
            ground.hasFolder = true;
        else if (what == u"entry")
            ground.folderEntries << value;
        else if (what == u"container" && !ground.containers.contains(value))
            ground.containers << value;
        else if (what == u"volume")
            ground.volumes << value;
        else if (what == u"mark")
            readRecoveryMark(value, ground.mark);
    }
}

} // namespace Lifeboat
