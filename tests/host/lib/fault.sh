# Things that go wrong. Each is real: packets vanish, processes are killed, disks fill.

FAULTS="cut mend slow fast delay power boot docker-restart kill sshd stall resume disk-full disk-free"

fault() {
  local what=${1:-} name=${2:-}
  [[ " $FAULTS " == *" $what "* ]] || usage_error "fault knows: $FAULTS"
  [ "$name" = jump ] || host_number "$name" >/dev/null
  need_root
  shift 2
  case $what in
    cut) cut_lan "$name" && cut_door "$name" ;;
    mend | fast) mend_lan "$name" && mend_door "$name" ;;
    slow) slow_down "$name" "$@" ;;
    delay) delay "$name" "$@" ;;
    power) power_off "$name" ;;
    boot) boot "$name" ;;
    docker-restart) restart_docker "$name" ;;
    kill) kill_container "$name" "$@" ;;
    sshd) signal_connections "$name" KILL ;;
    stall) signal_connections "$name" STOP ;;
    resume) signal_connections "$name" CONT ;;
    disk-full) fill_disk "$name" "$@" ;;
    disk-free) free_disk "$name" "$@" ;;
  esac
}

# --- the wire ---------------------------------------------------------------------------------------------------------
# A cut makes packets vanish in both directions: no FIN, no RST, no "no route to host". On the LAN they vanish at the
# host's own end, at the door when they arrive on this machine's loopback (rules for that one port, with the bed's name).

host_netns() {
  local pid
  pid=$(host_pid "$1") || die "$1 is not up"
  shift
  nsenter -t "$pid" -n "$@"
}

cut_lan() {
  host_pid "$1" >/dev/null || return 0
  host_netns "$1" iptables -w -t raw -I PREROUTING -i eth0 -j DROP
  host_netns "$1" iptables -w -t mangle -I POSTROUTING -o eth0 -j DROP
}

mend_lan() {
  host_pid "$1" >/dev/null || return 0
  while host_netns "$1" iptables -w -t raw -D PREROUTING -i eth0 -j DROP 2>/dev/null; do :; done
  while host_netns "$1" iptables -w -t mangle -D POSTROUTING -o eth0 -j DROP 2>/dev/null; do :; done
  host_netns "$1" tc qdisc del dev eth0 root 2>/dev/null || true
  ip netns exec "$NETNS" tc qdisc del dev "v$1" root 2>/dev/null || true
}

door_rule() {
  local action=$1 port=$2 direction=$3
  iptables -w "$action" INPUT -i lo -p tcp "--$direction" "$port" -m comment --comment "$BED" -j DROP
}

cut_door() {
  local port
  port=$(door_port "$1")
  door_rule -I "$port" dport
  door_rule -I "$port" sport
}

mend_door() {
  local port
  port=$(door_port "$1")
  while door_rule -D "$port" dport 2>/dev/null; do :; done
  while door_rule -D "$port" sport 2>/dev/null; do :; done
  fast_door "$port"
}

