# A host is a process tree in namespaces of its own over a copy-on-write root. Nothing here knows what runs in it.

# check_kernel: whether this machine allows all that. One line and exit 77 if not: tests then skip.
check_kernel() {
  local why='' folder
  if [ "$(id -u)" != 0 ]; then
    why="root is needed (sudo)"
  elif [ "$(uname -m)" != x86_64 ]; then
    why="the servers are those of x86_64, this machine is $(uname -m)"
  elif ! command -v unshare ip nsenter >/dev/null; then
    why="util-linux and iproute2 are needed (host.sh prereq)"
  elif ! unshare -m -u -i -n -p -C -f true 2>/dev/null; then
    why="this kernel or container refuses new namespaces"
  else
    folder=$(mktemp -d /var/tmp/lifeboat-host-check.XXXXXX)
    mkdir "$folder"/{lower,upper,work,root}
    unshare -m mount -t overlay check -o "lowerdir=$folder/lower,upperdir=$folder/upper,workdir=$folder/work" \
      "$folder/root" 2>/dev/null || why="overlay file systems cannot be mounted here"
    rm -rf "$folder"
    unshare -n ip link add check type bridge 2>/dev/null || why="network bridges cannot be made here"
    [ -w /sys/fs/cgroup/cgroup.procs ] || [ -w /sys/fs/cgroup/pids/cgroup.procs ] || why="control groups are read-only here"
  fi
  if [ -n "$why" ]; then
    echo "no test hosts on this machine: $why"
    exit $SKIPPED
  fi
}

# Where these are modules, a host cannot load them itself.
load_modules() {
  local module
  for module in overlay veth bridge br_netfilter nf_tables nft_compat nft_chain_nat xt_conntrack xt_addrtype xt_comment \
    xt_MASQUERADE xt_nat iptable_nat loop sch_tbf sch_htb cls_u32; do
    modprobe -q "$module" 2>/dev/null || true
  done
}

# --- who runs ---------------------------------------------------------------------------------------------------------

host_pid() {
  local pid
  pid=$(cat "$STATE/$1/pid" 2>/dev/null) || return 1
  is_host "$pid" "$1" || return 1
  echo "$pid"
}

# Whether process $1 is host $2 of this bed, so that nothing else is ever signalled.
is_host() {
  [ "$(tr '\0' ' ' 2>/dev/null <"/proc/$1/cmdline")" = "/bin/bash /sbin/lifeboat-host-init $BED $2 " ]
}

need_up() {
  host_pid "$1" >/dev/null || die "$1 is not up (host.sh list)"
}

# inside HOST COMMAND...: root inside the host, not through ssh: for setting up and looking, not for the product.
inside() {
  local pid
  pid=$(host_pid "$1") || die "$1 is not up (host.sh list)"
  shift
  nsenter -t "$pid" -m -u -i -n -p -C -r -w env -i PATH=$INSIDE_PATH HOME=/root LANG=C.UTF-8 "$@"
}

# --- control groups ---------------------------------------------------------------------------------------------------

# Makes the host's group in each hierarchy and prints them: one with version 2, about ten with version 1.
make_cgroups() {
  local name=$1 base controller group
  if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
    mkdir -p "/sys/fs/cgroup/$BED/$name"
    for base in /sys/fs/cgroup "/sys/fs/cgroup/$BED"; do
      for controller in cpu cpuset io memory pids; do
        echo "+$controller" >"$base/cgroup.subtree_control" 2>/dev/null || true
      done
    done
    echo "/sys/fs/cgroup/$BED/$name"
    return
  fi
  for base in /sys/fs/cgroup/*/; do
    base=${base%/}
    [ -w "$base/cgroup.procs" ] && [ ! -L "$base" ] || continue
    mkdir -p "$base/$BED/$name"
    if [ -e "$base/cpuset.cpus" ]; then
      for group in "$BED" "$BED/$name"; do
        cat "$base/cpuset.cpus" >"$base/$group/cpuset.cpus"
        cat "$base/cpuset.mems" >"$base/$group/cpuset.mems"
      done
    fi
    echo "$base/$BED/$name"
  done
}

# thaw NAME: what was killed while it was paused leaves only when its group is thawed; a real power loss knows no groups.
thaw() {
  local file
  for file in $(find /sys/fs/cgroup/"$BED/$1" /sys/fs/cgroup/*/"$BED/$1" -name freezer.state -o -name cgroup.freeze 2>/dev/null); do
    case $file in
      */freezer.state) echo THAWED ;;
      *) echo 0 ;;
    esac >"$file" || true
  done 2>/dev/null
}

remove_cgroups() {
  local name=$1 group try
  thaw "$name"
  for group in /sys/fs/cgroup/"$BED/$name" /sys/fs/cgroup/*/"$BED/$name"; do
    for try in $(seq 50); do
      [ -d "$group" ] || break
      find "$group" -depth -type d -exec rmdir {} \; 2>/dev/null || true
      [ ! -d "$group" ] || sleep 0.1 # the last process may still be leaving
    done
  done
  rmdir /sys/fs/cgroup/"$BED" /sys/fs/cgroup/*/"$BED" 2>/dev/null || true
}

# --- start and end ----------------------------------------------------------------------------------------------------

