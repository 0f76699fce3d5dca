#!/bin/bash
# Measures Lifeboat against what one would type by hand, on a host of its own, and prints one table. Nothing is asserted here:
# a number below its aim is shown as such, and the exit status says only whether everything could be measured.
# usage: bash tests/bench/run.sh [--gib X] [--rounds N] [--keep] [WHAT...]
#   WHAT        backup restore memory objects whole whole-restore recover drill ssh window: only these (restore follows backup;
#               whole-restore, recover and drill follow whole)
#   --gib X     size of the large database, and of each transfer over SSH alone (1)
#   --rounds N  how often each side of a comparison is measured, in turn; the best of each counts (2)
#   --keep      leaves the host up for the next call
set -euo pipefail
. "$(dirname "$0")/../../packaging/lib.sh"
. "$(dirname "$0")/by-hand.sh"

GIB=1 ROUNDS=2 KEEP=
ALL=(backup restore memory objects whole whole-restore recover drill ssh window) WANTED=()
STATE=${LIFEBOAT_BENCH_STATE:-/var/tmp/lifeboat-bench}
LOG=$STATE/bench.log
CLI=$LIFEBOAT_BUILD/bin/lifeboat-cli
HOST=bench
ROWS=()
ORDINAL=0 # of the host that is spoken to, in hosts.json

export XDG_CONFIG_HOME=$STATE/lifeboat/config XDG_DATA_HOME=$STATE/lifeboat/data XDG_STATE_HOME=$STATE/lifeboat/state

while [ $# -gt 0 ]; do
  case $1 in
    --gib) GIB=$2 && shift ;;
    --rounds) ROUNDS=$2 && shift ;;
    --keep) KEEP=1 ;;
    --help | -h)
      sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0"
      exit 0
      ;;
    *)
      if [[ " ${ALL[*]} " != *" $1 "* ]]; then
        echo "tests/bench/run.sh: unknown argument $1 (see --help)" >&2
        exit 2
      fi
      WANTED+=("$1")
      ;;
  esac
  shift
done

# --- helpers ----------------------------------------------------------------------------------------------------------

# row WHAT OURS THEIRS RATIO AIM: a line of the table.
row() {
  ROWS+=("$(printf '%s\t%s\t%s\t%s\t%s' "$@")")
}

calculate() {
  awk "BEGIN { printf \"%.${2:-2}f\", $1 }"
}

# took COMMAND...: its seconds go to $TOOK; a failure ends the bench.
took() {
  local start=$EPOCHREALTIME
  "$@" >>"$LOG" 2>&1 || fail "$1 failed: see $LOG"
  TOOK=$(calculate "$EPOCHREALTIME - $start")
}

best() {
  printf '%s\n' "$@" | sort -g | head -n 1
}

of_host() {
  jq -r ".hosts[$ORDINAL]$1" "$STATE/host/hosts.json"
}

# lifeboat ARGUMENTS...: its JSON lands in $REPLY, its peak memory in KiB in $MEMORY.
lifeboat() {
  REPLY=$(command time -q -f %M -o "$STATE/memory" "$CLI" "$@" --json 2>>"$LOG") || {
    echo "$REPLY" >>"$LOG"
    fail "lifeboat-cli $1 failed: see $LOG"
  }
  echo "lifeboat-cli $*: $REPLY" >>"$LOG"
  MEMORY=$(tail -n 1 "$STATE/memory")
}

field() {
  jq -r "$1" <<<"$REPLY"
}

# As words, none of which holds a blank.
ssh_options() {
  echo "-F /dev/null -i $(of_host .key) -o IdentitiesOnly=yes -o StrictHostKeyChecking=yes" \
    "-o UserKnownHostsFile=$STATE/host/known_hosts -p $(of_host .port)"
}

by_ssh() {
  local options
  read -ra options <<<"$(ssh_options)"
  ssh "${options[@]}" "root@$(of_host .address)" "$@"
}

container() {
  host_sh exec h1 docker ps -qf "label=com.docker.compose.service=$1"
}

# size: of what the newest backup wrote.
size() {
  field '[.runs[0].components[].artifacts[].bytes] | add' | numfmt --to=iec --suffix=B
}

