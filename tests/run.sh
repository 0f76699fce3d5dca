#!/bin/bash
# From a bare Debian 12 to the tests' result: installs, builds, raises hosts, runs CTest, takes the hosts down again.
# usage: bash tests/run.sh [--long]
#   --long   kills and loads whole instead of a sample
# Ends with CTest's closing lines and its exit status. A kernel that refuses the hosts skips what needs one; the rest runs.
# Where the hosts came up is a matter of this run alone: a folder, ports and a network of its own, so that hosts that a
# developer keeps running are left in peace.
set -euo pipefail
. "$(dirname "$0")/../packaging/lib.sh"

LOG=$LIFEBOAT_SOURCE/build/logs
STATE=
HOSTS_JOB=

usage() {
  sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0"
}

# Sets HOSTS_JOB where hosts are being raised, else WHY_NO_HOSTS.
raise_hosts() {
  STATE=$(mktemp -d /var/tmp/lifeboat-tests.XXXXXX)
  use_hosts "$STATE" 2400
  host_sh prereq >>"$LOG/packages.log" 2>&1 || fail "The hosts' packages could not be installed: see $LOG/packages.log"
  local status=0
  WHY_NO_HOSTS=$(host_sh check 2>&1) || status=$?
  case $status in
    0) ;;
    77) return 0 ;;
    *) fail "host.sh check ended with $status: $WHY_NO_HOSTS" ;;
  esac
  WHY_NO_HOSTS=
  # A process group of its own, so that an interrupt ends whatever it is at.
  set -m
  # shellcheck disable=SC2016
  bash -euc '
    "$@" up 1 --any --jump --two-factor
    "$@" up 1 --first 2 --any --all-components
    "$@" up 1 --first 3 --any --all-components --vlogs 1.49.0 --engine 28
    for host in h1 h2 h3; do
      "$@" seed "$host" --rows 20000
    done
  ' bash "${HOST_SH[@]}" >"$LOG/hosts.log" 2>&1 &
  HOSTS_JOB=$!
  set +m
}

# Says nothing, because CTest's lines are the last ones.
clean_up() {
  local status=$?
  set +e
  trap '' INT TERM
  if [ -n "$HOSTS_JOB" ]; then
    as_root kill -- -"$HOSTS_JOB"
    wait "$HOSTS_JOB"
    host_sh down
  fi >>"$LOG/hosts.log" 2>&1
  [ -z "$STATE" ] || as_root rm -rf --one-file-system "$STATE"
  [ "$(id -u)" = 0 ] || as_root chown -R "$(id -u):$(id -g)" "$LIFEBOAT_BUILD"
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
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
raise_hosts
if [ -n "$WHY_NO_HOSTS" ]; then
  say "No hosts here, so what needs one is skipped: $WHY_NO_HOSTS"
else
  say "Raising three hosts beside the build: $LOG/hosts.log"
fi

say "Building: $LOG/build.log"
build "$LOG/build.log" || fail "It does not build: see $LOG/build.log"
say "Built."
if [ -n "$HOSTS_JOB" ]; then
  if ! wait "$HOSTS_JOB"; then
    tail -n 20 "$LOG/hosts.log" >&2
    fail "The hosts did not come up: see $LOG/hosts.log"
  fi
  say "The hosts are up."
fi

say "Testing"
# Faults and digests enter the hosts' namespaces, so where there are hosts the tests run as root too. A test of a host waits
# for docker more than it computes: one more than there are processors keeps them busy.
tests=(ctest --test-dir "$LIFEBOAT_BUILD" --output-on-failure --parallel "$(($(nproc) + 1))")
if [ -z "$HOSTS_JOB" ]; then
  "${tests[@]}"
else
  environment=(HOME="$HOME" LIFEBOAT_TEST_HOSTS="$STATE/hosts.json" LIFEBOAT_HOST_STATE="$STATE"
    LIFEBOAT_HOST_PORT0="$(cat "$STATE/port0")")
  for name in LIFEBOAT_TEST_LONG LIFEBOAT_TEST_SEED; do
    [ -z "${!name:-}" ] || environment+=("$name=${!name}")
  done
  as_root env "${environment[@]}" "${tests[@]}"
fi
