# Filling a host with data.

# env_value HOST NAME: one plain value of the project's .env.
env_value() {
  inside "$1" sed -n "s/^$2=//p" "$(conf "$1" PROJECT)/.env" | head -n 1
}

# service HOST NAME: the container of a service, empty if there is none running.
service() {
  inside "$1" docker ps -q --filter "label=com.docker.compose.service=$2" | head -n 1
}

in_service() {
  local name=$1 container
  container=$(service "$name" "$2")
  [ -n "$container" ] || die "$name: $2 is not running"
  shift 2
  inside "$name" docker exec -i "$container" "$@"
}

# run_sql HOST SERVICE DATABASE FILE [NAME=VALUE]...: as the superuser, in the server's own container. The name goes by the
# environment, where it is taken as it is; as an argument psql would read 'dbname=…' as connection words.
run_sql() {
  local name=$1 server=$2 database=$3 file=$4 variables=() user
  shift 4
  for variable in "$@"; do
    variables+=(-v "$variable")
  done
  user=$(env_value "$name" POSTGRES_USERNAME)
  in_service "$name" "$server" env PGDATABASE="$database" PGUSER="$user" PGCLIENTENCODING=UTF8 \
    PGOPTIONS='-c client_min_messages=warning' \
    psql -Xq -o /dev/null -v ON_ERROR_STOP=1 "${variables[@]}" <"$HOST_SH_DIR/seed/$file"
}

has_database() {
  local user
  user=$(env_value "$1" POSTGRES_USERNAME)
  [ -n "$(service "$1" "$2")" ] || return 1
  [ "$(in_service "$1" "$2" psql -XAtqU "$user" -d postgres -v name="$3" \
    <<<"SELECT 1 FROM pg_database WHERE datname = :'name'")" = 1 ]
}

seed() {
  local name=${1:-} rows=20000 gib=0 samples=200000 graphs=2 hostile=''
  host_number "$name" >/dev/null
  shift
  while [ $# -gt 0 ]; do
    case $1 in
      --rows) need_value "$@" && rows=$2 && shift ;;
      --gib) need_value "$@" && gib=$2 && shift ;;
      --samples) need_value "$@" && samples=$2 && shift ;;
      --graphs) need_value "$@" && graphs=$2 && shift ;;
      --hostile) hostile=1 ;;
      *) usage_error "seed does not know '$1'" ;;
    esac
    shift
  done
  [[ $rows =~ ^[0-9]+$ && $samples =~ ^[0-9]+$ && $graphs =~ ^[0-9]+$ ]] || usage_error "seed takes whole numbers"
  need_root
  need_up "$name"
  [ -z "$(conf "$name" EMPTY)" ] || die "$name has no BK-Lite"
  seed_databases "$name" "$rows" "$gib"
  [ -z "$hostile" ] || seed_hostile "$name"
  seed_redis "$name" $((rows / 4))
  seed_graphs "$name" $((rows / 4)) "$graphs"
  if [ -n "$(service "$name" victoria-metrics)" ]; then
    seed_metrics "$name" "$samples"
  fi
  if [ -n "$(service "$name" victoria-logs)" ]; then
    seed_logs "$name" $((samples / 4))
  fi
  if [ -n "$(service "$name" minio)" ]; then
    seed_objects "$name" "$(awk "BEGIN { print int($gib * 256) }")"
  fi
  nats_data "$name" seed
  log "$name: seeded"
}

seed_databases() {
  local name=$1 rows=$2 gib=$3 database bulk
  database=$(env_value "$name" DB_NAME)
  if has_database "$name" postgres "$database"; then
    log "$name: $database ($rows rows a table)"
    run_sql "$name" postgres "$database" bklite.sql rows="$rows"
    seed_tokens "$name" "$database"
    bulk=$(awk "BEGIN { print int($gib * 1024 * 1024 * 1024 / 1090) }")
    if [ "$bulk" -gt 0 ]; then
      log "$name: $gib GiB more ($bulk rows)"
      run_sql "$name" postgres "$database" bulk.sql rows="$bulk"
    fi
  fi
  if has_database "$name" postgres mlflow; then
    run_sql "$name" postgres mlflow mlflow.sql rows="$rows"
  fi
  if has_database "$name" pgvector metis; then
    run_sql "$name" pgvector metis metis.sql rows="$rows"
  fi
}

