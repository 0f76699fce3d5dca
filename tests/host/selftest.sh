#!/bin/bash
# Proves the test host itself: raises a bed of its own beside any other, uses and breaks it, takes it down and looks for
# what is left. usage: selftest.sh [--if-long]     (root; about three minutes; 77 where the kernel refuses)
#   --if-long   only where LIFEBOAT_TEST_LONG is set, else 77: how CTest calls it
set -uo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
if [ "${1:-}" = --if-long ] && [ -z "${LIFEBOAT_TEST_LONG:-}" ]; then
  echo "takes minutes: LIFEBOAT_TEST_LONG is not set"
  exit 77
fi
export LIFEBOAT_HOST_STATE=${SELFTEST_STATE:-/var/tmp/lifeboat-host-selftest}
# Others on this machine have beds and benches of their own.
LIFEBOAT_HOST_PORT0=${SELFTEST_PORT0:-$(. "$HERE/../../packaging/lib.sh" && free_ports 2600)}
export LIFEBOAT_HOST_PORT0
export LIFEBOAT_HOST_LAN=${SELFTEST_LAN:-10.86.0}
HOST=$HERE/host.sh
WORK=$(mktemp -d)
FAILED=0

"$HOST" check || exit $?
trap '"$HOST" down >/dev/null 2>&1; rm -rf "$WORK"' EXIT

# ok NAME COMMAND...: the command succeeds.
ok() {
  local name=$1
  shift
  if "$@" >"$WORK/out" 2>&1; then
    echo "ok    $name"
  else
    echo "FAIL  $name"
    sed 's/^/      /' "$WORK/out" | tail -n 12
    FAILED=1
  fi
}

fails() {
  ! "$@"
}

equals() {
  local expected=$1 found
  shift
  found=$("$@")
  [ "$found" = "$expected" ] || {
    echo "expected '$expected', found '$found'"
    return 1
  }
}

as_client() {
  local port=$1 user=$2
  shift 2
  ssh -F /dev/null -o UserKnownHostsFile="$LIFEBOAT_HOST_STATE/known_hosts" -o StrictHostKeyChecking=yes -o IdentitiesOnly=yes \
    -o ConnectTimeout=5 -p $((LIFEBOAT_HOST_PORT0 + port)) "$user@127.0.0.1" "$@"
}

with_password() {
  local password=$1
  shift
  SSHPASS=$password sshpass -e ssh -F /dev/null -o UserKnownHostsFile="$LIFEBOAT_HOST_STATE/known_hosts" \
    -o PubkeyAuthentication=no -p $((LIFEBOAT_HOST_PORT0 + $1)) "$2@127.0.0.1" "${@:3}"
}

two_prompts() {
  cat >"$WORK/answer" <<EOF
#!/bin/sh
case \$1 in *erification*) "$HOST" code ;; *) echo otp-Pa55 ;; esac
EOF
  chmod +x "$WORK/answer"
  SSH_ASKPASS=$WORK/answer SSH_ASKPASS_REQUIRE=force setsid -w ssh -F /dev/null -o PubkeyAuthentication=no \
    -o UserKnownHostsFile="$LIFEBOAT_HOST_STATE/known_hosts" -p $((LIFEBOAT_HOST_PORT0 + 1)) otp@127.0.0.1 id -un </dev/null
}

through_jump() {
  local common="-F /dev/null -i $LIFEBOAT_HOST_STATE/id_ed25519 -o UserKnownHostsFile=$LIFEBOAT_HOST_STATE/known_hosts"
  # shellcheck disable=SC2086
  ssh $common -o ProxyCommand="ssh $common -p $((LIFEBOAT_HOST_PORT0 + 90)) -W %h:%p hop@127.0.0.1" \
    "ops@$LIFEBOAT_HOST_LAN.12" hostname
}