# slow hN RATE (tc's words: 8mbit, 500kbit): both directions, on the LAN and at the door.
slow_down() {
  [ $# = 2 ] || usage_error "fault slow hN RATE (such as 8mbit)"
  local name=$1 rate=$2
  need_up "$name"
  host_netns "$name" tc qdisc replace dev eth0 root tbf rate "$rate" burst 64k latency 400ms
  ip netns exec "$NETNS" tc qdisc replace dev "v$name" root tbf rate "$rate" burst 64k latency 400ms
  slow_door "$(door_port "$name")" "$rate"
}

# Loopback has no queue of its own: while a door is slow it gets one, with a class for that port and all else unlimited.
slow_door() {
  local port=$1 rate=$2 class
  class=1:$(printf %x "$port")
  tc qdisc show dev lo | grep -q 'htb 1:' || tc qdisc add dev lo root handle 1: htb
  fast_door_class "$port"
  tc class add dev lo parent 1: classid "$class" htb rate "$rate" burst 128k cburst 128k
  local direction
  for direction in sport dport; do
    tc filter add dev lo parent 1: protocol ip prio "$port" u32 match ip protocol 6 0xff match ip $direction "$port" 0xffff \
      flowid "$class"
  done
}

fast_door_class() {
  tc filter del dev lo parent 1: protocol ip prio "$1" 2>/dev/null || true
  tc class del dev lo parent 1: classid "1:$(printf %x "$1")" 2>/dev/null || true
}

fast_door() {
  tc qdisc show dev lo 2>/dev/null | grep -q 'htb 1:' || return 0
  fast_door_class "$1"
  [ -n "$(tc class show dev lo)" ] || tc qdisc del dev lo root 2>/dev/null || true
}

# delay hN MS: a second port to the same door, MS of round trip away; 0 ends it.
delay() {
  [ $# -ge 2 ] || usage_error "fault delay hN MILLISECONDS [--window BYTES]"
  local name=$1 milliseconds=$2 dir port
  shift 2
  need_up "$name"
  dir=$(host_dir "$name")
  port=$(slow_port "$name")
  end_slow_way "$name"
  [ "$milliseconds" != 0 ] || return 0
  setsid "$HOST_SH_DIR/tools/delay_relay.py" "$port" "$(door_port "$name")" "$milliseconds" "$@" \
    >"$dir/delay.log" 2>&1 </dev/null &
  echo $! >"$dir/delay.pid"
  for _ in $(seq 100); do
    if listens "$port"; then
      echo "$port"
      return
    fi
    sleep 0.05
  done
  die "$name: no relay: $(cat "$dir/delay.log")"
}

end_slow_way() {
  local file pid
  file=$(host_dir "$1")/delay.pid
  pid=$(cat "$file" 2>/dev/null || echo 0)
  if tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -q "delay_relay.py $(slow_port "$1") "; then
    kill "$pid"
    for _ in $(seq 100); do
      [ -d "/proc/$pid" ] || break
      sleep 0.02
    done
  fi
  rm -f "$file"
}

# --- the host ---------------------------------------------------------------------------------------------------------

# Power loss: the line goes silent first, then everything dies at once.
power_off() {
  local pid
  pid=$(host_pid "$1") || die "$1 is not up"
  cut_lan "$1"
  cut_door "$1"
  kill -KILL "$pid"
  thaw "$1"
  for _ in $(seq 200); do
    [ -d "/proc/$pid" ] || break
    sleep 0.05
  done
  close_door "$1"
  log "$1: no power"
}

boot() {
  [ -e "$STATE/$1/conf" ] || die "there is no $1"
  ! host_pid "$1" >/dev/null || die "$1 is up"
  remove_cgroups "$1"
  make_lan
  # what the dead machine's sockets still want to say must not be heard
  ss -K state all "src 127.0.0.1 and sport = :$(door_port "$1")" >/dev/null 2>&1 || true
  start_host "$1"
  mend_door "$1"
  [ "$1" = jump ] || wait_for_docker "$1"
}

restart_docker() {
  local pid before
  need_up "$1"
  pid=$(host_pid "$1")
  before=$(inside "$1" cat /run/docker.pid)
  kill -USR1 "$pid"
  for _ in $(seq 600); do
    [ "$(inside "$1" cat /run/docker.pid 2>/dev/null || echo "$before")" = "$before" ] || break
    sleep 0.1
  done
  wait_for_docker "$1"
}

# As a crash or the kernel's out-of-memory killer does it: a restart policy applies (docker kill would suspend it).
kill_container() {
  [ $# = 2 ] || usage_error "fault kill hN CONTAINER"
  local pid
  need_up "$1"
  pid=$(inside "$1" docker inspect --format '{{.State.Pid}}' "$2") || die "$1 has no container $2"
  [ "$pid" != 0 ] || die "$1: $2 is not running"
  inside "$1" kill -KILL "$pid"
}

# The sshd processes of connections, not the one that listens.
signal_connections() {
  local name=$1 signal=$2
  # shellcheck disable=SC2016
  inside "$name" sh -c '
    for entry in /proc/[0-9]*; do
      line=$(tr "\0" " " 2>/dev/null <"$entry/cmdline") 2>/dev/null || continue
      case $line in
        *"[listener]"*) ;;
        "sshd: "*) kill -s "$1" "${entry#/proc/}" ;;
      esac
    done' sh "$signal"
}

# --- disks ------------------------------------------------------------------------------------------------------------

# disk-full hN PATH [LEFT]: with a disk of its own (up --disk) that disk is filled but for LEFT bytes, so every path of
# the host, its containers' volumes too, is out of space. Without one a full little disk is put over PATH.
fill_disk() {
  [ $# -ge 2 ] || usage_error "fault disk-full hN PATH [BYTES LEFT]"
  local name=$1 path=$2 left=${3:-0}
  need_up "$name"
  if [ -n "$(conf "$name" DISK)" ]; then
    # shellcheck disable=SC2016
    inside "$name" sh -c 'free=$(($(df -B1 --output=avail /var/lib/docker | tail -n 1) - $1))
      [ "$free" -le 0 ] || fallocate -l "$free" /var/lib/docker/lifeboat-host-filler 2>/dev/null
      [ "$1" -gt 0 ] || cat /dev/zero >>/var/lib/docker/lifeboat-host-filler 2>/dev/null || true' sh "$left"
  else
    # shellcheck disable=SC2016
    inside "$name" sh -c 'mkdir -p "$1" &&
      mount -t tmpfs -o "size=$(($2 + 4096)),$(stat -c mode=%a,uid=%u,gid=%g "$1")" lifeboat-host-full "$1" &&
      head -c 4096 /dev/zero >"$1/.filler"' sh "$path" "$left"
  fi
}

free_disk() {
  [ $# = 2 ] || usage_error "fault disk-free hN PATH"
  need_up "$1"
  # shellcheck disable=SC2016
  inside "$1" sh -c 'rm -f /var/lib/docker/lifeboat-host-filler
    ! grep -q "^lifeboat-host-full $(printf %s "$1" | sed "s/ /\\\\\\\\040/g") " /proc/mounts || umount -l "$1"' sh "$2"
}
