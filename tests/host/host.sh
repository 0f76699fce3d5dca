#!/bin/bash
# Real BK-Lite hosts for tests, on one Debian machine without docker. See --help and README.md.

help() {
  cat <<'EOF'
Raises real BK-Lite hosts on this machine: each with processes, network, sshd and docker engine of its own.

  host.sh check                  whether this machine allows it; if not: one line, exit 77
  host.sh prereq                 installs the Debian packages that are missing (root)
  host.sh build [PART…|--all|--list|--prune]
                                 builds what hosts are made of (up does it by itself; cached by content)
  host.sh up [N] [options]       brings up h1 … hN (3), in ways root, sudo, docker, root, …; prints how to reach them and
                                 writes STATE/hosts.json; hosts that exist are booted as they are
      --first K                  hK … instead of h1 …
      --any                      all three ways in on every host
      --two-factor               accounts otp (password, then code: keyboard-interactive) and mfa (key, then password)
      --jump                     the host "jump" too (user hop): from there h1 is LAN.11:22
      --empty                    engine and images, no BK-Lite
      --all-components           MinIO, VictoriaMetrics and VictoriaLogs too (compiled when first wanted)
      --full                     the services without data as well
      --engine 20|26|28          docker engine; --compose 2.40|2.26
      --standalone               compose as /usr/local/bin/docker-compose only
      --no-compose, --compose-v1 no compose at all; Debian's docker-compose 1.29.2 only
      --db-name X, --db-user X   as BK-Lite's settings; --no-mlflow; --no-metis (database); --no-pgvector (service)
      --external-db              ENTERPRISE_ENABLED, DB_ENGINE=dameng: no postgres service
      --standby                  postgres in recovery; --standby-of hM: streaming from hM's
      --project NAME             COMPOSE_PROJECT_NAME; --dir DIR: the project's folder (/opt/bk-lite)
      --vlogs 1.25.0|1.49.0, --interval 10s
      --disk SIZE                a disk of its own, such as 4G: then it can be full
  host.sh seed hN [--rows N] [--gib X] [--hostile] [--samples N] [--graphs N]
  host.sh digest hN [--db NAME]… [--databases] [--service NAME]… [--verbose]
  host.sh load hN on|off|check|clear|latency [SECONDS]
                                 the application writes to PostgreSQL and FalkorDB in turn; whether the two agree; how long
                                 its users wait
  host.sh ssh hN[:USER] CMD…     as a client (key, host key checked); host.sh exec hN CMD…: root inside, not over ssh
  host.sh code                   the code of this moment for the account otp
  host.sh fault WHAT hN …        cut | mend                 the wire: packets vanish, LAN and door
                                 slow RATE | fast           such as 8mbit
                                 delay MS [--window BYTES]  prints a second port, MS of round trip away; 0 ends it
                                 power | boot               everything dies at once, silently; and again
                                 docker-restart, kill CONTAINER
                                 sshd | stall | resume      kill, stop, continue the sshd of its connections
                                 disk-full PATH [LEFT] | disk-free PATH
  host.sh list
  host.sh down [--keep] [hN…]    all hosts and everything of them; --keep: a clean shutdown, up boots them again

Environment: LIFEBOAT_HOST_STATE (/var/tmp/lifeboat-host), LIFEBOAT_HOST_PORT0 (2200; a hundred ports on 127.0.0.1),
LIFEBOAT_HOST_LAN (10.77.0; in a namespace), LIFEBOAT_HOST_CACHE (~/.cache/lifeboat-host). Beds that differ in the first
two run side by side.
EOF
}

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in settings debian cache namespaces recipes parts up standby down fault seed digest load; do
  # shellcheck disable=SC1090
  . "$HERE/lib/$part.sh"
done

build() {
  case ${1:-} in
    --list)
      list_recipes
      return
      ;;
    --prune)
      prune_cache
      return
      ;;
  esac
  check_kernel
  prereq
  mkdir -p "$CACHE" "$STATE"
  if [ "${1:-}" = --all ]; then
    want_together base hosttree falkordb nats-py pgvector openmp compose-2.40
    want_together postgres redis curl nats
    want store-core store-all compose-2.26 compose-1.29 engine-26 engine-28
  elif [ $# -gt 0 ]; then
    want "$@"
  else
    parse_up_options
    want_for_up
  fi
}

ssh_to() {
  local target=${1:-} user name
  [ -n "$target" ] || usage_error "ssh hN[:USER] COMMAND…"
  name=${target%%:*}
  shift
  [ -d "$(host_dir "$name")" ] || die "there is no host '$name' (host.sh list)"
  user=root
  [ "$name" != jump ] || user=hop
  [[ $target != *:* ]] || user=${target#*:}
  exec ssh -F /dev/null -i "$STATE/id_ed25519" -o IdentitiesOnly=yes -o StrictHostKeyChecking=yes \
    -o UserKnownHostsFile="$STATE/known_hosts" -p "$(door_port "$name")" "$user@127.0.0.1" "$@"
}

command=${1:---help}
[ $# = 0 ] || shift
case $command in
  check)
    check_kernel
    echo "test hosts can run on this machine"
    ;;
  prereq) prereq ;;
  build) build "$@" ;;
  up) up "$@" ;;
  seed) seed "$@" ;;
  digest) digest "$@" ;;
  load) load "$@" ;;
  ssh) ssh_to "$@" ;;
  exec)
    [ $# -ge 2 ] || usage_error "exec hN COMMAND…"
    need_root
    need_up "${1:-}"
    inside "$@"
    ;;
  code) exec "$HERE/tools/totp.py" "$TOTP_SECRET" ;;
  fault) fault "$@" ;;
  list) list ;;
  down) down "$@" ;;
  --help | -h | help) help ;;
  *) usage_error "there is no command '$command'" ;;
esac
