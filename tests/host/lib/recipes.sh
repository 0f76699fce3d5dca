# What hosts are made of, from Debian's packages: the tree of a host, layers of images, the store of images.
# (What Debian lacks is in parts.sh.)

# shellcheck disable=SC2034   # values are named to recipe() as var:NAME
DPKG_OPTIONS=(
  --dpkgopt=force-unsafe-io
  '--dpkgopt=path-exclude=/usr/share/man/*'
  '--dpkgopt=path-exclude=/usr/share/doc/*'
  '--dpkgopt=path-exclude=/usr/share/info/*'
  '--dpkgopt=path-exclude=/usr/share/locale/*/LC_MESSAGES/*.mo'
  '--aptopt=APT::Install-Recommends "false"'
)

# The library packages that bookworm's minimal tree lacks, named one by one (bookworm is stable): no solver is needed, and
# what the programs never load is left out (LLVM, perl). check_libraries proves the lists.
TLS_PACKAGES="libssl3 libcom-err2 libffi8 libnettle8 libhogweed6 libunistring2 libidn2-0 libp11-kit0 libtasn1-6
  libgnutls30 libkrb5support0 libk5crypto3 libkeyutils1 libkrb5-3 libgssapi-krb5-2 libsasl2-modules-db libsasl2-2
  libldap-2.5-0"
POSTGRES_PACKAGES="libstdc++6 openssl tzdata libc-l10n libbsd0 libedit2 libicu72 libxml2 libpq5 libreadline8 libxslt1.1
  postgresql-client-15 postgresql-15"
REDIS_PACKAGES="libstdc++6 libssl3 libjemalloc2 liblzf1 libatomic1 redis-tools redis-server"
CURL_PACKAGES="libbrotli1 libnghttp2-14 libpsl5 librtmp1 libssh2-1 libcurl4 curl"

# The second factor of the account otp (host.sh code prints the code of the moment).
TOTP_SECRET=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ

# --- trees ------------------------------------------------------------------------------------------------------------

recipe base "" "var:DPKG_OPTIONS"
make_base() {
  local out=$1/tree
  mmdebstrap --quiet --mode=root --variant=essential --format=directory "${DPKG_OPTIONS[@]}" bookworm "$out" "$(apt_sources)"
  # users with the numbers that the official images have
  printf 'postgres:x:999:999::/var/lib/postgresql:/bin/bash\nredis:x:998:998::/data:/bin/false\n' >>"$out/etc/passwd"
  printf 'postgres:x:999:\nredis:x:998:\n' >>"$out/etc/group"
  rm -rf "$out"/var/lib/apt/lists/* "$out"/var/cache/*/*
}

