#!/bin/sh
# shellcheck disable=SC2016
# Brings a directory that was prepared beside the one a container mounts into service, and back, by one atomic rename. Killed
# at any point it is simply called again: which directory is which is read from their inodes, never from a log.
#
#   directory.sh init        makes the work directory beside the mounted one: an empty side/ of the same owner and mode
#   directory.sh ready       side/ is complete and compared: from here on it is the new one, what is mounted the old one
#   directory.sh new | old   stops the container, exchanges if needed, starts it and waits until it serves
#   directory.sh where       new, old, absent: nothing is prepared, or aside: the new one is beside another than the old
#                            one; `look` without a helper that stays
#   directory.sh view        a volume that shows side/ and keeps apart what is written to it; `unview` takes it away
#   directory.sh drop        deletes side/ and the work directory
#   directory.sh leave       ends the helper
#
# Needs docker alone, no right to its folders: files are handled by a helper container.
# In the environment: RUN of the restore; COMPONENT; CONTAINER; SOURCE, the mounted directory on the host; HELPER, the id of
# an image with sh, perl and GNU coreutils; for new and old: STOP, seconds that the service may take to end, and PROBE, a
# script that succeeds when it serves; SAVE, one that lets it save what it would not save as it ends. SUB, a path below
# SOURCE, exchanges that instead; with BEFORE and AFTER, scripts that let go of it and take it again, the container is not
# stopped. CONTAINER may be empty then: nobody has SOURCE mounted as such.
set -eu
export LC_ALL=C
SOURCE=${SOURCE%/} SUB=${SUB:-}
PARENT=${SOURCE%/*} WORK=.lifeboat.$RUN NAME=lifeboat-$RUN-$COMPONENT

die() {
  echo "$*" >&2
  exit 1
}

# at POINT: for the tests, which kill at each of them.
at() { [ "${KILL_AT:-}" != "$1" ] || kill -9 $$; }

is_running() { [ "$(docker inspect -f '{{.State.Running}}' "$1" 2>/dev/null </dev/null)" = true ]; }

# The value of --mount is CSV, where a quote in a path is doubled.
parent_mount() { printf 'type=bind,"source=%s",target=/v' "$(printf %s "${PARENT:-/}" | sed 's/"/""/g')"; }

helper() {
  if is_running "$NAME"; then # by somebody else under this name it would see other folders, and nothing would be done
    docker inspect -f '{{range .Mounts}}{{println .Destination}}{{end}}' "$NAME" </dev/null | grep -qxF /v ||
      die "container $NAME is no helper of this"
    return 0
  fi
  docker rm -f -v "$NAME" >/dev/null 2>&1 </dev/null || :
  docker run -d --rm --name "$NAME" --label lifeboat=helper --pull never --network none --log-driver none --userns host \
    --security-opt label=disable --user 0:0 --mount "$(parent_mount)" --entrypoint tail \
    "$HELPER" -f /dev/null >/dev/null </dev/null
}

# files VERB [WANTED]: in the helper, on the directory in service and the work directory.
files() {
  docker exec -e KILL_AT -e NO_EXCHANGE "$NAME" sh -c "$FILES" files \
    "/v/${SOURCE##*/}${SUB:+/$SUB}" "/v/$WORK${SUB:+/$SUB}" "$@" </dev/null
}
FILES='
set -eu
live=$1 work=$2 verb=$3 wanted=${4:-}
side=$work/side gap=$work/gap