# The node manager's tables: agents, their tokens signed with the deployment's SECRET_KEY as BK-Lite signs them, and addresses.
seed_tokens() {
  local user
  user=$(env_value "$1" POSTGRES_USERNAME)
  env_value "$1" SECRET_KEY | python3 "$HOST_SH_DIR/seed/tokens.py" "$(env_value "$1" HOST_IP)" |
    in_service "$1" postgres env PGDATABASE="$2" PGUSER="$user" psql -Xq -o /dev/null -v ON_ERROR_STOP=1
}

# Names, roles and values that careless tools trip over, on both servers; and lines in .env.
seed_hostile() {
  local name=$1 server database
  log "$name: hostile data"
  for server in postgres pgvector; do
    [ -n "$(service "$name" $server)" ] || continue
    run_sql "$name" $server postgres hostile_server.sql
    for database in "x 'q\" \$(touch /tmp/pwned) 名" $'new\nline'; do
      run_sql "$name" $server "$database" hostile_database.sql
    done
    run_sql "$name" $server 'dbname=postgres host=/nowhere' bulk.sql rows=50
    run_sql "$name" $server 'latin one' hostile_latin1.sql
  done
  # shellcheck disable=SC2016
  inside "$name" sh -c 'grep -q "^HOSTILE_" "$1" || cat >>"$1"' sh "$(conf "$name" PROJECT)/.env" <<'EOF'
HOSTILE_SINGLE='space "quote" $HOME $(touch /tmp/pwned) 中文 \n'
HOSTILE_DOUBLE="it's \"quoted\" \$HOME 中文"
HOSTILE_BARE=a b#c=d'e
EOF
}

seed_redis() {
  local name=$1 keys=$2 password
  [ -n "$(service "$name" redis)" ] || return 0
  log "$name: redis ($keys keys)"
  password=$(env_value "$name" REDIS_PASSWORD)
  awk -v n="$keys" 'BEGIN {
    for (i = 1; i <= n; i++) {
      key = "key:" i
      value = "value-" i "-" i * 7919
      printf "*3\r\n$3\r\nSET\r\n$%d\r\n%s\r\n$%d\r\n%s\r\n", length(key), key, length(value), value
    }
  }' | in_service "$name" redis env REDISCLI_AUTH="$password" redis-cli -n 1 --pipe | tail -n 1 >&2
}

# The CMDB's graph (two labels, edges, arrays, indexes, a constraint, holes in the ids) and smaller ones with vectors.
seed_graphs() {
  local name=$1 nodes=$2 graphs=$3 graph log_file=$STATE/$1/graphs.log
  [ -n "$(service "$name" falkordb)" ] || return 0
  log "$name: graphs"
  {
    cat <<EOF
GRAPH.DELETE cmdb_graph
GRAPH.QUERY cmdb_graph "CREATE INDEX FOR (n:instance) ON (n._id)"
GRAPH.QUERY cmdb_graph "UNWIND range(1,$nodes) AS i CREATE (:instance {_id:i, model_id:['host','switch','mysql','k8s_pod','主机'][i%5], inst_name:'inst-'+toString(i), cpu:i%64, load:i*0.37, up:i%3=0, tags:['a',toString(i%7)], at:point({latitude:i%90, longitude:i%180})})"
GRAPH.QUERY cmdb_graph "UNWIND range(1,$nodes) AS i MATCH (a:instance {_id:i}), (b:instance {_id:1+(i*7)%$nodes}) CREATE (a)-[:run {since:i, note:'运行'}]->(b)"
GRAPH.QUERY cmdb_graph "MATCH (n:instance) WHERE n._id % 97 = 0 DELETE n"
GRAPH.QUERY cmdb_graph "CALL db.idx.fulltext.createNodeIndex('instance', 'inst_name')"
GRAPH.CONSTRAINT CREATE cmdb_graph UNIQUE NODE instance PROPERTIES 1 _id
EOF
    for graph in $(seq "$graphs"); do
      cat <<EOF
GRAPH.DELETE kb_$graph
GRAPH.QUERY kb_$graph "CREATE VECTOR INDEX FOR (e:Entity) ON (e.embedding) OPTIONS {dimension:8, similarityFunction:'cosine'}"
GRAPH.QUERY kb_$graph "UNWIND range(1,500) AS i CREATE (:Entity {name:'实体 '+toString(i), embedding:vecf32([i,$graph,1.5,i%3,0.25,2,3,4])})-[:MENTIONS]->(:Chunk {no:i})"
EOF
    done
  } | in_service "$name" falkordb env REDISCLI_AUTH="$(env_value "$name" FALKORDB_PASSWORD)" redis-cli >"$log_file" 2>&1
  if grep -iE '^ERR|errMsg|error' "$log_file" | grep -qv 'empty key'; then
    die "$name: graphs: see $log_file"
  fi
}

