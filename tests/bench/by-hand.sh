# shellcheck shell=bash disable=SC2034,SC2154
# What one would type without Lifeboat, for tests/bench/run.sh, which sources it.

DATABASES=(postgres:bklite postgres:mlflow pgvector:metis)
COMPARED=(--component postgres --component pgvector)
WHOLE=("${COMPARED[@]}" --component falkordb --component minio --component victoriametrics --component victorialogs --component config)

dumps_by_hand() {
  local each
  rm -rf "$STATE/by-hand"
  mkdir "$STATE/by-hand"
  for each in "${DATABASES[@]}"; do
    by_ssh docker exec "$(container "${each%:*}")" pg_dump -Fc -U postgres "${each#*:}" >"$STATE/by-hand/${each#*:}.dump"
  done
  for each in postgres pgvector; do
    by_ssh docker exec "$(container $each)" pg_dumpall --globals-only -U postgres >"$STATE/by-hand/$each.sql"
  done
  sync "$STATE"/by-hand/*
}

# The official script onto the host's own disk, made right (the right container, a wait for the save, snapshots that exist and are
# deleted again, MinIO by its mc), then rsync home.
whole_by_hand() {
  by_ssh bash -s <<'END'
set -e
cd /opt/bk-lite && . ./.env 2>/dev/null
root=/root/by-hand
rm -rf $root && mkdir -p $root/postgres $root/pgvector $root/falkordb $root/victoria-metrics $root/victoria-logs $root/minio
in_service() { docker compose exec -T "$@" </dev/null; }
for each in bklite mlflow; do in_service postgres pg_dump -U postgres -Fc -d $each >$root/postgres/$each.dump; done
in_service pgvector pg_dump -U postgres -Fc -d metis >$root/pgvector/metis.dump
graphs() { in_service -e REDISCLI_AUTH="$FALKORDB_PASSWORD" falkordb redis-cli "$@"; }
graphs BGSAVE
while graphs INFO persistence | grep -q rdb_bgsave_in_progress:1; do sleep 0.2; done
docker compose cp falkordb:/var/lib/falkordb/data/dump.rdb $root/falkordb/
metrics() { in_service victoria-metrics wget -qO- "http://127.0.0.1:8428/snapshot/$1"; }
snapshot=$(metrics create | sed 's/.*"snapshot":"\([^"]*\)".*/\1/')
volume() { docker inspect -f '{{(index .Mounts 0).Source}}' "$(docker compose ps -aq "$1")"; }
tar -chzf $root/victoria-metrics/snapshot.tar.gz -C "$(volume victoria-metrics)/snapshots" "$snapshot"
metrics "delete?snapshot=$snapshot"
docker compose stop victoria-logs
tar -czf $root/victoria-logs/volume.tar.gz -C "$(volume victoria-logs)" .
docker compose start victoria-logs
# shellcheck disable=SC2016
in_service minio bash -c 'export MC_CONFIG_DIR=/tmp/.mc MC_HOST_l="http://$MINIO_ROOT_USER:$MINIO_ROOT_PASSWORD@127.0.0.1:9000"
  rm -rf /tmp/by-hand && mkdir /tmp/by-hand && mc --quiet mirror l /tmp/by-hand >/dev/null'
docker compose cp minio:/tmp/by-hand $root/minio/
in_service minio rm -rf /tmp/by-hand
tar -czf $root/config.tar.gz -C /opt/bk-lite .env conf compose docker-compose.yaml
END
  rm -rf "$STATE/home"
  rsync -az -e "ssh $(ssh_options)" \
    "root@$(of_host .address):/root/by-hand/" "$STATE/home"
  sync -f "$STATE/home"
}

# The official procedure: the application is stopped for as long as it takes.
restore_by_hand() {
  local each id
  by_ssh "cd /opt/bk-lite && docker compose stop server web mlflow"
  for each in "${DATABASES[@]}"; do
    id=$(container "${each%:*}")
    by_ssh docker exec "$id" dropdb -U postgres --force "${each#*:}"
    by_ssh docker exec "$id" createdb -U postgres "${each#*:}"
    by_ssh docker exec -i "$id" pg_restore -U postgres -d "${each#*:}" <"$STATE/by-hand/${each#*:}.dump"
  done
  by_ssh "cd /opt/bk-lite && docker compose start server web mlflow"
}

