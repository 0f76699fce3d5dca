# What a host holds, one line a thing, so that two states can be compared with diff. It has nothing in common with
# Lifeboat's own fingerprint: it is the oracle of the tests.

DIGEST_OPTIONS='-c search_path=pg_catalog -c timezone=UTC -c datestyle=ISO,YMD -c intervalstyle=postgres
  -c bytea_output=hex -c extra_float_digits=1 -c lc_monetary=C -c default_transaction_read_only=on -c statement_timeout=0
  -c lock_timeout=0 -c idle_in_transaction_session_timeout=0 -c client_min_messages=error -c row_security=off'

digest() {
  local name=${1:-} verbose=0 only=() postgres_only='' wanted=()
  host_number "$name" >/dev/null
  shift
  while [ $# -gt 0 ]; do
    case $1 in
      --verbose) verbose=1 ;;
      --db) need_value "$@" && only+=("$2") && shift ;;
      --databases) postgres_only=1 ;;
      --service) need_value "$@" && wanted+=("$2") && shift ;;
      *) usage_error "digest does not know '$1'" ;;
    esac
    shift
  done
  need_root
  need_up "$name"
  DIGEST_USER=$(env_value "$name" POSTGRES_USERNAME)
  local server
  for server in postgres pgvector; do
    ! is_wanted $server || [ -z "$(service "$name" $server)" ] || digest_server "$name" $server "$verbose" "${only[@]}"
  done
  [ ${#only[@]} = 0 ] && [ -z "$postgres_only" ] || return 0
  ! is_wanted redis || digest_redis "$name"
  ! is_wanted falkordb || digest_graphs "$name"
  digest_telemetry "$name"
  ! is_wanted minio || digest_objects "$name"
  ! is_wanted nats || nats_data "$name" digest
}

# Of these services alone, or of all: reads `wanted` of digest.
is_wanted() {
  [ ${#wanted[@]} = 0 ] || among "$1" "${wanted[@]}"
}

digest_sql() {
  local name=$1 server=$2 database=$3 verbose=$4
  in_service "$name" "$server" env PGDATABASE="$database" PGUSER="$DIGEST_USER" PGCLIENTENCODING=UTF8 \
    PGOPTIONS="${DIGEST_OPTIONS//$'\n'/}" psql -XAtq -v ON_ERROR_STOP=1 -v verbose="$verbose" -F $'\x1f'
}

# One line a record, whatever is in it: a record begins with the character 1E, its fields are parted by 1F.
one_line_each() {
  awk -v prefix="$1" 'BEGIN { RS = "\x1e"; FS = "\x1f" }
    NR > 1 {
      sub(/\n$/, "")
      gsub(/\\/, "\\\\")
      gsub(/\n/, "\\n")
      gsub(/\r/, "\\r")
      print prefix " " $1 " " $2 " = " $3
    }'
}

digest_server() {
  local name=$1 server=$2 verbose=$3 hex database databases
  shift 3
  if [ $# = 0 ]; then
    digest_sql "$name" "$server" postgres "$verbose" <"$HOST_SH_DIR/digest/server.sql" | one_line_each "$server" | LC_ALL=C sort
  fi
  # a name may hold anything, a newline too: so they come as hexadecimal
  databases=$(digest_sql "$name" "$server" postgres 0 <<<"
    SELECT encode(convert_to(datname, 'UTF8'), 'hex') FROM pg_database
    WHERE NOT datistemplate AND datallowconn ORDER BY datname COLLATE \"C\"")
  for hex in $databases; do
    printf -v database '%b' "$(sed 's/../\\x&/g' <<<"$hex")"
    [ $# = 0 ] || among "$database" "$@" || continue
    digest_sql "$name" "$server" "$database" "$verbose" <"$HOST_SH_DIR/digest/database.sql" |
      one_line_each "$server/${database//$'\n'/\\\\n}"
  done
}

among() {
  local wanted=$1 one
  shift
  for one in "$@"; do
    [ "$one" != "$wanted" ] || return 0
  done
  return 1
}

# Key, type and serialised value of each key.
digest_redis() {
  local name=$1
  [ -n "$(service "$name" redis)" ] || return 0
  in_service "$name" redis env REDISCLI_AUTH="$(env_value "$name" REDIS_PASSWORD)" redis-cli -n 1 eval "
    local keys = redis.call('keys', '*')
    table.sort(keys)
    local sum = ''
    for _, key in ipairs(keys) do sum = redis.sha1hex(sum .. key .. redis.sha1hex(redis.call('dump', key))) end
    return #keys .. ' ' .. sum" 0 | sed 's/^/redis keys = /'
}

graph_query() {
  local name=$1
  shift
  in_service "$name" falkordb env REDISCLI_AUTH="$(env_value "$name" FALKORDB_PASSWORD)" redis-cli --raw "$@" </dev/null
}

# Every node and edge of every graph with its id, labels and properties; indexes and constraints.
digest_graphs() {
  local name=$1 graph
  [ -n "$(service "$name" falkordb)" ] || return 0
  for graph in $(graph_query "$name" GRAPH.LIST | LC_ALL=C sort); do
    graph_line "$name" "$graph" nodes 'MATCH (n) RETURN n ORDER BY id(n)'
    graph_line "$name" "$graph" edges 'MATCH ()-[r]->() RETURN r ORDER BY id(r)'
    graph_line "$name" "$graph" schema 'CALL db.indexes() YIELD label, properties, types, entitytype, status
      RETURN label, properties, types, entitytype, status ORDER BY label UNION ALL
      CALL db.constraints() YIELD type, label, properties, entitytype, status
      RETURN label, properties, type AS types, entitytype, status ORDER BY label'
  done
}

graph_line() {
  local name=$1 graph=$2 what=$3 query=$4 answer
  answer=$(graph_query "$name" GRAPH.RO_QUERY "$graph" "$query" | grep -vE '^(Cached execution|Query internal execution time)')
  echo "falkordb/$graph $what = $(wc -l <<<"$answer") $(md5sum <<<"$answer" | cut -d' ' -f1)"
}

sum_lines() {
  LC_ALL=C sort | awk -v what="$1" '{ lines++; print | "md5sum" } END { if (!lines) printf "" | "md5sum"; close("md5sum"); print lines + 0 }' |
    { read -r sum _; read -r count; echo "$1 = $count $sum"; }
}

digest_telemetry() {
  local name=$1
  if is_wanted victoria-metrics && [ -n "$(service "$name" victoria-metrics)" ]; then
    in_service "$name" victoria-metrics wget -q -O- 'http://127.0.0.1:8428/api/v1/export?match[]=bed_metric' 2>/dev/null |
      sum_lines 'victoria-metrics export'
  fi
  if is_wanted victoria-logs && [ -n "$(service "$name" victoria-logs)" ]; then
    in_service "$name" victoria-logs wget -q -O- 'http://127.0.0.1:9428/select/logsql/query?query=*' 2>/dev/null |
      sum_lines 'victoria-logs export'
  fi
}

# MinIO as its clients see it: every version of every object with size, etag and metadata; policies, versioning, users.
# Dates, ids of versions and the server's own checksums are new whenever an object is put.
digest_objects() {
  local name=$1
  [ -n "$(service "$name" minio)" ] || return 0
  minio_client "$name" 'mc ls --recursive --versions --json l' | new_by_putting | sum_lines 'minio versions'
  minio_client "$name" 'mc stat --recursive --json l' | new_by_putting | sum_lines 'minio metadata'
  # shellcheck disable=SC2016
  minio_client "$name" 'for b in $(mc ls l | sed "s/.* //"); do echo "$b $(mc anonymous get l/$b) $(mc version info l/$b)"; done
    mc admin user ls l' | sum_lines 'minio settings'
}

new_by_putting() {
  sed -E 's/"lastModified":"[^"]*",//; s/,"version(Id|ID)":"[^"]*"//; s/,"checksum":\{[^}]*\}//'
}

minio_client() {
  # shellcheck disable=SC2016
  in_service "$1" minio bash -c 'export MC_CONFIG_DIR=/tmp/.mc
    export MC_HOST_l="http://$MINIO_ROOT_USER:$MINIO_ROOT_PASSWORD@127.0.0.1:9000"; '"$2" </dev/null
}