recipe hosttree "" "var:DPKG_OPTIONS var:TOTP_SECRET inside/sshd_config fn:add_accounts"
make_hosttree() {
  local out=$1/tree
  mmdebstrap --quiet --mode=root --variant=minbase --format=directory "${DPKG_OPTIONS[@]}" \
    --include=docker.io,openssh-server,sudo,iptables,iproute2,procps,ca-certificates,tini,netbase,libpam-google-authenticator \
    --essential-hook='printf "#!/bin/sh\nexit 101\n" >"$1/usr/sbin/policy-rc.d"; chmod +x "$1/usr/sbin/policy-rc.d"' \
    bookworm "$out" "$(apt_sources)"
  rm -rf "$out"/var/lib/apt/lists/* "$out"/var/cache/apt/*.bin "$out"/etc/ssh/ssh_host_*
  cp "$HOST_SH_DIR/inside/sshd_config" "$out/etc/ssh/sshd_config"
  # the account otp is asked for a code after its password
  sed -i '/^@include common-auth/a auth [success=ignore default=1] pam_succeed_if.so quiet user = otp\nauth required pam_google_authenticator.so' \
    "$out/etc/pam.d/sshd"
  grep -q google_authenticator "$out/etc/pam.d/sshd"
  add_accounts "$out"
}

add_accounts() {
  local tree=$1
  chroot "$tree" useradd -m -s /bin/bash ops
  chroot "$tree" useradd -m -s /bin/bash -G docker dev
  chroot "$tree" useradd -m -s /bin/bash plain
  chroot "$tree" useradd -m -s /bin/bash -G docker otp
  chroot "$tree" useradd -m -s /bin/bash -G docker mfa
  chroot "$tree" useradd -m -s /bin/bash hop
  chroot "$tree" chpasswd <<<"ops:ops-Pa55 word
dev:dev-Pa55
plain:plain-Pa55
otp:otp-Pa55
mfa:mfa-Pa55
hop:hop-Pa55"
  echo 'ops ALL=(ALL:ALL) ALL' >"$tree/etc/sudoers.d/ops"
  chmod 440 "$tree/etc/sudoers.d/ops"
  printf '%s\n" WINDOW_SIZE 3\n" TOTP_AUTH\n' "$TOTP_SECRET" >"$tree/home/otp/.google_authenticator"
  chmod 400 "$tree/home/otp/.google_authenticator"
  chroot "$tree" chown otp:otp /home/otp/.google_authenticator
}

# Newer engines, laid over the host's tree. The packages need no newer C library; runc and tini would, so bookworm's stay.
recipe engine-26 ""
make_engine-26() {
  fetch trixie docker.io docker-cli containerd
  unpack trixie "$1/tree" docker.io docker-cli containerd
  rm -rf "$1"/tree/{usr/share,etc,lib,usr/lib/systemd}
}

recipe engine-28 ""
make_engine-28() {
  fetch sid docker.io docker-cli
  fetch trixie containerd
  unpack sid "$1/tree" docker.io docker-cli
  unpack trixie "$1/tree" containerd
  rm -rf "$1"/tree/{usr/share,etc,lib,usr/lib/systemd}
}

# --- compose ----------------------------------------------------------------------------------------------------------

recipe compose-2.40 ""
make_compose-2.40() {
  fetch sid docker-compose
  unpack sid "$1/x" docker-compose
  mv "$1/x/usr/libexec/docker/cli-plugins/docker-compose" "$1/"
  rm -rf "$1/x"
}

recipe compose-2.26 ""
make_compose-2.26() {
  fetch trixie docker-compose
  unpack trixie "$1/x" docker-compose
  mv "$1/x/usr/libexec/docker/cli-plugins/docker-compose" "$1/"
  rm -rf "$1/x"
}

# The old Compose 1.29.2 as bookworm still has it, with the Python it needs: a tree to lay over the host's.
recipe compose-1.29 "hosttree"
make_compose-1.29() {
  local deb
  mkdir -p "$1/debs/partial"
  [ -e "$CACHE/apt/bookworm/.read" ] || suite_apt bookworm none update
  suite_apt bookworm "$(made hosttree)/tree/var/lib/dpkg/status" -y --download-only \
    -o Dir::Cache::archives="$1/debs" install docker-compose
  for deb in "$1"/debs/*.deb; do
    dpkg -x "$deb" "$1/tree"
  done
  rm -rf "$1/debs" "$1"/tree/usr/share/{doc,man,locale}
  to_merged_usr "$1/tree"
}

# --- layers of images -------------------------------------------------------------------------------------------------

# Debian's base has /lib -> usr/lib; a /lib folder in a layer would hide that link.
to_merged_usr() {
  local folder
  for folder in bin sbin lib lib64; do
    [ -d "$1/$folder" ] && [ ! -L "$1/$folder" ] || continue
    mkdir -p "$1/usr/$folder"
    cp -a "$1/$folder/." "$1/usr/$folder/"
    rm -rf "${1:?}/$folder"
  done
}

# pack TREE TAR: the tree, without documents, as one layer; the tree goes.
pack() {
  rm -rf "$1"/usr/share/{doc,man,info,lintian,bash-completion}
  (cd "$1" && tar cf "$2" --numeric-owner --owner=0 --group=0 -- *)
  rm -rf "$1"
}

# check_libraries TREE PROGRAM...: each must find its libraries in base + layer.
check_libraries() {
  local tree=$1 out root
  shift
  root=$(mktemp -d "$CACHE/check.XXXXXX")
  # shellcheck disable=SC2016
  out=$(unshare -m bash -c 'mount -t overlay check -o "lowerdir=$1:$2" "$3" && shift 2 && root=$1 && shift &&
    for file in "$@"; do chroot "$root" ldd "$file" || echo "$file not found"; done' \
    bash "$tree" "$(made base)/tree" "$root" "$@" 2>&1 | grep -i 'not found' || true)
  rmdir "$root"
  [ -z "$out" ] || die "missing libraries: $out"
}

recipe postgres "base" "var:TLS_PACKAGES var:POSTGRES_PACKAGES fn:pack fn:to_merged_usr"
make_postgres() {
  local tree=$1/tree
  # shellcheck disable=SC2086
  fetch bookworm $TLS_PACKAGES $POSTGRES_PACKAGES locales
  # shellcheck disable=SC2086
  unpack bookworm "$tree" $TLS_PACKAGES $POSTGRES_PACKAGES
  rm -rf "$tree"/usr/lib/postgresql/15/lib/{bitcode,llvmjit*} "$tree"/usr/share/postgresql/15/locale
  mkdir -p "$tree/var/lib/postgresql" "$tree/docker-entrypoint-initdb.d" "$tree/usr/lib/locale"
  # as in the official image: listens beyond loopback; en_US.utf8
  sed -i "s/^#listen_addresses = 'localhost'/listen_addresses = '*'/" \
    "$tree/usr/share/postgresql/15/postgresql.conf.sample"
  unpack bookworm "$1/locales" locales
  I18NPATH=$1/locales/usr/share/i18n localedef -i en_US -f UTF-8 -c --prefix="$tree" en_US.UTF-8 || true
  rm -rf "$1/locales"
  to_merged_usr "$tree"
  check_libraries "$tree" /usr/lib/postgresql/15/bin/{postgres,psql,pg_dump,pg_restore,initdb,pg_isready} \
    /usr/lib/postgresql/15/lib/{libpqwalreceiver,pgxml,pgcrypto,uuid-ossp}.so
  pack "$tree" "$1/postgres.tar"
}

# pgvector 0.8.0: trixie's source, compiled against bookworm's PostgreSQL 15. (It is a plain set of C files; PostgreSQL's
# own extension makefile would want installed paths.)
recipe pgvector ""
make_pgvector() {
  local work=$1/work server=usr/include/postgresql/15/server lib share
  fetch bookworm postgresql-server-dev-15
  unpack bookworm "$work/dev" postgresql-server-dev-15
  mkdir -p "$work/source"
  curl -sSf "$(debian_mirror)/pool/main/p/pgvector/pgvector_0.8.0.orig.tar.gz" | tar xz -C "$work/source" --strip-components=1
  (
    cd "$work/source"
    printf '%s\n' src/*.c | xargs -P2 -n8 cc -c -O2 -fPIC -ftree-vectorize -fassociative-math -fno-signed-zeros \
      -fno-trapping-math -fno-strict-aliasing -fwrapv -I"$work/dev/$server" -I"$work/dev/usr/include/postgresql"
    cc -shared -o vector.so ./*.o -lm
  )
  lib=$1/tree/usr/lib/postgresql/15/lib
  share=$1/tree/usr/share/postgresql/15/extension
  mkdir -p "$lib" "$share"
  cp "$work/source/vector.so" "$lib/"
  cp "$work/source/vector.control" "$work"/source/sql/vector--*--*.sql "$share/"
  cp "$work/source/sql/vector.sql" "$share/vector--0.8.0.sql"
  rm -rf "$work"
  pack "$1/tree" "$1/pgvector.tar"
}

recipe redis "base" "var:REDIS_PACKAGES fn:pack fn:to_merged_usr"
make_redis() {
  # shellcheck disable=SC2086
  fetch bookworm $REDIS_PACKAGES
  # shellcheck disable=SC2086
  unpack bookworm "$1/tree" $REDIS_PACKAGES
  to_merged_usr "$1/tree"
  check_libraries "$1/tree" /usr/bin/redis-server /usr/bin/redis-cli
  pack "$1/tree" "$1/redis.tar"
}

# What FalkorDB's module needs besides.
recipe openmp "" "fn:pack fn:to_merged_usr"
make_openmp() {
  fetch bookworm libgomp1
  unpack bookworm "$1/tree" libgomp1
  to_merged_usr "$1/tree"
  pack "$1/tree" "$1/openmp.tar"
}

# curl and busybox, for the stand-ins of the application.
recipe curl "base" "var:TLS_PACKAGES var:CURL_PACKAGES fn:pack fn:to_merged_usr"
make_curl() {
  # shellcheck disable=SC2086
  fetch bookworm $TLS_PACKAGES $CURL_PACKAGES busybox-static
  # shellcheck disable=SC2086
  unpack bookworm "$1/tree" $TLS_PACKAGES $CURL_PACKAGES busybox-static
  to_merged_usr "$1/tree"
  check_libraries "$1/tree" /usr/bin/curl
  pack "$1/tree" "$1/curl.tar"
}

recipe busybox "" "fn:pack"
make_busybox() {
  local tree=$1/tree applet
  fetch bookworm busybox-static
  unpack bookworm "$1/x" busybox-static
  mkdir -p "$tree"/{bin,etc,tmp,proc,sys,dev,root,usr/bin,var}
  cp "$1/x/bin/busybox" "$tree/bin/"
  rm -rf "$1/x"
  for applet in $("$tree/bin/busybox" --list | grep -v '^busybox$'); do
    ln -sf /bin/busybox "$tree/bin/$applet"
  done
  echo 'root:x:0:0:root:/root:/bin/sh' >"$tree/etc/passwd"
  echo 'root:x:0:' >"$tree/etc/group"
  chmod 1777 "$tree/tmp"
  pack "$tree" "$1/busybox.tar"
}

# Like the official image: the server and its C library, no shell.
recipe nats "base" "fn:pack"
make_nats() {
  local tree=$1/tree base library
  base=$(made base)/tree
  fetch trixie nats-server
  unpack trixie "$1/x" nats-server
  mkdir -p "$tree"/{lib64,lib/x86_64-linux-gnu,tmp,etc}
  cp -L "$base/lib64/ld-linux-x86-64.so.2" "$tree/lib64/"
  for library in libc.so.6 libresolv.so.2 libm.so.6 libpthread.so.0 libdl.so.2; do
    cp -L "$base/lib/x86_64-linux-gnu/$library" "$tree/lib/x86_64-linux-gnu/"
  done
  cp "$1/x/usr/sbin/nats-server" "$tree/nats-server"
  echo 'port: 4222' >"$tree/nats-server.conf"
  rm -rf "$1/x"
  pack "$tree" "$1/nats.tar"
}

recipe minio-client "" "fn:pack"
make_minio-client() {
  fetch trixie minio-client
  unpack trixie "$1/x" minio-client
  mkdir -p "$1/tree/usr/bin"
  mv "$1/x/usr/bin/minio-client" "$1/tree/usr/bin/mc"
  rm -rf "$1/x"
  pack "$1/tree" "$1/minio-client.tar"
}

# --- the store of images ----------------------------------------------------------------------------------------------

# A docker data-root that holds the images; a host gets a copy of it (hard links). The builder is a host itself: its
# docker runs in namespaces of its own without any way out, so this machine needs no docker.
BUILDER_FUNCTIONS="fn:with_builder fn:builder_docker fn:import_tree fn:build_image fn:build_app"

recipe store-core "hosttree base postgres pgvector redis openmp falkordb curl nats" \
  "$BUILDER_FUNCTIONS images/postgres images/pgvector images/redis images/falkordb images/nats images/app"
make_store-core() {
  with_builder "$1" build_core_images
}

build_core_images() {
  import_tree "$(made base)/tree" lifeboat-host/base
  build_image postgres:15 postgres "$(made postgres)/postgres.tar"
  build_image pgvector/pgvector:pg15 pgvector "$(made pgvector)/pgvector.tar"
  build_image redis:5.0.14 redis "$(made redis)/redis.tar"
  build_image falkordb/falkordb:latest falkordb "$(made openmp)/openmp.tar" "$(made falkordb)/falkordb.so" \
    "$(made falkordb)/redis-server"
  build_image nats:2.10.25 nats "$(made nats)/nats.tar"
  build_image lifeboat-host/app app "$(made curl)/curl.tar"
  # the programs that BK-Lite's compose files call by name
  build_app server 'CMD ["/app/app.sh", "server", "8000"]'
  build_app web 'COPY node /usr/local/bin/node' 'CMD ["/app/app.sh", "web", "3000"]'
  build_app mlflow 'COPY mlflow /usr/local/bin/mlflow' 'CMD ["mlflow"]'
}

# All of BK-Lite's images, on top of those.
recipe store-all "store-core hosttree curl busybox minio-client minio nats-cli victoria-metrics victoria-logs vlogs-partitions" \
  "$BUILDER_FUNCTIONS images/minio images/nats-box images/victoria-metrics images/victoria-logs images/victoria-logs-1.49 images/app"
make_store-all() {
  mkdir -p "$1/docker"
  cp -a "$(made store-core)/docker/." "$1/docker/"
  with_builder "$1" build_other_images
}

build_other_images() {
  local image
  import_layer "$(made busybox)/busybox.tar" lifeboat-host/busybox
  build_image victoriametrics/victoria-metrics:v1.106.1 victoria-metrics "$(made victoria-metrics)/victoria-metrics"
  build_image victoriametrics/victoria-logs:v1.25.0 victoria-logs "$(made victoria-logs)/victoria-logs"
  build_image victoriametrics/victoria-logs:v1.49.0 victoria-logs-1.49 "$(made vlogs-partitions)/vlogs-partitions"
  build_image minio/minio:RELEASE.2024-05-01T01-11-10Z-cpuv1 minio "$(made curl)/curl.tar" \
    "$(made minio-client)/minio-client.tar" "$(made minio)/minio"
  build_image natsio/nats-box:latest nats-box "$(made nats-cli)/nats"
  build_app idle 'ENTRYPOINT ["/app/app.sh", "idle"]'
  for image in bklite/webhookd bklite/nats-executor bklite/stargazer bklite/telegraf bklite/fusion-collector \
    timberio/vector:0.48.0-debian traefik:3.6.2; do
    builder_docker tag bklite/idle "$image"
  done
}

# with_builder OUT FUNCTION: runs FUNCTION while a builder works on OUT/docker.
with_builder() {
  local out=$1 function=$2
  BUILDER=$out/builder
  mkdir -p "$out/docker" "$BUILDER"/{upper/usr/sbin,upper/etc/lifeboat-host,work,root}
  install -m 755 "$HOST_SH_DIR/inside/init" "$BUILDER/upper/usr/sbin/lifeboat-host-init"
  echo '--bridge=none --iptables=false --storage-driver=overlay2' >"$BUILDER/upper/etc/lifeboat-host/dockerd-arguments"
  printf 'LOWER=%q\n' "$(made hosttree)/tree" >"$BUILDER/conf"
  mv "$out/docker" "$BUILDER/docker"
  load_modules
  trap 'unspawn "builder-$$" "$BUILDER"' EXIT
  spawn "builder-$$" "$BUILDER"
  local try
  for try in $(seq 300); do
    ! builder_docker version >/dev/null 2>&1 || break
    [ "$try" -lt 300 ] || die "the builder has no docker: $(tail -n 3 "$BUILDER/upper/var/log/dockerd.log")"
    sleep 0.1
  done
  $function
  builder_docker image ls --format '{{.Repository}}:{{.Tag}} {{.Size}}' | sort >"$out/images.txt"
  unspawn "builder-$$" "$BUILDER" clean
  trap - EXIT
  mv "$BUILDER/docker" "$out/docker"
  rm -rf "$BUILDER"
}

builder_docker() {
  nsenter -t "$(cat "$BUILDER/pid")" -m -u -i -n -p -C -r -w \
    env -i PATH=$INSIDE_PATH HOME=/root DOCKER_BUILDKIT=0 docker "$@"
}

import_tree() {
  tar c --numeric-owner -C "$1" . |
    builder_docker import -c "ENV PATH=$INSIDE_PATH" -c 'CMD ["bash"]' - "$2"
}

import_layer() {
  builder_docker import -c "ENV PATH=$INSIDE_PATH" -c 'CMD ["sh"]' - "$2" <"$1"
}

# build_image TAG FOLDER FILE...: images/FOLDER with these files beside its Dockerfile.
build_image() {
  local tag=$1 folder=$2 context=$BUILDER/context
  shift 2
  rm -rf "$context"
  mkdir "$context"
  cp -a "$HOST_SH_DIR/images/$folder/." "$context/"
  cp "$@" "$context/"
  tar c -C "$context" . | builder_docker build -q --network none -t "$tag" -
}

# build_app NAME LINE...: a stand-in bklite/NAME.
build_app() {
  local name=$1 context=$BUILDER/context
  shift
  rm -rf "$context"
  mkdir "$context"
  cp "$HOST_SH_DIR"/images/app/{node,mlflow} "$context/"
  printf '%s\n' 'FROM lifeboat-host/app' "$@" >"$context/Dockerfile"
  tar c -C "$context" . | builder_docker build -q --network none -t "bklite/$name" -
}