# put_file HOST SERVICE PATH: stdin into a file of the container, whatever tools it has.
put_file() {
  local name=$1 container
  container=$(service "$name" "$2")
  # shellcheck disable=SC2016
  inside "$name" sh -c 'cat >/tmp/put && docker cp /tmp/put "$1:$2" >/dev/null 2>&1; rm -f /tmp/put' sh "$container" "$3"
}

seed_metrics() {
  local name=$1 samples=$2
  log "$name: metrics"
  awk -v n="$samples" -v now="$(date +%s)" 'BEGIN {
    for (series = 0; series < 200; series++)
      for (i = 0; i < n / 200; i++)
        printf "bed_metric{host=\"web-%d\",job=\"seed\"} %.4f %.0f\n", series, 50 + 40 * sin(i / 50 + series), (now - 86400 + i * 30) * 1000
  }' | put_file "$name" victoria-metrics /tmp/seed.prom
  in_service "$name" victoria-metrics wget -q -O- --header 'Content-Type: text/plain' --post-file=/tmp/seed.prom \
    http://127.0.0.1:8428/api/v1/import/prometheus
  in_service "$name" victoria-metrics rm /tmp/seed.prom
}

seed_logs() {
  local name=$1 lines=$2
  log "$name: logs"
  awk -v n="$lines" -v now="$(date +%s)" 'BEGIN {
    for (i = 0; i < n; i++)
      printf "{\"_time\":\"%s\",\"_msg\":\"request %d served in %d ms, 请求\",\"host\":\"web-%d\",\"level\":\"info\"}\n",
        strftime("%Y-%m-%dT%H:%M:%SZ", now - 259200 + int(i * 259200 / n), 1), i, i % 997, i % 20
  }' | put_file "$name" victoria-logs /tmp/seed.json
  in_service "$name" victoria-logs wget -q -O- --header 'Content-Type: application/stream+json' --post-file=/tmp/seed.json \
    'http://127.0.0.1:9428/insert/jsonline?_stream_fields=host&_time_field=_time&_msg_field=_msg'
  in_service "$name" victoria-logs rm /tmp/seed.json
}

seed_objects() {
  log "$1: objects"
  in_service "$1" minio bash -s "$2" <"$HOST_SH_DIR/seed/objects.sh" >/dev/null
}

# A NATS client on this machine, inside the host's network.
nats_data() {
  local name=$1 pid
  [ -n "$(service "$name" nats)" ] || return 0
  want nats-py
  pid=$(host_pid "$name")
  nsenter -t "$pid" -n env PYTHONPATH="$(made nats-py)" PYTHONDONTWRITEBYTECODE=1 python3 "$HOST_SH_DIR/seed/nats_data.py" "$2" \
    "/proc/$pid/root$(conf "$name" PROJECT)"
}
