#!/bin/bash
# From a bare Debian 12 to the tests' result: installs, builds, raises hosts, runs CTest, takes the hosts down again.
# usage: bash tests/run.sh [--long]
#   --long   kills and loads whole instead of a sample
# Ends with CTest's closing lines and its exit status. A kernel that refuses the hosts skips what needs one; the rest runs.
# Where the hosts came up is a matter of this run alone: a folder, ports and a network of its own, so that hosts that a
# developer keeps running are left in peace.
set -euo pipefail
. "$(dirname "$0")/../packaging/lib.sh"

HOSTS=3
LOG=$LIFEBOAT_SOURCE/build/logs
STATE=
HOSTS_JOB=

usage() {
  sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0"
}

# free_ports: prints the first hundred of ports that is free as a whole; 2200 is left to a developer's own hosts.
free_ports() {
  local base taken
  taken=" $(awk 'FNR > 1 { sub(/.*:/, "", $2); print "0x" $2 }' /proc/net/tcp /proc/net/tcp6 2>/dev/null |
    while read -r port; do echo "$((port / 100 * 100))"; done | sort -u | tr '\n' ' ')"
  for base in $(seq 2400 100 6400); do
    if [[ $taken != *" $base "* ]]; then
      echo "$base"
      return
    fi
  done
  fail "No hundred of free ports between 2400 and 6499."
}

# The hosts need root for as long as the tests run; where sudo asks, it asks now and is kept awake.
become_root() {
  as_root true
  ROOT=()
  [ "$(id -u)" != 0 ] || return 0
  ROOT=(sudo -n)
  (while sleep 50 && kill -0 $$ 2>/dev/null; do sudo -n true; done) &
}

# Sets HOSTS_JOB where hosts are being raised, else WHY_NO_HOSTS.
raise_hosts() {
  HOST_COMMAND=("${ROOT[@]}" env HOME="$HOME" LIFEBOAT_HOST_STATE="$STATE" LIFEBOAT_HOST_PORT0="$(free_ports)"
    LIFEBOAT_HOST_LAN=10.78.0 ${LIFEBOAT_HOST_CACHE:+LIFEBOAT_HOST_CACHE="$LIFEBOAT_HOST_CACHE"} "$HOST_SH")
  "${HOST_COMMAND[@]}" prereq >>"$LOG/packages.log" 2>&1 || fail "The hosts' packages could not be installed: see $LOG/packages.log"
  local status=0
  WHY_NO_HOSTS=$("${HOST_COMMAND[@]}" check 2>&1) || status=$?
  case $status in
    0) ;;
    77) return 0 ;;
    *) fail "host.sh check ended with $status: $WHY_NO_HOSTS" ;;
  esac
  WHY_NO_HOSTS=
  "${HOST_COMMAND[@]}" up "$HOSTS" --seed >"$LOG/hosts.log" 2>&1 &
  HOSTS_JOB=$!
}

# Says nothing, because CTest's lines are the last ones.
clean_up() {
  local status=$?
  trap '' INT TERM
  if [ -n "$HOSTS_JOB" ]; then
    kill "$HOSTS_JOB" && wait "$HOSTS_JOB"
    "${HOST_COMMAND[@]}" down
    [ ${#ROOT[@]} = 0 ] || sudo -n chown -R "$(id -u):$(id -g)" "$LIFEBOAT_BUILD"
  fi >>"$LOG/hosts.log" 2>&1
  [ -z "$STATE" ] || "${ROOT[@]}" rm -rf --one-file-system "$STATE"
  exit "$status"
}

for argument in "$@"; do
  case $argument in
    --long) export LIFEBOAT_TEST_LONG=1 ;;
    --help | -h)
      usage
      exit 0
      ;;
    *)
      echo "tests/run.sh: unknown option $argument (see --help)" >&2
      exit 2
      ;;
  esac
done

mkdir -p "$LOG"
install_packages "$LOG/packages.log"
become_root
STATE=$(mktemp -d /var/tmp/lifeboat-tests.XXXXXX)
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
raise_hosts
if [ -n "$WHY_NO_HOSTS" ]; then
  say "No hosts here, so what needs one is skipped: $WHY_NO_HOSTS"
else
  say "Raising $HOSTS hosts beside the build: $LOG/hosts.log"
fi

say "Building: $LOG/build.log"
build "$LOG/build.log" || fail "It does not build: see $LOG/build.log"
say "Built."
if [ -n "$HOSTS_JOB" ]; then
  if ! wait "$HOSTS_JOB"; then
    tail -n 20 "$LOG/hosts.log" >&2
    fail "The hosts did not come up: see $LOG/hosts.log"
  fi
  export LIFEBOAT_TEST_HOSTS=$STATE/hosts.json
  say "The hosts are up."
fi

say "Testing"
status=0
# Faults and digests enter the hosts' namespaces, so with hosts the tests run as root too.
"${ROOT[@]}" env LIFEBOAT_TEST_HOSTS="${LIFEBOAT_TEST_HOSTS:-}" LIFEBOAT_TEST_LONG="${LIFEBOAT_TEST_LONG:-}" \
  LIFEBOAT_TEST_SEED="${LIFEBOAT_TEST_SEED:-}" \
  ctest --test-dir "$LIFEBOAT_BUILD" --output-on-failure --parallel "$(nproc)" || status=$?
exit "$status"