identity() {
  if [ -L "$1" ]; then echo link; elif [ -e "$1" ]; then stat -c %d.%i "$1"; else echo absent; fi
}
note() {
  printf "%s\n" "$2" >"$work/$1.tmp"
  sync "$work/$1.tmp"
  mv -f "$work/$1.tmp" "$work/$1"
  sync "$work"
}
# renameat2 with RENAME_EXCHANGE; 2: not to be had here, 3: a mount point, or not one file system.
exchange() {
  [ -z "${NO_EXCHANGE:-}" ] || return 2
  perl -e "my %n = (x86_64 => 316, aarch64 => 276, riscv64 => 276, loongarch64 => 276); my \$m = \`uname -m\`; chomp \$m;
    exit 2 unless \$n{\$m}; exit 0 if syscall(\$n{\$m}, -100, \$ARGV[0], -100, \$ARGV[1], 2) == 0;
    print STDERR \"exchange: \$!\n\"; exit(\$!{EBUSY} || \$!{EXDEV} ? 3 : 2)" "$1" "$2"
}
rename_to() {
  perl -e "exit 4 if -e \$ARGV[1]; rename(\$ARGV[0], \$ARGV[1]) or die \"rename \$ARGV[0]: \$!\n\"" "$1" "$2"
}
where() {
  [ -e "$work/ids" ] || { echo absent; return; }
  read -r new old <"$work/ids"
  now=$(identity "$live") beside=$(identity "$side")
  if [ "$now" = "$new" ]; then echo new
  elif [ "$now" = "$old" ] && { [ "$now" != absent ] || [ "$beside" = "$new" ]; }; then echo old
  elif [ "$now" = absent ]; then echo gap
  elif [ "$beside" = "$new" ]; then echo aside
  else
    echo "unknown: in service is $now, prepared was $new, before it $old" >&2
    exit 1
  fi
}
go() {
  read -r new old <"$work/ids"
  if [ "$wanted" = new ]; then want=$new other=$old; else want=$old other=$new; fi
  for attempt in 1 2 3 4; do
    now=$(identity "$live") beside=$(identity "$side") between=$(identity "$gap")
    if [ "$now" = "$want" ]; then
      [ "$between" = absent ] || rename_to "$gap" "$side"
      sync "${live%/*}" "$work"
      return
    elif [ "$now" = absent ] && [ "$between" = "$want" ]; then rename_to "$gap" "$live"
    elif [ "$now" = absent ] && [ "$beside" = "$want" ]; then rename_to "$side" "$live"
    elif [ "$now" = "$other" ] && [ "$want" = absent ]; then rename_to "$live" "$side"
    elif [ "$now" = "$other" ] && [ "$beside" = "$want" ]; then
      code=0
      exchange "$live" "$side" || code=$?
      case $code in
      0) ;;
      3) exit 3 ;;
      *)
        rename_to "$live" "$gap"
        [ "${KILL_AT:-}" != gap ] || exit 9
        ;;
      esac
    else
      break
    fi
  done
  echo "cannot go to $wanted: in service is $now, beside it $beside, between $between; new $new, old $old" >&2
  exit 1
}
case $verb in
init)
  mkdir -p "$work"
  top=${work#/v/}
  chmod 700 "/v/${top%%/*}"
  like=$live
  [ -e "$like" ] || like=${live%/*}
  [ "$(stat -c %d "$work")" = "$(stat -c %d "$like")" ] || {
    echo "${live#/v/} is a file system of its own: it cannot be exchanged with a directory beside it" >&2
    exit 1
  }
  [ ! -e "$work/ids" ] || { echo "prepared already" >&2; exit 1; }
  rm -rf "$side"
  mkdir "$side"
  chown --reference="$like" "$side"
  chmod --reference="$like" "$side"
  ;;
ready)
  [ ! -e "$work/ids" ] || exit 0
  sync -f "$side"
  note ids "$(identity "$side") $(identity "$live")"
  ;;
where) where ;;
go) go ;;
goal) note goal "$wanted" ;;
began) note began "$wanted" ;;
beginning) cat "$work/began" 2>/dev/null || : ;;
done)
  rm -f "$work/goal" "$work/began"
  sync "$work"
  ;;
unfinished) cat "$work/goal" 2>/dev/null || : ;;
view)
  rm -rf "$work/view"
  mkdir -p "$work/view/upper" "$work/view/work"
  chown --reference="$side" "$work/view/upper"
  chmod --reference="$side" "$work/view/upper"
  ;;
unview) rm -rf "$work/view" ;;
drop)
  [ ! -e "$work/goal" ] && [ ! -e "$gap" ] || { echo "the exchange is unfinished" >&2; exit 1; }
  rm -rf "$work"
  while work=${work%/*} && [ "$work" != /v ]; do rmdir "$work" 2>/dev/null || break; done
  ;;
esac'

# Nobody else may have it open while it changes.
alone() {
  for other in $(docker ps -q --no-trunc --filter "volume=$SOURCE" </dev/null) $(others_of_volume); do
    [ "$other" = "$ID" ] || [ "$(docker inspect -f '{{.Name}}' "$other" </dev/null)" = "/$NAME" ] ||
      die "container $other has $SOURCE open too"
  done
}
others_of_volume() {
  volume=$(docker inspect -f '{{range .Mounts}}{{println .Name .Source}}{{end}}' "$ID" </dev/null |
    while read -r volume source; do [ "$source" != "$SOURCE" ] || echo "$volume"; done)
  [ -z "$volume" ] || docker ps -q --no-trunc --filter "volume=$volume" </dev/null
}

mounted() {
  ID=
  [ -n "$CONTAINER" ] || return 0
  ID=$(docker inspect -f '{{.Id}}' "$CONTAINER" </dev/null)
  docker inspect -f '{{range .Mounts}}{{println .Source}}{{end}}' "$ID" </dev/null | grep -qxF "$SOURCE" ||
    die "$CONTAINER does not have $SOURCE mounted"
}

# What the container runs on is told by when it was started: anew, whoever started it.
start_of() { docker inspect -f "$1 {{.State.StartedAt}}" "$ID" </dev/null; }

serve() {
  docker start "$ID" >/dev/null </dev/null
  files began "$(start_of "$1")"
  at started
  await
}

# On the way back it is no condition: the server may be there no more.
save() {
  if [ "$wanted" = old ] && command -v timeout >/dev/null; then
    timeout 40 sh -c "${SAVE:-:}" </dev/null
  else
    sh -c "${SAVE:-:}" </dev/null
  fi
}

await() {
  tries=0
  until sh -c "$PROBE" >/dev/null 2>&1 </dev/null; do
    tries=$((tries + 1))
    [ $tries -lt "${TRIES:-600}" ] || die "$CONTAINER does not serve"
    sleep 0.1 2>/dev/null || sleep 1
  done
}

# stays WAS COMMAND...: the exchange was refused. Nothing is started on a place that is empty: the next call goes on.
stays() {
  [ "$(files where 2>/dev/null)" = "$1" ] || die "the exchange was cut off"
  shift
  "$@" </dev/null || :
  die "nothing was moved; ${CONTAINER:-what uses $SOURCE} was started again as it was"
}

bring() {
  wanted=$1
  was=$(files where)
  [ "$was" != absent ] || die "nothing is prepared beside $SOURCE"
  [ "$was" != aside ] || die "$SOURCE is another directory by now than when this was prepared; nothing was moved"
  if [ "$was" = "$wanted" ] && [ -z "$(files unfinished)" ]; then
    [ -n "$ID" ] || return 0
    ! is_running "$ID" || return 0
  fi
  # Cut off while it waited: a server that takes minutes to load is waited for, not made to begin again.
  if [ "$was" = "$wanted" ] && [ -n "$ID" ] && is_running "$ID" && [ "$(files beginning)" = "$(start_of "$wanted")" ]; then
    await
    files "done"
    return
  fi
  # Where it is in its place already nothing moves, and whoever else has it open is no hindrance.
  moves=
  [ "$was" = "$wanted" ] || moves=1
  if [ -n "$moves" ] && [ -z "${BEFORE:-}" ]; then
    alone
    ! is_running "$ID" || save || [ "$wanted" = old ] || die "$CONTAINER cannot save itself; nothing was moved"
  fi
  files goal "$wanted"
  at goal
  if [ -n "${BEFORE:-}" ]; then
    [ -z "$moves" ] || sh -c "$BEFORE" </dev/null || die "${SUB:-$SOURCE} is still in use; nothing was moved"
    at stopped
    code=0
    files go "$wanted" || code=$?
    at moved
    [ "$code" != 9 ] || kill -9 $$
    [ "$code" = 0 ] || stays "$was" sh -c "$AFTER"
    sh -c "$AFTER" </dev/null || die "${SUB:-$SOURCE} was not taken into service"
  else
    docker stop -t "$STOP" "$ID" >/dev/null </dev/null
    at stopped
    code=0
    files go "$wanted" || code=$?
    at moved
    [ "$code" != 9 ] || kill -9 $$
    [ "$code" = 0 ] || stays "$was" docker start "$ID" >/dev/null
    # A restart of docker in between may have started it on the directory that left.
    ! is_running "$ID" || docker stop -t "$STOP" "$ID" >/dev/null </dev/null
    serve "$wanted"
  fi
  at serving
  files "done"
}

remove_view() {
  docker volume rm "$NAME-check" >/dev/null 2>&1 </dev/null || :
  ! docker volume inspect "$NAME-check" >/dev/null 2>&1 </dev/null || die "volume $NAME-check is still there"
}

case $1 in
leave)
  docker rm -f -v "$NAME" >/dev/null 2>&1 </dev/null || :
  exit 0
  ;;
look)
  docker run --rm --pull never --network none --log-driver none --userns host --security-opt label=disable --user 0:0 \
    --mount "$(parent_mount),readonly" --entrypoint sh "$HELPER" -c "$FILES" files \
    "/v/${SOURCE##*/}${SUB:+/$SUB}" "/v/$WORK${SUB:+/$SUB}" where </dev/null
  exit
  ;;
esac
mounted
helper
case $1 in
init | ready | where) files "$1" ;;
new | old) bring "$1" ;;
view)
  remove_view
  files view
  base=$PARENT/$WORK${SUB:+/$SUB}
  docker volume create --driver local --opt type=overlay --opt device=overlay --label lifeboat=check \
    --opt "o=lowerdir=$base/side,upperdir=$base/view/upper,workdir=$base/view/work" "$NAME-check" >/dev/null </dev/null
  ;;
unview)
  remove_view
  files unview
  ;;
drop)
  remove_view
  files drop
  docker rm -f -v "$NAME" >/dev/null 2>&1 </dev/null || :
  ;;
*) die "unknown verb $1" ;;
esac
