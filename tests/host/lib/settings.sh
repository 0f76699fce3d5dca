# Where things are, how to speak, and nothing else. Sourced by host.sh before every other part.
set -euo pipefail
# neither a decimal comma nor a strict mask of the caller's may change what is made
export LC_ALL=C.UTF-8
umask 022

HOST_SH_DIR=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
CACHE=${LIFEBOAT_HOST_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/lifeboat-host}
STATE=${LIFEBOAT_HOST_STATE:-/var/tmp/lifeboat-host}
PORT0=${LIFEBOAT_HOST_PORT0:-2200}
LAN=${LIFEBOAT_HOST_LAN:-10.77.0}

# The hosts share the machine's kernel, so whatever has a name there (control groups, the LAN's namespace) carries the
# bed's id: two beds with their own STATE never meet.
BED=lbh-$(printf %s "$STATE" | sha256sum | cut -c1-6)
NETNS=$BED

INSIDE_PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
SKIPPED=77

STARTED=${STARTED:-$EPOCHREALTIME}

log() {
  printf '[%6.1fs] %s\n' "$(awk -v now="$EPOCHREALTIME" -v then="$STARTED" 'BEGIN { print now - then }')" "$*" >&2
}

die() {
  log "ERROR: $*"
  exit 1
}

# usage_error MESSAGE: a wrong call ends with 2, as the programs under test do.
usage_error() {
  echo "host.sh: $*" >&2
  echo "See host.sh --help." >&2
  exit 2
}

need_root() {
  [ "$(id -u)" = 0 ] || die "run it as root (sudo $0 ...)"
}

need_value() {
  [ $# -ge 2 ] || usage_error "$1 needs a value"
}

host_dir() {
  echo "$STATE/$1"
}

# The number of a host: h3 -> 3. Of a hundred ports from PORT0, 1 to 39 are doors, 51 to 89 slow ways to them, 90 is the
# jump host, 91 the slow way to it. On the LAN the jump host is .10, h1 is .11.
host_number() {
  [[ $1 =~ ^h([1-9]|[1-3][0-9])$ ]] || usage_error "'$1' is not a host; hosts are h1 … h39"
  echo "${BASH_REMATCH[1]}"
}

door_port() {
  if [ "$1" = jump ]; then
    echo $((PORT0 + 90))
  else
    echo $((PORT0 + $(host_number "$1")))
  fi
}

slow_port() {
  if [ "$1" = jump ]; then
    echo $((PORT0 + 91))
  else
    echo $((PORT0 + 50 + $(host_number "$1")))
  fi
}

lan_address() {
  if [ "$1" = jump ]; then
    echo "$LAN.10"
  else
    echo "$LAN.$((10 + $(host_number "$1")))"
  fi
}

# conf HOST NAME: one value of the host's settings (written by up, in the form of shell assignments).
conf() {
  (
    # shellcheck disable=SC1091
    . "$STATE/$1/conf"
    printf %s "${!2:-}"
  )
}

# all_hosts: the names of this bed's hosts, whether they run or not, the jump host last.
all_hosts() {
  local dir
  for dir in "$STATE"/h[1-9] "$STATE"/h[1-3][0-9] "$STATE/jump"; do
    [ ! -d "$dir" ] || basename "$dir"
  done
}