# spawn NAME DIR [wired]: starts inside/boot.sh as process 1 of new namespaces. It outlives this script.
spawn() {
  local name=$1 dir=$2 wired=${3:-} groups outer pid
  groups=$(make_cgroups "$name")
  (
    for group in $groups; do
      echo $BASHPID >"$group/cgroup.procs"
    done
    exec setsid env -i PATH="$INSIDE_PATH" unshare -m -u -i -n -p -C -f --propagation private \
      "$HOST_SH_DIR/inside/boot.sh" "$BED" "$name" "$dir"
  ) >"$dir/boot.log" 2>&1 </dev/null &
  outer=$!
  pid=$(child_in_new_network $outer) || die "$name did not start: $(cat "$dir/boot.log")"
  if [ -n "$wired" ]; then
    wire "$name" "$pid"
  fi
  # Nothing may enter before it has left the machine's own files.
  for _ in $(seq 1500); do
    ! is_host "$pid" "$name" || break
    [ -d "/proc/$pid" ] || break
    sleep 0.02
  done
  is_host "$pid" "$name" || die "$name did not start: $(cat "$dir/boot.log")"
  echo "$pid" >"$dir/pid"
}

# unshare forks, then its child is the new process 1: wait for it and for its network.
child_in_new_network() {
  local outer=$1 pid ours theirs
  ours=$(readlink /proc/self/ns/net)
  for _ in $(seq 500); do
    pid=$(awk '{ print $1 }' "/proc/$outer/task/$outer/children" 2>/dev/null) || pid=
    if [ -n "$pid" ]; then
      theirs=$(readlink "/proc/$pid/ns/net" 2>/dev/null) || theirs=$ours
      if [ "$theirs" != "$ours" ]; then
        echo "$pid"
        return 0
      fi
    fi
    sleep 0.02
  done
  return 1
}

# unspawn NAME DIR [clean]: ends it; clean lets docker stop its containers first. Its namespaces, mounts and loop device go
# with its last process.
unspawn() {
  local name=$1 dir=$2 clean=${3:-} pid
  pid=$(cat "$dir/pid" 2>/dev/null || echo 0)
  if is_host "$pid" "$name"; then
    if [ -n "$clean" ]; then
      kill -TERM "$pid"
      for _ in $(seq 400); do
        is_host "$pid" "$name" || break
        sleep 0.1
      done
    fi
    kill -KILL "$pid" 2>/dev/null || true
    for _ in $(seq 200); do
      [ -d "/proc/$pid" ] || break
      sleep 0.05
    done
  fi
  rm -f "$dir/pid"
  remove_cgroups "$name"
}

# --- the hosts' own network -------------------------------------------------------------------------------------------

# A bridge in a namespace of its own; a test may run a client there too (ip netns exec).
make_lan() {
  (
    flock 7
    ! ip netns list | awk '{ print $1 }' | grep -qx "$NETNS" || exit 0
    ip netns add "$NETNS"
    ip -n "$NETNS" link set lo up
    ip -n "$NETNS" link add br0 type bridge
    ip -n "$NETNS" addr add "$LAN.1/24" dev br0
    ip -n "$NETNS" link set br0 up
  ) 7>"$STATE/.lan.lock"
}

remove_lan() {
  ip netns del "$NETNS" 2>/dev/null || true
}

wire() {
  local name=$1 pid=$2
  ip -n "$NETNS" link del "v$name" 2>/dev/null || true
  ip -n "$NETNS" link add "v$name" type veth peer name eth0 netns "$pid"
  ip -n "$NETNS" link set "v$name" master br0 up
}

# --- the door on this machine's loopback ------------------------------------------------------------------------------

# Each connection is handed, as it is, to an sshd inside the host: no copying, so it measures like a real one.
open_door() {
  local name=$1 dir pid port group
  dir=$(host_dir "$name")
  pid=$(host_pid "$name")
  port=$(door_port "$name")
  (
    for group in $(make_cgroups "$name"); do
      [ ! -d "$group/init.scope" ] || group=$group/init.scope
      echo $BASHPID >"$group/cgroup.procs"
    done
    exec setsid env -i PATH="$INSIDE_PATH" socat "TCP-LISTEN:$port,bind=127.0.0.1,reuseaddr,fork,backlog=50" \
      "EXEC:nsenter -t $pid -m -u -i -n -p -C -r -w /usr/sbin/sshd -i,nofork"
  ) >"$dir/door.log" 2>&1 </dev/null &
  echo $! >"$dir/door.pid"
  for _ in $(seq 100); do
    ! listens "$port" || return 0
    kill -0 "$(cat "$dir/door.pid")" 2>/dev/null || break
    sleep 0.05
  done
  die "$name: no door at port $port: $(cat "$dir/door.log")"
}

listens() {
  [ -n "$(ss -Hltn "src 127.0.0.1 and sport = :$1")" ]
}

close_door() {
  local name=$1 dir pid
  dir=$(host_dir "$name")
  pid=$(cat "$dir/door.pid" 2>/dev/null || echo 0)
  if tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -q "^socat TCP-LISTEN:$(door_port "$name"),"; then
    kill "$pid"
  fi
  rm -f "$dir/door.pid"
}
