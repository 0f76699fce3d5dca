# shellcheck shell=bash disable=SC2034
# Shared by try.sh, tests/run.sh and tests/bench/run.sh: how a bare Debian 12 becomes a machine that builds Lifeboat, how it
# is built, and how to speak to hosts of one's own. Sourced; changes nothing by itself.

LIFEBOAT_SOURCE=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
LIFEBOAT_BUILD=$LIFEBOAT_SOURCE/build

say() {
  printf '[%4ds] %s\n' "$SECONDS" "$*"
}

fail() {
  say "$*" >&2
  exit 1
}

# as_root COMMAND...: sudo asks for a password on the terminal, and fails at once where there is none.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "This needs root, and there is no sudo: run it as root."
  fi
}

is_installed() {
  dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed'
}

# install_packages LOG: what packaging/debian-packages.txt names and this machine lacks. No service is started by it: a
# developer's machine must not get an sshd because our tests want the program.
install_packages() {
  local log=$1 package missing=()
  for package in $(sed 's/#.*//' "$LIFEBOAT_SOURCE/packaging/debian-packages.txt"); do
    is_installed "$package" || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  say "Installing ${#missing[@]} packages: ${missing[*]}"
  as_root bash -s -- "${missing[@]}" >>"$log" 2>&1 <<'ROOT' || fail "The packages could not be installed: see $log"
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
  printf '#!/bin/sh\nexit 101\n' >$policy
  chmod +x $policy
  trap 'rm -f $policy' EXIT
fi
# A foreign source that does not answer is no reason to stop: whether the packages arrive is what counts.
apt-get -q -o DPkg::Lock::Timeout=300 update || true
DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-unsafe-io \
  install -y --no-install-recommends "$@" </dev/null
ROOT
}

# build LOG [TARGET...]: configures build/ and builds; the compiler's words are shown only where it failed.
build() {
  local log=$1
  shift
  if command -v ccache >/dev/null; then
    export CMAKE_CXX_COMPILER_LAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER-ccache}
    export CCACHE_BASEDIR=$LIFEBOAT_SOURCE CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros
  fi
  if ! (cd "$LIFEBOAT_SOURCE" && cmake --preset default) >>"$log" 2>&1 ||
    ! cmake --build "$LIFEBOAT_BUILD" --parallel "$(nproc)" ${1:+--target "$@"} >>"$log" 2>&1; then
    grep -E -A12 'FAILED:|error:|Error at|undefined reference' "$log" | head -n 60 >&2
    return 1
  fi
}

# free_ports FIRST: prints the first hundred of ports from FIRST on of which none is in use.
free_ports() {
  local base taken
  taken=" $(awk 'FNR > 1 { sub(/.*:/, "", $2); print "0x" $2 }' /proc/net/tcp /proc/net/tcp6 2>/dev/null |
    while read -r port; do echo $((port / 100 * 100)); done | sort -u | tr '\n' ' ')"
  for base in $(seq "$1" 100 $(($1 + 4000))); do
    if [[ $taken != *" $base "* ]]; then
      echo "$base"
      return
    fi
  done
  fail "No hundred of free ports from $1 on."
}

# use_hosts STATE FIRST_PORT: from here on host_sh speaks to the hosts of that folder, which share nothing with others but
# the cache of their images. Hosts need root: where sudo asks for a password, it asks now and is then kept awake.
use_hosts() {
  local root=()
  mkdir -p "$1"
  [ -e "$1/port0" ] || free_ports "$2" >"$1/port0"
  if [ "$(id -u)" != 0 ]; then
    as_root true
    root=(sudo -n)
    (while sleep 50 && kill -0 $$ 2>/dev/null; do sudo -n true; done) &
  fi
  HOST_SH=("${root[@]}" env HOME="$HOME" LIFEBOAT_HOST_STATE="$1" LIFEBOAT_HOST_PORT0="$(cat "$1/port0")"
    ${LIFEBOAT_HOST_CACHE:+LIFEBOAT_HOST_CACHE="$LIFEBOAT_HOST_CACHE"} "$LIFEBOAT_SOURCE/tests/host/host.sh")
}

host_sh() {
  "${HOST_SH[@]}" "$@"
}
