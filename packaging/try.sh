#!/bin/bash
# Lifeboat's main job on a real BK-Lite host, raised on this machine for it: add, check, discover, back up, verify, drill,
# damage the data, restore, undo. From a bare Debian 12, as root or with sudo; the second time takes under two minutes.
# usage: bash packaging/try.sh [--window | --down]
#   --window   opens the window on that host (after the main job, if that was not done yet)
#   --down     takes the host down and removes everything that was made for it
# The host, its vault and Lifeboat's own folders lie in LIFEBOAT_TRY_STATE (/var/tmp/lifeboat-try).
set -euo pipefail
. "$(dirname "$0")/lib.sh"

STATE=${LIFEBOAT_TRY_STATE:-/var/tmp/lifeboat-try}
LOG=$STATE/try.log
CLI=$LIFEBOAT_BUILD/bin/lifeboat-cli
HOST=shipyard
LINE=0

# The programs' settings, points and journals of this trial, apart from the user's own.
export XDG_CONFIG_HOME=$STATE/lifeboat/config XDG_DATA_HOME=$STATE/lifeboat/data XDG_STATE_HOME=$STATE/lifeboat/state

# --- telling ----------------------------------------------------------------------------------------------------------

bold() {
  if [ -t 1 ]; then
    printf '\033[1m%s\033[0m' "$1"
  else
    printf %s "$1"
  fi
}

# tell WHAT SENTENCE: one numbered line of the story.
tell() {
  LINE=$((LINE + 1))
  printf '%3d  %s  %s\n' $LINE "$(bold "$(printf '%-10s' "$1")")" "$2"
}

# give_up SENTENCE: says where the rest can be read.
give_up() {
  printf '\n%s\nEverything that was called and said is in %s\n' "$1" "$LOG" >&2
  exit 1
}

human() {
  numfmt --to=iec --suffix=B --format='%.1f' "$1"
}

# --- calling ----------------------------------------------------------------------------------------------------------

# What seals the host's keys and passwords in the vault; a real one lies elsewhere than on the computer that backs up.
UNLOCK=(--vault-passphrase-fd 9)

make_passphrase() {
  [ -e "$STATE/passphrase" ] || (umask 077 && od -An -N16 -tx1 /dev/urandom | tr -d ' \n' >"$STATE/passphrase")
}

# lifeboat ARGUMENTS...: its JSON lands in $REPLY; a failure ends the trial with its own words.
lifeboat() {
  local status=0
  echo "\$ lifeboat-cli $* --json" >>"$LOG"
  REPLY=$("$CLI" "$@" --json 2>>"$LOG" 9<"$STATE/passphrase") || status=$?
  printf '%s\n(exit %s)\n' "$REPLY" $status >>"$LOG"
  [ $status = 0 ] || give_up "lifeboat-cli $1 ended with $status: $(jq -r '
    [.. | objects | select(has("kind") and has("message")) | .message, .hint, .detail] | map(select(. != null and . != "")) | unique | join(" ")' \
    <<<"$REPLY" 2>/dev/null)"
}

field() {
  jq -r "$1" <<<"$REPLY"
}

# seconds FIELD: to a tenth.
seconds() {
  field "$1 * 10 | round / 10"
}

# The host's own tools, which know nothing of Lifeboat.
in_database() {
  echo "\$ psql bklite: $1" >>"$LOG"
  host_sh exec h1 docker exec -i "$(host_sh exec h1 docker ps -qf label=com.docker.compose.service=postgres)" \
    psql -XAtq -v ON_ERROR_STOP=1 -U postgres -d bklite -c "$1" 2>>"$LOG" </dev/null
}

# Without the safety copies, which are databases too.
digest() {
  host_sh digest h1 --db bklite --db mlflow --db metis 2>>"$LOG" >"$STATE/digest.$1" || give_up "The host's digest could not be taken."
}

# same A B: whether the host's own tools see the same data now as then.
same() {
  diff "$STATE/digest.$1" "$STATE/digest.$2" >>"$LOG"
}

# --- the story --------------------------------------------------------------------------------------------------------

prepare_machine() {
  install_packages "$LOG"
  use_hosts "$STATE/host" 2300
  host_sh prereq >>"$LOG" 2>&1 || give_up "The host's packages could not be installed."
  local why
  why=$(host_sh check 2>&1) || give_up "$why"
  # A trial that was broken off between the damage and the end leaves a host that is no longer whole. What takes it down
  # forgets its ports, too.
  if [ ! -e "$STATE/whole" ]; then
    host_sh down >>"$LOG" 2>&1 || give_up "The host of a former trial could not be taken down."
    use_hosts "$STATE/host" 2300
  fi
  say "Building Lifeboat, and raising a BK-Lite host beside it (the first time this takes some minutes)"
  raise_host &
  local raising=$!
  local built=0
  build "$LOG" lifeboat lifeboat-cli || built=$?
  wait $raising || give_up "The host did not come up."
  [ $built = 0 ] || give_up "Lifeboat does not build."
  if [ "$(id -u)" != 0 ]; then
    as_root chown "$(id -u):$(id -g)" "$STATE"/host/{hosts.json,known_hosts} "$STATE"/host/id_*
  fi
}

