#!/bin/sh
# shellcheck disable=SC2016,SC2086,SC2012  # names of volumes and ids of containers are words
# Sets a compose project aside, so that another can be recovered in its place: its containers are removed, its volumes' data
# and its folder are renamed, and a script beside them brings everything back. Nothing is copied and nothing is deleted.
#
#   setaside.sh PROJECT FOLDER IMAGE RUN [NAME...]
#
# IMAGE: id of one with sh, perl and GNU coreutils, in which files are handled. NAME: of containers that must be free
# afterwards. What cannot be set aside as a whole is told before anything is changed. Killed at any point it is called again,
# by whatever run, and goes on under the name that the first one chose. Prints the folder that holds all of it; where nothing
# is there any more, the last one.
set -eu
export LC_ALL=C
PROJECT=$1 FOLDER=${2%/} IMAGE=$3 RUN=$4
shift 4
PARENT=${FOLDER%/*} BASE=${FOLDER##*/}

die() {
  echo "$*" >&2
  exit 1
}

# at POINT: for the tests, which kill at each of them.
at() { [ "${KILL_AT:-}" != "$1" ] || kill -9 $$; }

# The value of --mount is CSV, where a quote in a path is doubled.
bind() { printf 'type=bind,"source=%s",target=%s' "$(printf %s "$1" | sed 's/"/""/g')" "$2"; }

containers() { docker ps -aq --no-trunc --filter "label=com.docker.compose.project=$PROJECT"; }
volumes() { docker volume ls -q --filter "label=com.docker.compose.project=$PROJECT"; }

# files SCRIPT [WORD...]: the folder's parent is /p there, docker's volumes are /v.
files() {
  docker run --rm -i --pull never --network none --log-driver none --label lifeboat=helper --userns host \
    --security-opt label=disable --user 0:0 --mount "$(bind "${PARENT:-/}" /p)" --mount "$(bind "$VOLUMES" /v)" \
    --entrypoint sh "$IMAGE" -euc "$MOVE$1" sh "$BASE" "$ASIDE" "$@"
}
# Never onto something: an empty directory gives way, anything else is an error.
MOVE='
move() { perl -e "rename(\$ARGV[0], \$ARGV[1]) or die \"rename \$ARGV[0] to \$ARGV[1]: \$!\n\"" "$1" "$2" && sync "${2%/*}" "${1%/*}"; }
base=$1 aside=$2; shift 3
'

# One at a time: of one whose client died the rest is waited for.
if command -v flock >/dev/null; then
  exec 9>"/tmp/.lifeboat-aside-$(id -u)"
  flock -w 600 9 || die "somebody else is setting something aside on this host"
fi

[ -e "${PARENT:-/}" ] || [ -n "$(containers)$(volumes)" ] || exit 0
VOLUMES=$(docker info -f '{{.DockerRootDir}}')/volumes
ASIDE=$BASE.before-$RUN
earlier=$(files '
for one in /p/"$base".before-*; do
  if [ -f "$one/unfinished" ] && [ ! -e "$one/project" ]; then echo "${one##*/}"; break; fi
done' </dev/null)
[ -z "$earlier" ] || ASIDE=$earlier
SUFFIX=${ASIDE#"$BASE"}
if [ -z "$earlier$(containers)$(volumes)" ] && files '[ -z "$(ls -A "/p/$base" 2>/dev/null)" ]' </dev/null; then
  last=$(files 'ls -td /p/"$base".before-* 2>/dev/null | head -n 1' </dev/null) # all was done already
  [ -z "$last" ] || printf '%s\n' "$PARENT/${last##*/}"
  exit 0
fi

# --- Whether it can be

for name; do
  of=$(docker inspect -f '{{index .Config.Labels "com.docker.compose.project"}}' "$name" 2>/dev/null) || continue
  [ "$of" = "$PROJECT" ] || die "the container $name is not of the project $PROJECT; rename or remove it first"
done
for one in $(containers); do
  docker inspect -f '{{range .Mounts}}{{if and (eq .Type "bind") .RW}}{{println .Source}}{{end}}{{end}}' "$one" | while IFS= read -r source; do
    case $source in '' | "$FOLDER" | "$FOLDER"/*) continue ;; esac
    [ -S "$source" ] || [ -f "$source" ] || [ -c "$source" ] ||
      die "$(docker inspect -f '{{.Name}}' "$one") writes to $source, outside the folder of the project; move that elsewhere first"
  done
done
volumes=$(volumes)
for volume in $volumes; do
  [ "$(docker volume inspect -f '{{.Driver}} {{len .Options}}' "$volume")" = 'local 0' ] ||
    die "the data of volume $volume are not in docker's own folder; copy them elsewhere first"
  for one in $(docker ps -aq --no-trunc --filter "volume=$volume"); do
    case $(containers) in *"$one"*) ;; *) die "the volume $volume is also used by $(docker inspect -f '{{.Name}}' "$one"), which is not of the project" ;; esac
  done
done
files '
mounted() { awk -v p="$1" "\$5 == p { found = 1 } END { exit !found }" /proc/self/mountinfo; }
if mounted "/p/$base"; then echo "the folder of the project is a mount point; it cannot be renamed" >&2; exit 1; fi
for volume; do
  if mounted "/v/$volume" || mounted "/v/$volume/_data"; then echo "the data of volume $volume are a mount point; they cannot be renamed" >&2; exit 1; fi
done' $volumes </dev/null

# --- What there is, before it is taken apart: anonymous volumes are told apart by their containers alone

at looked
{
  for one in $(containers); do
    docker inspect -f '{{$l := .Config.Labels}}{{range .Mounts}}{{if eq .Type "volume"}}{{.Name}} {{index $l "com.docker.compose.service"}} {{.Destination}}
{{end}}{{end}}' "$one" | while read -r volume service destination; do
      [ -z "$volume" ] || volumes | grep -qxF -- "$volume" || echo "anonymous $volume $service $destination"
    done
    docker inspect -f 'files {{index .Config.Labels "com.docker.compose.project.config_files"}}' "$one"
  done
  for volume in $(volumes); do echo "volume $volume"; done
} | sort -u | files '
mkdir -p "/p/$aside" && chmod 700 "/p/$aside" && : >"/p/$aside/unfinished"
cat - >"/p/$aside/list.new"
[ ! -f "/p/$aside/list" ] || cat "/p/$aside/list" >>"/p/$aside/list.new"
sort -u "/p/$aside/list.new" >"/p/$aside/list.sorted" && sync "/p/$aside/list.sorted"
mv -T "/p/$aside/list.sorted" "/p/$aside/list" && rm "/p/$aside/list.new" && sync "/p/$aside" /p'
# The way back, before it is needed.
{
  quote() { printf %s "$1" | sed "s/'/'\\\\''/g; s/.*/'&'/"; }
  printf '#!/bin/sh\nPROJECT=%s FOLDER=%s SUFFIX=%s\n' "$(quote "$PROJECT")" "$(quote "$FOLDER")" "$SUFFIX"
  cat <<'BACK'
# Brings back what was set aside here, also what was only begun. Run it as root, once nothing of the project is in its place
# any more; stopped by a failure it is run again.
set -eu
ASIDE=$(cd "$(dirname "$0")" && pwd)
VOLUMES=$(docker info -f '{{.DockerRootDir}}')/volumes
ids() { docker ps -aq --filter "label=com.docker.compose.project=$PROJECT"; }
listed() { sed -n "s/^$1 //p" "$ASIDE/list"; }
compose() { if docker compose version >/dev/null 2>&1; then docker compose "$@"; else docker-compose "$@"; fi; }
project() {
  set -- --project-directory "$FOLDER" -p "$PROJECT" "$@"
  files=$(listed files | head -n 1)
  while [ -n "$files" ]; do
    set -- -f "${files%%,*}" "$@"
    case $files in *,*) files=${files#*,} ;; *) files= ;; esac
  done
  compose "$@"
}
# What has taken the place of something that lies here.
taken() {
  [ ! -e "$ASIDE/project" ] || [ ! -e "$FOLDER" ] || rmdir "$FOLDER" 2>/dev/null || echo "folder $FOLDER"
  { listed volume; } | while read -r volume; do
    [ ! -d "$VOLUMES/$volume$SUFFIX/_data" ] || [ ! -e "$VOLUMES/$volume" ] || [ ! -e "$VOLUMES/$volume/_data" ] || echo "volume $volume"
  done
  if [ -e "$ASIDE/project" ] || ls -d "$VOLUMES"/*"$SUFFIX" >/dev/null 2>&1; then
    docker ps -a --format 'container {{.Names}}' --filter "label=com.docker.compose.project=$PROJECT"
  fi
}
if [ ! -e "$ASIDE/returning" ]; then
  there=$(taken)
  if [ -n "$there" ]; then
    printf 'Remove these first (docker rm -f, docker volume rm, rm -r), or set them aside too:\n%s\n' "$there" >&2
    exit 1
  fi
  : >"$ASIDE/returning"
fi
[ ! -e "$ASIDE/project" ] || mv -T "$ASIDE/project" "$FOLDER"
# A volume that was just about to go.
listed volume | while read -r volume; do
  [ ! -e "$VOLUMES/$volume" ] || [ -e "$VOLUMES/$volume/_data" ] || docker volume rm "$volume" >/dev/null
done
project up --no-start --no-recreate --no-build --pull never
# bring VOLUME NEW: what docker has put into the new one as it was made gives way.
bring() {
  from=$1$SUFFIX
  [ -d "$VOLUMES/$from/_data" ] || from=$1
  [ -n "$2" ] && [ "$from" != "$2" ] && [ -d "$VOLUMES/$from/_data" ] || return 0
  rm -rf "$VOLUMES/$2/_data"
  mv -T "$VOLUMES/$from/_data" "$VOLUMES/$2/_data"
  docker volume rm "$from" >/dev/null
}
listed volume | while read -r volume; do bring "$volume" "$volume"; done
listed anonymous | while read -r volume service destination; do
  container=$(docker ps -aq --filter "label=com.docker.compose.project=$PROJECT" --filter "label=com.docker.compose.service=$service" | head -n 1)
  bring "$volume" "$(docker inspect -f "{{range .Mounts}}{{if eq .Destination \"$destination\"}}{{.Name}}{{end}}{{end}}" "$container" </dev/null)"
done
project up -d --no-recreate --no-build --pull never
rm -r "$ASIDE"
echo "It is back in $FOLDER."
BACK
} | files 'cat - >"/p/$aside/back.sh" && sync "/p/$aside/back.sh" "/p/$aside"'
at listed

# --- The containers first: then nothing starts on half of the data, also not when the host loses its power

ids=$(containers)
[ -z "$ids" ] || docker stop -t 300 $ids >/dev/null
at stopped
[ -z "$ids" ] || docker rm $ids >/dev/null
at removed

for volume in $(files 'sed -n "s/^\(volume\|anonymous\) \([^ ]*\).*/\2/p" "/p/$aside/list"' </dev/null); do
  docker volume inspect "$volume" >/dev/null 2>&1 || continue # moved already
  docker volume create --label lifeboat=aside --label "lifeboat.of=$volume" "$volume$SUFFIX" >/dev/null
  files '[ ! -d "/v/$1/_data" ] || move "/v/$1/_data" "/v/$2/_data"' "$volume" "$volume$SUFFIX" </dev/null
  at "moved"
  docker volume rm "$volume" >/dev/null
done
at volumes

files '[ ! -d "/p/$base" ] || move "/p/$base" "/p/$aside/project"' </dev/null
at folder
files 'rm -f "/p/$aside/unfinished" && sync "/p/$aside"' </dev/null
printf '%s\n' "${PARENT}/$ASIDE"