# dump_phase: from the first dump's start to the last one's end in the newest point, by its journal.
dump_phase() {
  jq -rs '
    def seconds: (.time | sub("\\.[0-9]+Z$"; "Z") | fromdateiso8601) + (.time | capture("\\.(?<ms>[0-9]+)Z").ms // "0" | tonumber / 1000);
    map(select((.step // "") | test("[.]dump[.]|[.]globals$")))
    | ([.[] | select(.event == "finished") | seconds] | max) - ([.[] | select(.event == "started") | seconds] | min)
  ' "$STATE"/vault/bench-*/"$(field '.runs[0].point | split("/")[1]')"/journal.jsonl
}

# --- what is measured -------------------------------------------------------------------------------------------------

prepare() {
  mkdir -p "$STATE"
  : >"$LOG"
  install_packages "$LOG"
  use_hosts "$STATE/host" 2600
  host_sh prereq >>"$LOG" 2>&1
  host_sh check || exit 77
  command -v rsync >>"$LOG" || as_root apt-get -qq install -y rsync >>"$LOG"
  say "Building, and raising a host with a database of $GIB GiB"
  build "$LOG" || fail "It does not build: see $LOG"
  host_sh up 1 --any --all-components >>"$LOG" 2>&1 || fail "The host did not come up: see $LOG"
  if [ "$(cat "$STATE/seeded" 2>/dev/null)" != "$GIB" ]; then
    host_sh seed h1 --rows 20000 --gib "$GIB" >>"$LOG" 2>&1 || fail "The host could not be seeded: see $LOG"
    echo "$GIB" >"$STATE/seeded"
  fi
  rm -rf "$STATE/lifeboat" "$STATE/vault"
  mkdir -p "$STATE"/vault "$STATE"/lifeboat/{config,data,state}
  lifeboat vault add "$STATE/vault" --name bench --plain-config
  lifeboat host add $HOST "root@$(of_host .address):$(of_host .port)" --identity "$(of_host .key)" \
    --trust "$(of_host .fingerprint)"
}

measure_backup() {
  local round hand=() ours=() dumps=()
  for round in $(seq "$ROUNDS"); do
    say "Backup, round $round of $ROUNDS: by hand"
    took dumps_by_hand
    hand+=("$TOOK")
    say "Backup, round $round of $ROUNDS: Lifeboat"
    local start=$EPOCHREALTIME
    lifeboat backup $HOST --vault bench "${COMPARED[@]}"
    ours+=("$(calculate "$EPOCHREALTIME - $start")")
    dumps+=("$(dump_phase)")
  done
  local by_hand
  by_hand=$(best "${hand[@]}")
  row "dumps of $(field '.runs[0].components | length') components, $(size)" \
    "$(calculate "$(best "${dumps[@]}")") s" "$by_hand s" "$(calculate "$(best "${dumps[@]}") / $by_hand")" "<= 1.0"
  row "backup with fingerprint and verify" "$(best "${ours[@]}") s" "$by_hand s" \
    "$(calculate "$(best "${ours[@]}") / $by_hand")" "<= 1.3"
  POINT=$(field '.runs[0].point')
}

measure_restore() {
  say "Restore: Lifeboat"
  lifeboat restore "$POINT" --to $HOST --confirm $HOST
  local downtime seconds
  downtime=$(field .downtimeSeconds) seconds=$(field .seconds)
  lifeboat accept "$(field .run)"
  say "Restore: by hand"
  took restore_by_hand
  row "restore: downtime" "$(calculate "$downtime") s" "$TOOK s" "$(calculate "$downtime / $TOOK" 3)" "< 5 s"
  row "restore: whole" "$(calculate "$seconds") s" "$TOOK s" "$(calculate "$seconds / $TOOK")" ""
}

# Plain SQL writes every byte of the random table as two digits, so the database passes twice.
measure_memory() {
  say "Memory: the same databases as plain SQL"
  lifeboat backup $HOST --vault bench --format plain
  row "memory of lifeboat-cli while $(size) pass" "$((MEMORY / 1024)) MiB" "" "" "< 150 MiB"
}

# Small objects, of which every request takes longer than its bytes.
measure_objects() {
  local count=20000 id round hand=() ours=() start full bytes
  id=$(container minio)
  say "Objects: putting $count"
  took put_objects "$id" 1 $count
  by_ssh docker exec "$id" cat /usr/bin/mc >"$STATE/mc"
  chmod +x "$STATE/mc"
  for round in $(seq "$ROUNDS"); do
    say "Objects, round $round of $ROUNDS: mc mirror through ssh -L"
    took mirror_by_hand "$id"
    hand+=("$TOOK")
    say "Objects, round $round of $ROUNDS: Lifeboat"
    start=$EPOCHREALTIME
    lifeboat backup $HOST --vault bench --component minio --full
    ours+=("$(calculate "$EPOCHREALTIME - $start")")
  done
  full=$(best "${ours[@]}")
  row "objects: all of $count, $(size)" "$full s" "$(best "${hand[@]}") s" \
    "$(calculate "$full / $(best "${hand[@]}")")" "<= 1.0"
  took put_objects "$id" 1 $((count / 100))
  say "Objects: Lifeboat, one percent changed"
  start=$EPOCHREALTIME
  lifeboat backup $HOST --vault bench --component minio
  TOOK=$(calculate "$EPOCHREALTIME - $start")
  row "objects: one percent changed, against all" "$TOOK s" "$full s" "$(calculate "$TOOK / $full")" "<= 0.1"
  bytes=$(field '[.runs[0].components[].artifacts[] | select(.file | endswith(".tar")) | .bytes] | add')
  row "objects: bytes of their archive, against the changed ones" "$bytes B" "$((count / 100 * 16384)) B" \
    "$(calculate "$bytes / ($count / 100 * 16384)")" "<= 1.1"
}

measure_whole() {
  local start by_hand seconds files
  say "Whole host: the official script made right, and rsync"
  # No host of BK-Lite's has rsync: this machine's, which is the same Debian.
  ldd "$(command -v rsync)" | awk '/\// { print $(NF - 1) }' | tar -chPf - -T - "$(command -v rsync)" 2>>"$LOG" |
    by_ssh tar -xPf - --skip-old-files
  took whole_by_hand
  by_hand=$TOOK
  say "Whole host: Lifeboat"
  start=$EPOCHREALTIME
  lifeboat backup $HOST --vault bench --full --cold victorialogs "${WHOLE[@]}"
  seconds=$(calculate "$EPOCHREALTIME - $start")
  row "whole host, $(size)" "$seconds s" "$by_hand s" "$(calculate "$seconds / $by_hand")" "<= 0.5"
  POINT=$(field '.runs[0].point')
  files=$(echo "$STATE"/vault/bench-*/"${POINT#*/}")
  say "Verify: sha256sum, Lifeboat"
  took find "$files" -name '*.sha256' -execdir sha256sum --quiet -c {} +
  by_hand=$TOOK
  start=$EPOCHREALTIME
  lifeboat verify "$POINT"
  seconds=$(calculate "$EPOCHREALTIME - $start")
  row "verify, $(du -sh "$files" | cut -f 1)" "$seconds s" "$by_hand s" "$(calculate "$seconds / $by_hand")" "<= 1.1"
}

measure_whole_restore() {
  local start by_hand seconds down
  say "Restore of the whole host: Lifeboat"
  start=$EPOCHREALTIME
  lifeboat restore "$POINT" --to $HOST --confirm $HOST
  seconds=$(calculate "$EPOCHREALTIME - $start")
  down=$(field .downtimeSeconds)
  lifeboat accept last
  say "Restore of the whole host: the official procedure made right"
  took restore_whole_by_hand
  by_hand=$TOOK
  row "restore of the whole host: downtime" "$down s" "$by_hand s" "$(calculate "$down / $by_hand" 3)" "<= 0.05"
  row "restore of the whole host: all of it" "$seconds s" "$by_hand s" "$(calculate "$seconds / $by_hand")" "<= 1.0"
}

# raise_blank: a host with the images and nothing else, which is spoken to from then on.
raise_blank() {
  host_sh up 1 --first 2 --any --all-components --empty >>"$LOG" 2>&1 || fail "The blank host did not come up: see $LOG"
  ORDINAL=1
}

drop_blank() {
  host_sh down h2 >>"$LOG" 2>&1
  ORDINAL=0
}

measure_recover() {
  local start by_hand seconds files
  files=$(echo "$STATE"/vault/bench-*/"${POINT#*/}")
  lifeboat export-runbook "$POINT" --lang en "$STATE/runbook.md"
  awk '/^```+sh$/ { inside = 1; next } /^```+$/ { inside = 0 } inside' "$STATE/runbook.md" >"$STATE/typed"
  say "Recovery of a blank host: the runbook's commands"
  raise_blank
  took recover_by_hand "$files"
  by_hand=$TOOK
  drop_blank
  say "Recovery of a blank host: Lifeboat"
  raise_blank
  lifeboat host add blank "root@$(of_host .address):$(of_host .port)" --identity "$(of_host .key)" --trust "$(of_host .fingerprint)"
  start=$EPOCHREALTIME
  lifeboat recover "$POINT" --to blank --confirm blank
  seconds=$(calculate "$EPOCHREALTIME - $start")
  drop_blank
  row "recovery of a blank host, images present" "$seconds s" "$by_hand s" "$(calculate "$seconds / $by_hand")" "<= 0.8"
}

# What users of the application wait for while it writes all the time, before and during a drill on its host: the median of
# all ten seconds and the worst of them. Lifeboat itself is another machine's load in life, so here it gives way. What an empty
# loop of the lowest priority does to the answers is the least that any drill can cost on this machine.
measure_drill() {
  local before before95 during=() typical worst p95 rto drill loop idle
  say "Drill: the application's answers before it"
  host_sh load h1 on >>"$LOG" 2>&1
  before=$(host_sh load h1 latency 30)
  nice -n 19 timeout 120 sh -c 'while :; do :; done' &
  loop=$!
  idle=$(host_sh load h1 latency 30)
  kill $loop
  say "Drill: the application's answers meanwhile"
  nice -n 19 "$CLI" drill "$POINT" --json >"$STATE/drill.json" 2>>"$LOG" &
  drill=$!
  while kill -0 $drill 2>/dev/null; do
    during+=("$(host_sh load h1 latency 10)")
  done
  host_sh load h1 off >>"$LOG" 2>&1
  wait $drill || fail "the drill failed: see $STATE/drill.json"
  host_sh load h1 clear >>"$LOG" 2>&1
  printf 'drill: before %s, beside a loop %s, meanwhile:\n%s\n' "$before" "$idle" "$(printf '%s\n' "${during[@]}")" >>"$LOG"
  read -r typical worst < <(printf '%s\n' "${during[@]}" | cut -d ' ' -f 2 | sort -g |
    awk '{ took[NR] = $1 } END { print took[int((NR + 1) / 2)], took[NR] }')
  p95=$(printf '%s\n' "${during[@]}" | cut -d ' ' -f 3 | sort -g | tail -n 1)
  rto=$(jq '.runs[0].rtoSeconds' "$STATE/drill.json")
  read -r _ before before95 _ <<<"$before"
  read -r _ idle _ <<<"$idle"
  row "drill of the whole host, all data there after $(calculate "$rto" 1) s: answers, median" "$typical ms" "$before ms" \
    "$(calculate "$typical / $before")" "<= 1.5"
  row "the same, in its worst ten seconds" "$worst ms" "$before ms" "$(calculate "$worst / $before")" "<= 1.5"
  row "the same, 95th percentile of the worst" "$p95 ms" "$before95 ms" "$(calculate "$p95 / $before95")" ""
  row "the same, beside an empty loop of the lowest priority alone" "$idle ms" "$before ms" "$(calculate "$idle / $before")" ""
}

# The SSH layer alone, hashing and syncing what it receives, against ssh with the same cipher. bench_ssh's rows have our shape;
# its ratios are of speeds, so more is better.
measure_ssh() {
  local each
  say "SSH: one stream, two sessions, a far host"
  "$LIFEBOAT_BUILD/tests/bench_ssh" --tabbed --delay --size "$(calculate "$GIB * 1024" 0)" --rounds "$ROUNDS" \
    >"$STATE/ssh-rows" 2>>"$LOG" || fail "bench_ssh failed: see $LOG"
  while IFS= read -r each; do
    ROWS+=("$each")
  done <"$STATE/ssh-rows"
}

# The window over 200 hosts and 10,000 points on this machine's disk; nothing of it is to be typed by hand.
measure_window() {
  local each
  say "Window: its start, pages and memory with a large fleet"
  "$LIFEBOAT_BUILD/tests/bench_window" --tabbed >"$STATE/window-rows" 2>>"$LOG" || fail "bench_window failed: see $LOG"
  while IFS= read -r each; do
    ROWS+=("$each")
  done <"$STATE/window-rows"
}

load_average() {
  cut -d ' ' -f 1-3 /proc/loadavg
}

# A machine that does something else meanwhile is seen here, and its figures are worth little.
print_rows() {
  printf '\n%s processors; load average %s before, %s after\n' "$(nproc)" "$LOAD" "$(load_average)"
  {
    printf 'what\tLifeboat\tby hand\tratio\taim\n'
    printf '%s\n' "${ROWS[@]}"
  } | column -t -s $'\t'
}

# What was measured before something failed is shown too.
finish() {
  local status=$?
  set +e
  [ ${#ROWS[@]} = 0 ] || print_rows
  if [ -z "$KEEP" ]; then
    host_sh down >>"$LOG" 2>&1
    as_root rm -rf --one-file-system "$STATE/host" "$STATE/seeded" "$STATE/vault" "$STATE/by-hand" "$STATE/ssh-rows" "$STATE/window-rows" "$STATE/mirror" "$STATE/home" \
      "$STATE/mc" "$STATE/mc-config" "$STATE/ready" "$STATE/drill.json" "$STATE/runbook.md" "$STATE/typed"
  fi
  exit $status
}

prepare
trap finish EXIT
LOAD=$(load_average)
for what in "${WANTED[@]:-${ALL[@]}}"; do
  "measure_${what//-/_}"
done
