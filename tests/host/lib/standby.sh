# A host whose postgres cannot be restored into: it follows another.

# make_standby NAME PRIMARY: before the first `compose up`; PRIMARY is "alone" or another host of the bed.
make_standby() {
  local name=$1 primary=$2
  if [ "$primary" = alone ]; then
    stand_by_alone "$name"
  else
    stand_by "$name" "$primary"
  fi
}

# In recovery without a primary: initialised as always, then told to follow nobody.
stand_by_alone() {
  compose "$1" up -d postgres >"$STATE/$1/standby.log" 2>&1
  wait_for_postgres "$1"
  # shellcheck disable=SC2016
  inside "$1" docker exec -u postgres postgres sh -c 'touch "$PGDATA/standby.signal"'
  inside "$1" docker restart postgres >/dev/null
}

# Streaming from the primary's published port over the LAN, with its password, as the HA flavour does.
stand_by() {
  local name=$1 primary=$2 password volume
  password=$(env_value "$primary" POSTGRES_PASSWORD)
  # shellcheck disable=SC2016
  inside "$primary" docker exec -u postgres postgres sh -c '
    grep -q "^host replication" "$PGDATA/pg_hba.conf" ||
      echo "host replication all all scram-sha-256" >>"$PGDATA/pg_hba.conf"
    psql -qAtU "$POSTGRES_USER" -d postgres -c "SELECT pg_reload_conf()"' >/dev/null
  inside "$name" sed -i "s/^POSTGRES_PASSWORD=.*/POSTGRES_PASSWORD=$password/" "$(conf "$name" PROJECT)/.env"
  compose "$name" create postgres >"$STATE/$name/standby.log" 2>&1
  volume=$(inside "$name" docker inspect postgres \
    --format '{{range .Mounts}}{{if eq .Destination "/data/postgres"}}{{.Name}}{{end}}{{end}}')
  # shellcheck disable=SC2016
  inside "$name" docker run --rm --network host -e PGPASSWORD="$password" -v "$volume:/data/postgres" postgres:15 sh -c '
    chown postgres: /data/postgres && chmod 700 /data/postgres &&
    exec setpriv --reuid=postgres --regid=postgres --init-groups \
      pg_basebackup -h "$1" -U "$2" -D /data/postgres -X stream -R' sh "$(lan_address "$primary")" \
    "$(env_value "$primary" POSTGRES_USERNAME)" >>"$STATE/$name/standby.log" 2>&1
}

wait_for_postgres() {
  for _ in $(seq 600); do
    # 127.0.0.1: while it initialises itself it listens on its socket only
    ! inside "$1" docker exec postgres pg_isready -q -h 127.0.0.1 || return 0
    sleep 0.1
  done
  die "$1: postgres does not answer"
}
