# Taking hosts down. What is left behind is only what was asked to be kept.

take_down() {
  local name=$1 dir
  dir=$(host_dir "$name")
  close_door "$name"
  end_slow_way "$name"
  mend_door "$name"
  if [ -n "$KEEP" ]; then
    unspawn "$name" "$dir" clean
  else
    unspawn "$name" "$dir"
    # a host with a disk of its own, whose making was interrupted
    umount "$dir/disk" 2>/dev/null || true
    rm -rf --one-file-system "$dir"
  fi
  ip -n "$NETNS" link del "v$name" 2>/dev/null || true
  log "$name: down"
}

down() {
  local names=() name
  KEEP=''
  while [ $# -gt 0 ]; do
    case $1 in
      --keep) KEEP=1 ;;
      jump) names+=(jump) ;;
      *)
        host_number "$1" >/dev/null
        names+=("$1")
        ;;
    esac
    shift
  done
  need_root
  if [ ${#names[@]} = 0 ]; then
    mapfile -t names < <(all_hosts)
  fi
  for name in "${names[@]}"; do
    [ ! -d "$(host_dir "$name")" ] || take_down "$name" &
  done
  wait
  if [ -z "$(all_hosts)" ]; then
    remove_lan
    rm -rf --one-file-system "$STATE"
    return
  fi
  [ -n "$KEEP" ] || write_inventory
  if ! for name in $(all_hosts); do host_pid "$name" && break; done | grep -q .; then
    remove_lan
  fi
}
