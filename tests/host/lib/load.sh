# A write load with an invariant across two servers, from inside the application's container, so that who pauses or stops the
# application stops the writes too: for n = 1, 2, … a row n of public.load_ledger, then a node n of the graph "load". So at any
# one moment the table holds 1…m and the graph 1…m or 1…m-1; a copy whose halves are of two moments does not.

load() {
  local name=${1:-} what=${2:-}
  host_number "$name" >/dev/null
  need_root
  need_up "$name"
  case $what in
    on) load_off "$name" && load_clear "$name" && load_on "$name" ;;
    off) load_off "$name" ;;
    check) load_check "$name" ;;
    clear) load_off "$name" && load_clear "$name" ;;
    latency) load_latency "$name" "${3:-10}" ;;
    *) usage_error "load knows: on off check clear latency" ;;
  esac
}

load_on() {
  load_sql "$1" 'CREATE TABLE public.load_ledger(n bigint PRIMARY KEY)'
  # shellcheck disable=SC2016
  inside "$1" docker exec -d "$(service "$1" server)" bash -c '
    export PGPASSWORD=$DB_PASSWORD PGHOST=$DB_HOST PGUSER=$DB_USER PGDATABASE=$DB_NAME
    touch /tmp/load
    coproc psql -XAtq -v ON_ERROR_STOP=1
    exec 3<>/dev/tcp/falkordb/6379
    printf "AUTH %s\r\n" "$FALKORDB_REQUIREPASS" >&3
    for ((n = 1; ; n++)); do
      [ -e /tmp/load ] || break
      printf "INSERT INTO public.load_ledger VALUES (%d);\n\\\\echo written\n" $n >&"${COPROC[1]}"
      read -r -t 60 answer <&"${COPROC[0]}" && [ "$answer" = written ] || break
      printf "GRAPH.QUERY load \"CREATE (:entry {n: %d})\"\r\nPING\r\n" $n >&3
      while read -r -t 60 answer <&3 && [[ $answer != +PONG* ]]; do
        [[ $answer != -* ]] || break 2
      done
    done'
  local tries
  for ((tries = 0; tries < 100; tries++)); do
    [ "$(load_numbers "$1" | cut -d' ' -f4)" -lt 20 ] || return 0
    sleep 0.1
  done
  die "$1: the load does not write"
}

# What is at work then ends its two writes first.
load_off() {
  local server tries
  server=$(service "$1" server)
  [ -n "$server" ] || return 0
  for ((tries = 0; tries < 100; tries++)); do
    # shellcheck disable=SC2016
    inside "$1" docker exec "$server" bash -c 'rm -f /tmp/load; ! grep -qs "INTO public.load_ledge[r]" /proc/[0-9]*/cmdline' &&
      return 0
    sleep 0.1
  done
  die "$1: the load does not end"
}

load_clear() {
  load_sql "$1" 'DROP TABLE IF EXISTS public.load_ledger'
  graph_query "$1" GRAPH.DELETE load >/dev/null
}

load_sql() {
  in_service "$1" postgres psql -XAtq -F ' ' -v ON_ERROR_STOP=1 -U "$(env_value "$1" POSTGRES_USERNAME)" \
    -d "$(env_value "$1" DB_NAME)" -c "SET client_min_messages = error" -c "$2" </dev/null
}

# Rows and the highest of them, nodes and the highest of them.
load_numbers() {
  local nodes
  nodes=$(graph_query "$1" GRAPH.QUERY load 'MATCH (e:entry) RETURN count(e), coalesce(max(e.n), 0)' | sed -n '3,4p')
  echo "$(load_sql "$1" 'SELECT count(*), coalesce(max(n), 0) FROM public.load_ledger')" $nodes
}

load_check() {
  local rows row nodes node
  read -r rows row nodes node <<<"$(load_numbers "$1")"
  echo "ledger $rows of 1…$row, graph $nodes of 1…$node"
  [ "$rows" -gt 0 ] && [ "$rows" = "$row" ] && [ "$nodes" = "$node" ] && [ $((row - node)) -ge 0 ] && [ $((row - node)) -le 1 ]
}

# What a user of the application waits for, asked from inside its container every 50 ms: a page, what is read for it of a table
# and of a graph, and a row that is written. Prints how many there were, and their median, 95th percentile and longest in ms.
load_latency() {
  [[ $2 =~ ^[1-9][0-9]*$ ]] || usage_error "load latency takes seconds"
  # shellcheck disable=SC2016
  inside "$1" docker exec "$(service "$1" server)" bash -c '
    export PGPASSWORD=$DB_PASSWORD PGHOST=$DB_HOST PGUSER=$DB_USER PGDATABASE=$DB_NAME
    coproc psql -XAtq -v ON_ERROR_STOP=1
    exec 3<>/dev/tcp/falkordb/6379
    printf "AUTH %s\r\n" "$FALKORDB_REQUIREPASS" >&3
    ask() {
      exec 4<>/dev/tcp/127.0.0.1/8000
      printf "GET /healthcheck HTTP/1.0\r\n\r\n" >&4
      while read -r -t 60 answer <&4; do :; done
      exec 4>&-
      echo "SELECT count(*) FROM cmdb_instance WHERE id BETWEEN $RANDOM % 10000 AND 20000;" \
        "INSERT INTO public.bed_heartbeat(host) VALUES ('\''probe'\'');" "\\echo answered" >&"${COPROC[1]}"
      until [ "$answer" = answered ]; do read -r -t 60 answer <&"${COPROC[0]}" || return 1; done
      printf "GRAPH.RO_QUERY cmdb_graph \"MATCH (n) RETURN count(n)\"\r\nPING\r\n" >&3
      until [[ $answer = +PONG* ]]; do read -r -t 60 answer <&3 || return 1; done
    }
    end=$((${EPOCHREALTIME/./} + $1 * 1000000))
    while start=${EPOCHREALTIME/./}; [ $start -lt $end ]; do
      ask || exit 1
      echo $((${EPOCHREALTIME/./} - start))
      read -r -t 0.05 <> <(:) || :
    done' latency "$2" | sort -n | awk '
    { took[NR] = $1 / 1000 }
    END { if (!NR) exit 1; printf "%d %.1f %.1f %.1f\n", NR, took[int((NR + 1) / 2)], took[int(NR * 0.95 + 0.5)], took[NR] }'
}
