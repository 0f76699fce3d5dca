#!/bin/sh
# Recovers @what@ on a blank host that has Docker and Docker Compose: without Lifeboat, without a network.
# 在装有 Docker 和 Docker Compose 的空主机上恢复 @what@：不需要 Lifeboat，也不需要网络。
# usage: sh recover.sh [--yes] [--address NEW]
#   --yes          begins without asking / 不询问即开始
#   --address NEW  the host has another address now / 主机地址已变
# The passphrase of the vault is asked for, or read as the first line of stdin. After a failure it can be run again: what is
# done is not done again. / 会询问备份库口令，或从标准输入的第一行读取。失败后可重新运行：已完成的步骤不会重做。
#
# shellcheck disable=SC1003,SC2012,SC2013,SC2016,SC2035  # names of the point are known, and are not to be expanded
set -e
BASE=$(cd "$(dirname "$0")" && pwd)
ADDRESS=
YES=
while [ $# -gt 0 ]; do
  case $1 in
    --yes) YES=1 ;;
    --address)
      ADDRESS=${2-}
      [ -n "$ADDRESS" ] || { echo "--address needs an address. / --address 之后需要地址。" >&2; exit 2; }
      shift
      ;;
    --help | -h)
      sed -n '2,/^#$/s/^# \{0,1\}//p' "$0"
      exit 0
      ;;
    *)
      echo "Unknown option $1 (see --help). / 未知选项 $1（见 --help）。" >&2
      exit 2
      ;;
  esac
  shift
done

@settings@
@functions@
STATE=$DIR.recovery
STEP=
HINT=
NUMBER=0
BEGAN=$(date +%s)

ended() {
  STATUS=$?
  stty echo 2>/dev/null </dev/tty || true
  [ -z "$STEP" ] || rm -f "$STATE/pid"
  if [ "$STATUS" != 0 ] && [ -n "$STEP" ]; then
    {
      printf '\nStopped in step %s. / 在步骤 %s 停止。\n' "$STEP" "$STEP"
      [ -z "$HINT" ] || printf '%s\n' "$HINT"
      printf 'Then run it again: sh %s/recover.sh / 然后重新运行。\n' "$BASE"
    } >&2
  fi
}
trap ended EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# begin NAME TITLE HINT: whether the step is still to be done. AGAIN: an attempt at it was interrupted.
begin() {
  STEP=$1 HINT=$3 NUMBER=$((NUMBER + 1)) AGAIN=
  if [ -e "$STATE/$1.done" ]; then
    printf '[%s of @count@] %s: done already / 已完成\n' "$NUMBER" "$2"
    return 1
  fi
  printf '[%s of @count@, %s s] %s\n' "$NUMBER" "$(($(date +%s) - BEGAN))" "$2"
  [ ! -e "$STATE/$1.begun" ] || AGAIN=1
  : >"$STATE/$1.begun"
}

finish() {
  mv "$STATE/$STEP.begun" "$STATE/$STEP.done"
}

ask() {
  if [ -n "$YES" ]; then return; fi
  if [ ! -t 0 ]; then
    echo "Without a terminal --yes is needed. / 没有终端时需要 --yes。" >&2
    exit 2
  fi
  printf 'Recover @what@ into %s on this host (%s)? Type yes: \n在本机恢复到 %s？请输入 yes：' "$DIR" "$(uname -n)" "$DIR"
  IFS= read -r ANSWER
  if [ "$ANSWER" != yes ]; then
    echo "Nothing was changed. / 未做任何改动。" >&2
    exit 1
  fi
}

unlock() {
  if [ -t 0 ]; then
    printf 'Passphrase of the vault / 备份库口令：'
    stty -echo
    IFS= read -r PASSPHRASE || true
    stty echo
    echo
  else
    IFS= read -r PASSPHRASE || true
  fi
  for ONE in "$POINT"/config/*.cms; do
    if ! openssl cms -decrypt -inform DER -binary -pwri_password "$PASSPHRASE" -in "$ONE" -out /dev/null 2>/dev/null; then
      echo "The passphrase does not open $ONE. / 口令无法打开 $ONE。" >&2
      exit 2
    fi
  done
}

if [ -d "$STATE" ]; then
  if [ "$(cat "$STATE/point" 2>/dev/null)" != "@point@" ]; then
    echo "$STATE is of a recovery from another point. / $STATE 属于另一个备份点的恢复。" >&2
    exit 1
  fi
  OTHER=$(cat "$STATE/pid" 2>/dev/null || true)
  if [ -n "$OTHER" ] && kill -0 "$OTHER" 2>/dev/null; then
    echo "Another recovery is under way here: process $OTHER. / 本机正在进行另一个恢复：进程 $OTHER。" >&2
    exit 1
  fi
  echo "It goes on where it was interrupted. / 从中断处继续。"
else
@check@
fi
ask
@unlock@
exec </dev/null
mkdir -p "$(dirname "$DIR")" "$STATE"
chmod 700 "$STATE"
echo "@point@" >"$STATE/point"
echo $$ >"$STATE/pid"

@steps@
STEP=
rm -r "$STATE"
printf '\nRecovered in %s s. / 恢复完成，用时 %s 秒。\n' "$(($(date +%s) - BEGAN))" "$(($(date +%s) - BEGAN))"