raise_host() {
  host_sh up 1 --any >>"$LOG" 2>&1 || return 1
  [ -e "$STATE/whole" ] || host_sh seed h1 --rows 20000 >>"$LOG" 2>&1 || return 1
  touch "$STATE/whole"
}

of_host() {
  jq -r ".hosts[0]$1" "$STATE/host/hosts.json"
}

add_host() {
  rm -rf "$STATE/lifeboat"
  make_passphrase
  mkdir -p "$XDG_CONFIG_HOME" "$XDG_DATA_HOME" "$XDG_STATE_HOME" "$STATE/vault"
  lifeboat vault add "$STATE/vault" --name trial
  lifeboat host add $HOST "root@$(of_host .address):$(of_host .port)" --identity "$(of_host .key)" \
    --trust "$(of_host .fingerprint)"
  tell Added "$HOST is root@$(of_host .address):$(of_host .port), its key $(of_host .fingerprint | cut -c1-19)… as expected"
  lifeboat host check $HOST
  tell Checked "$(field '.checks | length') checks, $(field '[.checks[] | select(.ok)] | length') of them well"
}

discover() {
  lifeboat discover $HOST
  tell Found "$(field '[.components[] | select(.present and (.databases | length) > 0) |
    .id + " " + .version + " with " + ([.databases[] | select((.ours or .name == "postgres") | not) | .name] | join(" and "))] | join("; ")')"
}

back_up() {
  lifeboat backup $HOST --vault trial "${UNLOCK[@]}"
  POINT=$(field '.runs[0].point')
  tell 'Backed up' "$(field '[.runs[0].components[].artifacts[]] | length') files, $(human "$(field '[.runs[0].components[].artifacts[].bytes] | add')") in $(seconds '.runs[0].seconds') s: $POINT"
  tell Sealed "keys, certificates and settings, under a passphrase: $(field '[.runs[0].components[] | select(.id == "config") | .artifacts[].file] | join(" ")')"
  lifeboat verify "$POINT" "${UNLOCK[@]}"
  tell Verified "every file was read again, its hash and format are right ($(seconds '.runs[0].seconds') s)"
  lifeboat drill "$POINT" "${UNLOCK[@]}"
  tell Proven "restored in a throw-away container and equal to the source, row for row ($(seconds '.runs[0].seconds') s)"
}

damage() {
  local rows
  rows=$(in_database 'SELECT count(*) FROM cmdb_instance') || give_up "The host's data cannot be read."
  rm "$STATE/whole"
  in_database 'DROP TABLE cmdb_instance CASCADE; UPDATE auth_user SET username = md5(username)' >/dev/null ||
    give_up "The data could not be damaged."
  digest damaged
  ! same before damaged || give_up "The damage does not show in the host's digest."
  tell Damaged "DROP TABLE cmdb_instance: $rows rows are gone, and every user's name is nonsense"
}

restore() {
  lifeboat restore "$POINT" --to $HOST --confirm $HOST "${UNLOCK[@]}"
  RUN=$(field .run)
}

rescue() {
  restore
  local took downtime application
  took=$(seconds .seconds) downtime=$(seconds .downtimeSeconds) application=$(seconds .applicationSeconds)
  digest restored
  same before restored || give_up "After the restore the host does not hold what it held before."
  tell Restored "in $took s: the services waited $downtime s, restarting them took $application s; the data is as it was before"
  lifeboat undo "$RUN" --confirm $HOST
  digest undone
  same damaged undone || give_up "After the undo the host does not hold what it held before the restore."
  tell Undone "in $(seconds .seconds) s: the damaged data is back, as if nothing had been restored"
  restore
  lifeboat accept "$RUN"
  digest after
  same before after || give_up "At the end the host does not hold what it held at the beginning."
  tell Accepted "restored once more and accepted: the host is as it was before, and nothing of the trial is left on it"
}

closing_words() {
  cat <<EOF

All of it took $SECONDS s. What was called and said: $LOG
The window on this host:   bash packaging/try.sh --window
Take the host down again:  bash packaging/try.sh --down
EOF
}

# --- the ways to call it ----------------------------------------------------------------------------------------------

take_down() {
  if [ -d "$STATE/host" ]; then
    use_hosts "$STATE/host" 2300
    host_sh down
  fi
  as_root rm -rf --one-file-system "$STATE"
  echo "The host is down, and $STATE is gone."
}

open_window() {
  if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo "There is no display to open a window on: DISPLAY and WAYLAND_DISPLAY are empty." >&2
    exit 1
  fi
  [ -e "$STATE/done" ] || run_trial
  use_hosts "$STATE/host" 2300
  host_sh up 1 --any >>"$LOG" 2>&1 || give_up "The host did not come up."
  exec "$LIFEBOAT_BUILD/bin/lifeboat"
}

run_trial() {
  mkdir -p "$STATE"
  : >"$LOG"
  rm -f "$STATE/done"
  prepare_machine
  digest before
  say "The host is up; now the main job"
  echo
  add_host
  discover
  back_up
  damage
  rescue
  touch "$STATE/whole" "$STATE/done"
  closing_words
}

case ${1:-} in
  '') run_trial ;;
  --window) open_window ;;
  --down) take_down ;;
  --help | -h) sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0" ;;
  *)
    echo "packaging/try.sh: unknown option $1 (see --help)" >&2
    exit 2
    ;;
esac
