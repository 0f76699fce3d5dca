#!/bin/bash
# First process of a test host, still seeing the machine's files: builds the host's own root and enters it.
# usage: boot.sh BED NAME DIR     in new mount, uts, ipc, net, pid and cgroup namespaces; DIR/conf has LOWER, LAN_IP, DISK
set -eu
BED=$1
NAME=$2
DIR=$3
LOWER='' LAN_IP='' DISK=''
# shellcheck disable=SC1091
. "$DIR/conf"
ROOT=$DIR/root

own_files() {
  local files=$DIR
  if [ -n "$DISK" ]; then
    # a disk of its own, so that it can be full; the loop device goes with this namespace
    mkdir -p "$DIR/disk"
    mount -o loop "$DIR/disk.img" "$DIR/disk"
    files=$DIR/disk
  fi
  mkdir -p "$files/upper" "$files/work" "$files/docker" "$ROOT"
  mount -t overlay "$NAME" -o "lowerdir=$LOWER,upperdir=$files/upper,workdir=$files/work" "$ROOT"
  # a plain folder, not an overlay: so docker can use overlay2 in it
  mkdir -p "$ROOT/var/lib/docker"
  mount --bind "$files/docker" "$ROOT/var/lib/docker"
}

kernel_files() {
  mount -t proc proc "$ROOT/proc" -o nosuid,nodev,noexec
  mount -t sysfs sysfs "$ROOT/sys" -o nosuid,nodev,noexec
  mount -t tmpfs tmpfs "$ROOT/run" -o nosuid,nodev,mode=755,size=256m
  mount -t tmpfs tmpfs "$ROOT/dev" -o nosuid,mode=755,size=4m
}

devices() {
  local device name major minor
  for device in null:1:3 zero:1:5 full:1:7 random:1:8 urandom:1:9 tty:5:0 kmsg:1:11 fuse:10:229; do
    IFS=: read -r name major minor <<<"$device"
    mknod -m 666 "$ROOT/dev/$name" c "$major" "$minor"
  done
  mkdir "$ROOT/dev/pts" "$ROOT/dev/shm" "$ROOT/dev/mqueue"
  mount -t devpts devpts "$ROOT/dev/pts" -o newinstance,ptmxmode=0666,mode=620,gid=5
  mount -t tmpfs tmpfs "$ROOT/dev/shm" -o nosuid,nodev
  ln -s pts/ptmx "$ROOT/dev/ptmx"
  ln -s /proc/self/fd "$ROOT/dev/fd"
  ln -s /proc/self/fd/0 "$ROOT/dev/stdin"
  ln -s /proc/self/fd/1 "$ROOT/dev/stdout"
  ln -s /proc/self/fd/2 "$ROOT/dev/stderr"
}

control_groups() {
  local base=$ROOT/sys/fs/cgroup
  if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
    mount -t cgroup2 cgroup2 "$base" -o nosuid,nodev,noexec
    # version 2 allows no processes in an inner node: this one moves to a leaf, then the controllers are handed down
    mkdir "$base/init.scope"
    echo 1 >"$base/init.scope/cgroup.procs"
    local controller
    for controller in $(cat "$base/cgroup.controllers"); do
      echo "+$controller" >"$base/cgroup.subtree_control" 2>/dev/null || true
    done
    return
  fi
  mount -t tmpfs tmpfs "$base" -o nosuid,nodev,noexec,mode=755
  local hierarchy
  while IFS=: read -r _ hierarchy _; do
    case $hierarchy in
      '')
        mkdir "$base/unified"
        mount -t cgroup2 cgroup2 "$base/unified"
        ;;
      name=*)
        mkdir "$base/${hierarchy#name=}"
        mount -t cgroup -o "none,$hierarchy" cgroup "$base/${hierarchy#name=}"
        ;;
      *)
        mkdir "$base/$hierarchy"
        mount -t cgroup -o "$hierarchy" cgroup "$base/$hierarchy"
        ;;
    esac
  done </proc/self/cgroup
}

# The wire: host.sh puts eth0 into this namespace from outside.
network() {
  ip link set lo up
  [ -n "$LAN_IP" ] || return 0
  local i
  for i in $(seq 200); do
    ! ip link show eth0 >/dev/null 2>&1 || break
    sleep 0.05
  done
  ip addr add "$LAN_IP/24" dev eth0
  ip link set eth0 up
}

own_files
kernel_files
devices
control_groups
hostname "$NAME"
network
cd "$ROOT"
pivot_root . .
umount -l .
exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
  /bin/bash /sbin/lifeboat-host-init "$BED" "$NAME"