# The same for the whole host, from what whole_by_hand left on its disk.
restore_whole_by_hand() {
  by_ssh bash -s <<'END'
set -e
cd /opt/bk-lite && . ./.env 2>/dev/null
root=/root/by-hand
restore() { docker compose exec -T "$1" pg_restore -U postgres -d "$2" <"$root/$1/$2.dump"; }
volume() { docker inspect -f '{{(index .Mounts 0).Source}}' "$(docker compose ps -aq "$1")"; }
docker compose stop server web mlflow
for each in postgres:bklite postgres:mlflow pgvector:metis; do
  docker compose exec -T "${each%:*}" dropdb -U postgres --force "${each#*:}" </dev/null
  docker compose exec -T "${each%:*}" createdb -U postgres "${each#*:}" </dev/null
  restore "${each%:*}" "${each#*:}"
done
docker compose stop falkordb victoria-metrics victoria-logs
docker compose cp $root/falkordb/dump.rdb falkordb:/var/lib/falkordb/data/dump.rdb
metrics=$(volume victoria-metrics)
find "$metrics" -mindepth 1 -delete
tar -xzf $root/victoria-metrics/snapshot.tar.gz -C "$metrics" --strip-components 1
logs=$(volume victoria-logs)
find "$logs" -mindepth 1 -delete
tar -xzf $root/victoria-logs/volume.tar.gz -C "$logs"
docker compose cp $root/minio/by-hand minio:/tmp/
# shellcheck disable=SC2016
docker compose exec -T minio bash -c 'export MC_CONFIG_DIR=/tmp/.mc MC_HOST_l="http://$MINIO_ROOT_USER:$MINIO_ROOT_PASSWORD@127.0.0.1:9000"
  mc --quiet mirror --overwrite --remove /tmp/by-hand l >/dev/null; rm -rf /tmp/by-hand' </dev/null
docker compose start falkordb victoria-metrics victoria-logs
docker compose start server web mlflow
END
}

# The commands of the runbook, after the point was brought to the host.
recover_by_hand() {
  tar -C "$(dirname "$1")" -cf - "$(basename "$1")" | by_ssh 'mkdir /root/recovery && tar -xf - -C /root/recovery'
  by_ssh sh -e -s <"$STATE/typed"
}

# Through a tunnel, with the mc that is in the server's image.
mirror_by_hand() {
  local id=$1 tunnel status=0
  rm -rf "$STATE/mirror"
  by_ssh -N -L 127.0.0.1:2699:127.0.0.1:9000 -o ExitOnForwardFailure=yes &
  tunnel=$!
  until curl -fs -o "$STATE/ready" http://127.0.0.1:2699/minio/health/ready; do
    kill -0 $tunnel || return 1
    sleep 0.1
  done
  MC_CONFIG_DIR=$STATE/mc-config MC_HOST_l="http://$(by_ssh docker exec "$id" printenv MINIO_ROOT_USER):$(
    by_ssh docker exec "$id" printenv MINIO_ROOT_PASSWORD
  )@127.0.0.1:2699" "$STATE/mc" --quiet mirror l/bench "$STATE/mirror" || status=1
  kill $tunnel
  wait $tunnel || :
  return $status
}

# put_objects ID FIRST LAST: small objects of random bytes, by the mc in the server's container.
put_objects() {
  by_ssh docker exec -i "$1" bash -s "$2" "$3" <<'END'
set -e
export MC_CONFIG_DIR=/tmp/.mc MC_HOST_l="http://$MINIO_ROOT_USER:$MINIO_ROOT_PASSWORD@127.0.0.1:9000"
mkdir /tmp/bench && cd /tmp/bench
for i in $(seq "$1" "$2"); do head -c 16384 /dev/urandom >$i; done
mc mb --ignore-existing l/bench
mc --quiet mirror --overwrite /tmp/bench l/bench
rm -r /tmp/bench
END
}