# Every database is dumped, dropped and restored from its dump: the digest must not see a difference.
dump_and_restore_all() {
  "$HOST" exec h1 docker exec -i postgres bash -e <<'EOF'
while read -r hex; do
  printf -v name '%b' "$(sed 's/../\\x&/g' <<<"$hex")"
  PGDATABASE=$name pg_dump -U postgres -Fc -f /tmp/one.dump
  psql -qXU postgres -d postgres -v name="$name" <<<'DROP DATABASE :"name" WITH (FORCE)'
  pg_restore -U postgres -C -d postgres /tmp/one.dump
done < <(psql -XAtU postgres -d postgres -c "SELECT encode(convert_to(datname, 'UTF8'), 'hex') FROM pg_database
  WHERE NOT datistemplate AND datname <> 'postgres'")
rm /tmp/one.dump
EOF
}

silent_while_cut() {
  "$HOST" fault cut h1 || return 1
  timeout 2 bash -c "</dev/tcp/127.0.0.1/$((LIFEBOAT_HOST_PORT0 + 1))"
  [ $? = 124 ] || return 1
  kill -0 "$1" # the client has heard nothing
}

comes_back() {
  "$HOST" fault mend h1 && wait "$1" && equals "$(seq 12)" cat "$WORK/lines"
}

slower_by_a_round_trip() {
  local port before after
  port=$("$HOST" fault delay h1 200) || return 1
  before=$EPOCHREALTIME
  ssh-keyscan -T 5 -p "$port" 127.0.0.1 2>/dev/null | grep -q ssh- || return 1
  after=$EPOCHREALTIME
  "$HOST" fault delay h1 0
  awk -v took="$(awk "BEGIN { print $after - $before }")" 'BEGIN { exit !(took > 0.6) }'
}

power_loss() {
  "$HOST" fault power h1 || return 1
  timeout 2 bash -c "</dev/tcp/127.0.0.1/$((LIFEBOAT_HOST_PORT0 + 1))"
  [ $? = 124 ] || return 1
  fails "$HOST" exec h1 true || return 1
  "$HOST" fault boot h1 && equals h1 "$HOST" ssh h1 hostname
}

nothing_left() {
  local bed left
  bed=lbh-$(printf %s "$LIFEBOAT_HOST_STATE" | sha256sum | cut -c1-6)
  left=$(
    pgrep -af "$bed|TCP-LISTEN:$((LIFEBOAT_HOST_PORT0 + 1))|delay_relay.py $((LIFEBOAT_HOST_PORT0 + 51))"
    ip netns list | grep "$bed"
    find /sys/fs/cgroup -maxdepth 2 -name "$bed"
    grep -hF "$LIFEBOAT_HOST_STATE" /proc/mounts
    losetup -a | grep -F "$LIFEBOAT_HOST_STATE"
    iptables -S | grep "$bed"
    ls -d "$LIFEBOAT_HOST_STATE" 2>/dev/null
  )
  [ -z "$left" ] || {
    echo "$left"
    return 1
  }
}

ok "two hosts and a jump host come up" "$HOST" up 2 --jump --two-factor
ok "root gets in by key" equals root "$HOST" ssh h1 id -un
ok "a key that is not listed is refused" fails as_client 1 root -i "$LIFEBOAT_HOST_STATE/id_refused" -o BatchMode=yes true
ok "a password gets in where passwords are a way" with_password 'ops-Pa55 word' 2 ops true
ok "sudo asks ops for a password" fails "$HOST" ssh h2:ops sudo -n true
ok "root cannot get in on the sudo host" fails "$HOST" ssh h2:root true
ok "two prompts: password and code" equals otp two_prompts
ok "through the jump host" equals h2 through_jump
ok "it takes hostile data" "$HOST" seed h1 --rows 2000 --hostile
"$HOST" digest h1 >"$WORK/first"
sleep 3
ok "the application's heartbeat does not change the digest" equals "$(cat "$WORK/first")" "$HOST" digest h1
"$HOST" exec h1 docker stop compose-server-1 compose-mlflow-1 >/dev/null
ok "dump and restore of every database" dump_and_restore_all
"$HOST" exec h1 docker start compose-server-1 compose-mlflow-1 >/dev/null
ok "they do not change the digest" equals "$(cat "$WORK/first")" "$HOST" digest h1
"$HOST" exec h1 docker exec postgres psql -qU postgres -d bklite -c "UPDATE auth_user SET email = email || 'x' WHERE id = 7"
ok "one changed character does" fails equals "$(cat "$WORK/first")" "$HOST" digest h1
# shellcheck disable=SC2016
"$HOST" ssh h1 'for i in $(seq 12); do echo $i; sleep 0.4; done' >"$WORK/lines" &
CLIENT=$!
sleep 2
ok "a cut is silence" silent_while_cut $CLIENT
ok "after it the same connection goes on" comes_back $CLIENT
ok "a slow way is slower" slower_by_a_round_trip
ok "power loss and boot" power_loss
ok "a killed container is started again by its policy" "$HOST" fault kill h1 compose-redis-1
"$HOST" fault cut h2
ok "all of it goes down" "$HOST" down
ok "and leaves nothing" nothing_left
exit $FAILED
