#!/bin/bash
# Stand-in for a service of BK-Lite: app.sh KIND [PORT] [the real program's arguments, ignored]
#   server, mlflow   one connection to its database, held open all the time (so DROP DATABASE fails while it runs), and
#                    one heartbeat row a second into bed_heartbeat
#   web, idle        no database
# At PORT a busybox httpd answers.
kind=$1
port=${2:-}
[[ $port =~ ^[0-9]+$ ]] || port=

# The mark by which the host's digest leaves this table out: it changes all the time.
MARK='lifeboat-host: heartbeat'

database=${DB_NAME:-bklite}
if [ "$kind" = mlflow ]; then
  database=mlflow
fi
# mlflow gets its database as an argument: postgresql+psycopg2://user:password@host:port/db
for argument in "$@"; do
  if [[ $argument =~ ^postgresql[^:]*://([^:]*):(.*)@([^@]*)$ ]]; then
    DB_USER=${BASH_REMATCH[1]}
    DB_PASSWORD=${BASH_REMATCH[2]}
  fi
done
export PGPASSWORD=${DB_PASSWORD:-} PGHOST=${DB_HOST:-postgres} PGUSER=${DB_USER:-postgres} PGDATABASE=$database
export PGAPPNAME=bklite-$kind PGCONNECT_TIMEOUT=3

trap 'kill $(jobs -p) 2>/dev/null; exit 0' TERM INT

# What the application says without a sign-in, out of its database.
show_domains() {
  mkdir -p /tmp/www/api/v1/core/api/get_domain_list
  echo '{"result": true, "data": ["domain.com"]}' >/tmp/www/api/v1/core/api/get_domain_list/index.html
}

serve() {
  mkdir -p /tmp/www
  echo ok >/tmp/www/index.html
  echo ok >/tmp/www/healthcheck
  echo OK >/tmp/www/health
  busybox httpd -f -p "$port" -h /tmp/www &
}

statements() {
  local beat="INSERT INTO public.bed_heartbeat(host) VALUES ('$kind');"
  if [ "$1" = t ]; then
    beat='SELECT 1;' # a standby cannot be written to
  else
    echo "CREATE TABLE IF NOT EXISTS public.bed_heartbeat(id bigserial PRIMARY KEY, at timestamptz DEFAULT now(), host text);"
    echo "COMMENT ON TABLE public.bed_heartbeat IS '$MARK';"
  fi
  while sleep "${HEARTBEAT:-1}"; do
    echo "$beat" || break
  done
}

beat_for_ever() {
  local standby
  while :; do
    if standby=$(psql -XAtqc 'SELECT pg_is_in_recovery()' 2>&1); then
      [ "$kind" != server ] || show_domains
      statements "$standby" | psql -Xq -o /dev/null -v ON_ERROR_STOP=1 2>&1
    fi
    echo "database connection lost; again in 1 s"
    sleep 1
  done
}

[ -z "$port" ] || serve
case $kind:${DB_ENGINE:-postgresql} in
  server:postgresql | mlflow:postgresql) beat_for_ever & ;;
esac
while :; do
  sleep 3600 &
  wait $!
done
