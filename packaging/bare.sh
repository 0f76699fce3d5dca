#!/bin/bash
# Runs a command of this checkout on a bare Debian 12: a minimal root made for it, and the last commit cloned into it.
# usage: packaging/bare.sh [--keep] [COMMAND...]      default: bash .ci/run
#   --keep   leaves the root in place, so that the next call goes on with it (a second run on the same machine)
# Needs root, mmdebstrap and git. Nothing of this machine is in the root but its package sources, certificates and resolver;
# BARE_DIR says where the root lies (5 GB).
set -euo pipefail

SOURCE=$(cd "$(dirname "$0")/.." && pwd)
DIR=${BARE_DIR:-/var/tmp/lifeboat-bare}
KEEP=0

if [ "${1:-}" = --keep ]; then
  KEEP=1
  shift
fi
[ $# -gt 0 ] || set -- bash .ci/run

make_root() {
  mkdir -p "$DIR"
  local sources=/etc/apt/sources.list.d/debian.sources
  [ -s $sources ] || sources=/etc/apt/sources.list
  mmdebstrap --quiet --mode=root --variant=minbase --include=ca-certificates --format=directory bookworm "$DIR/root" "$sources"
  rm -f "$DIR"/root/etc/apt/sources.list.d/*
  cp "$sources" "$DIR/root$sources"
  cp /etc/apt/apt.conf.d/* "$DIR/root/etc/apt/apt.conf.d/"
  cp -L /etc/resolv.conf "$DIR/root/etc/resolv.conf"
  cp -L /etc/ssl/certs/ca-certificates.crt "$DIR/root/etc/ssl/certs/"
}

# Everything that is mounted or started for the command is inside its own namespaces and goes away with it. The root has to
# be that of the namespace: after a mere chroot, whoever enters the namespace anew (docker exec) would be on this machine.
run_inside() {
  # shellcheck disable=SC2016
  unshare --mount --pid --uts --ipc --fork --kill-child --propagation private bash -euc '
    root=$1
    shift
    mount --bind "$root" "$root"
    cd "$root"
    mount -t proc proc proc
    mount --rbind /sys sys
    mount --rbind /dev dev
    mount -t tmpfs tmpfs run
    mount -t tmpfs tmpfs tmp
    mkdir -p .machine
    pivot_root . .machine
    exec chroot . bash -euc "
      umount -l /.machine
      rmdir /.machine
      cd /checkout
      exec env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin CI=true \"\$@\"
    " bash "$@"
  ' bash "$DIR/root" "$@" </dev/null
}

[ "$(id -u)" = 0 ] || { echo "run it as root" >&2; exit 1; }
if [ ! -d "$DIR/root/etc" ]; then
  make_root
  echo "The bare root is there: $(du -sh "$DIR/root" | cut -f1)"
fi
if [ ! -d "$DIR/root/checkout" ]; then
  git clone -q --no-hardlinks "$SOURCE" "$DIR/root/checkout"
else
  git -C "$DIR/root/checkout" pull -q
fi
echo "Running: $*"
status=0
run_inside "$@" || status=$?
echo "Ended with $status after $SECONDS s; the root takes $(du -sh "$DIR/root" | cut -f1)"
[ $KEEP = 1 ] || rm -rf --one-file-system "$DIR"
exit $status
