# Making hosts and bringing them up.

# --- options ----------------------------------------------------------------------------------------------------------

# Sets OPT_*, HOSTS and JUMP from up's arguments.
parse_up_options() {
  OPT_ANY='' OPT_EMPTY='' OPT_ENGINE=20 OPT_COMPOSE=plugin OPT_COMPOSE_VERSION=2.40 OPT_TWO_FACTOR='' OPT_DISK=''
  OPT_PROJECT=/opt/bk-lite OPT_STANDBY='' OPT_ALL='' OPT_PROJECT_ARGUMENTS=() JUMP=''
  local count=3 first=1
  while [ $# -gt 0 ]; do
    case $1 in
      [0-9]*) count=$1 ;;
      --first) need_value "$@" && first=$2 && shift ;;
      --jump) JUMP=1 ;;
      --any) OPT_ANY=1 ;;
      --empty) OPT_EMPTY=1 ;;
      --two-factor) OPT_TWO_FACTOR=1 ;;
      --engine) need_value "$@" && OPT_ENGINE=$2 && shift ;;
      --compose) need_value "$@" && OPT_COMPOSE_VERSION=$2 && shift ;;
      --standalone) OPT_COMPOSE=standalone ;;
      --no-compose) OPT_COMPOSE=none ;;
      --compose-v1) OPT_COMPOSE=v1 ;;
      --disk) need_value "$@" && OPT_DISK=$2 && shift ;;
      --dir) need_value "$@" && OPT_PROJECT=$2 && shift ;;
      --standby) OPT_STANDBY=alone ;;
      --standby-of) need_value "$@" && OPT_STANDBY=$2 && shift ;;
      --all-components) OPT_ALL=1 && OPT_PROJECT_ARGUMENTS+=(--all) ;;
      --full) OPT_ALL=1 && OPT_PROJECT_ARGUMENTS+=(--all --full) ;;
      --db-name | --db-user | --vlogs | --interval | --project)
        need_value "$@" && OPT_PROJECT_ARGUMENTS+=("$1" "$2") && shift
        ;;
      --no-mlflow | --no-metis | --no-pgvector | --external-db) OPT_PROJECT_ARGUMENTS+=("$1") ;;
      *) usage_error "up does not know '$1'" ;;
    esac
    shift
  done
  [[ $count =~ ^[0-9]+$ && $first =~ ^[0-9]+$ ]] || usage_error "'$count' hosts from '$first'?"
  [[ $OPT_ENGINE =~ ^(20|26|28)$ ]] || usage_error "--engine is 20, 26 or 28"
  [[ $OPT_COMPOSE_VERSION =~ ^2\.(26|40)$ ]] || usage_error "--compose is 2.40 or 2.26"
  [[ $OPT_PROJECT == /* && $OPT_PROJECT != *[$':\n\\']* ]] || usage_error "--dir needs an absolute path without colon or newline"
  [ -z "$OPT_STANDBY" ] || [ "$OPT_STANDBY" = alone ] || need_up "$OPT_STANDBY"
  HOSTS=()
  local number
  for ((number = first; number < first + count; number++)); do
    host_number "h$number" >/dev/null
    HOSTS+=("h$number")
  done
}

# What these options need of the cache.
want_for_up() {
  local parts=(hosttree store-core nats-py "compose-$OPT_COMPOSE_VERSION")
  [ -z "$OPT_ALL" ] || parts+=(store-all)
  [ "$OPT_ENGINE" = 20 ] || parts+=("engine-$OPT_ENGINE")
  [ "$OPT_COMPOSE" != v1 ] || parts+=(compose-1.29)
  local part missing=''
  for part in "${parts[@]}"; do
    [ -d "$(made "$part")" ] || missing=1
  done
  if [ -n "$missing" ]; then
    prereq
    # the small ones first and side by side
    want_together base hosttree falkordb nats-py pgvector openmp "compose-$OPT_COMPOSE_VERSION"
    want_together postgres redis curl nats
    want "${parts[@]}"
  fi
}

# --- the files of a host ----------------------------------------------------------------------------------------------

make_keys() {
  [ ! -e "$STATE/id_refused" ] || return 0
  ssh-keygen -q -t ed25519 -N '' -C lifeboat-host -f "$STATE/id_ed25519"
  ssh-keygen -q -t ed25519 -N 'key-Pa55 word' -C lifeboat-host-passphrase -f "$STATE/id_passphrase"
  (umask 077 && echo 'key-Pa55 word' >"$STATE/id_passphrase.txt")
  ssh-keygen -q -t ecdsa -N '' -C lifeboat-host-agent -f "$STATE/id_agent"
  ssh-keygen -q -t ed25519 -N '' -C lifeboat-host-refused -f "$STATE/id_refused"
}

# lay_root NAME UPPER: what every host has, the jump host too.
lay_root() {
  local name=$1 upper=$2 tree user type
  tree=$(made hosttree)/tree
  mkdir -p "$upper"/{etc/ssh,etc/lifeboat-host,usr/sbin,root/.ssh}
  chmod --reference="$tree/root" "$upper/root"
  install -m 755 "$HOST_SH_DIR/inside/init" "$upper/usr/sbin/lifeboat-host-init"
  tr -d - </proc/sys/kernel/random/uuid >"$upper/etc/machine-id"
  echo "$name" >"$upper/etc/hostname"
  printf '127.0.0.1 localhost\n%s %s\n' "$(lan_address "$name")" "$name" >"$upper/etc/hosts"
  : >"$upper/etc/resolv.conf"
  for type in ed25519 ecdsa; do
    ssh-keygen -q -t $type -N '' -C "$name" -f "$upper/etc/ssh/ssh_host_${type}_key"
  done
  cp "$upper/etc/ssh/ssh_host_ed25519_key.pub" "$STATE/$name/"
  cp "$tree/etc/ssh/sshd_config" "$upper/etc/ssh/sshd_config"
}

# let_in UPPER USER...: these users' accounts take the bed's keys.
let_in() {
  local upper=$1 tree user home
  shift
  tree=$(made hosttree)/tree
  for user in "$@"; do
    home=$upper/home/$user
    [ "$user" != root ] || home=$upper/root
    mkdir -p "$home/.ssh"
    cat "$STATE"/id_{ed25519,passphrase,agent}.pub >"$home/.ssh/authorized_keys"
    chmod 700 "$home/.ssh"
    chmod 600 "$home/.ssh/authorized_keys"
    chown -R --reference="$tree${home#"$upper"}" "$home"
    chmod --reference="$tree${home#"$upper"}" "$home"
  done
}

# The three ways in: h1, h4, … root by key; h2, h5, … ops, who needs sudo; h3, h6, … dev, in group docker.
way_of() {
  local ways=(root sudo docker)
  echo "${ways[$((($(host_number "$1") - 1) % 3))]}"
}

set_ways_in() {
  local name=$1 upper=$2 way tree config=$2/etc/ssh/sshd_config
  way=$(way_of "$name")
  tree=$(made hosttree)/tree
  let_in "$upper" root ops dev plain mfa
  if [ -z "$OPT_ANY" ]; then
    if [ "$way" != root ]; then
      sed -i 's/^PermitRootLogin.*/PermitRootLogin no/' "$config"
    fi
    if [ "$way" != docker ]; then
      sed 's/^\(docker:[^:]*:[^:]*:\).*/\1otp,mfa/' "$tree/etc/group" >"$upper/etc/group"
    fi
    if [ "$way" != sudo ]; then
      mkdir -p "$upper/etc/sudoers.d"
      install -m 440 /dev/null "$upper/etc/sudoers.d/ops"
    fi
  fi
  if [ -n "$OPT_TWO_FACTOR" ]; then
    sed -i 's/^KbdInteractiveAuthentication.*/KbdInteractiveAuthentication yes/' "$config"
    cat >>"$config" <<'EOF'
DenyUsers hop
Match User otp
  AuthenticationMethods keyboard-interactive
Match User mfa
  AuthenticationMethods publickey,password
EOF
  else
    echo 'DenyUsers hop otp mfa' >>"$config"
  fi
}

lay_compose() {
  local upper=$1 folder
  case $OPT_COMPOSE in
    plugin) folder=$upper/usr/libexec/docker/cli-plugins ;;
    standalone) folder=$upper/usr/local/bin ;;
    *) return 0 ;;
  esac
  mkdir -p "$folder"
  cp "$(made "compose-$OPT_COMPOSE_VERSION")/docker-compose" "$folder/"
}

# The store of images: on the same disk its layers are hard links (they are never written in place), its databases are copies.
lay_store() {
  local files=$1 store part
  if [ -n "$OPT_ALL" ]; then
    store=$(made store-all)/docker
  else
    store=$(made store-core)/docker
  fi
  if [ -n "$OPT_DISK" ] || ! cp -al "$store" "$files/docker" 2>/dev/null; then
    rm -rf "$files/docker"
    cp -a "$store" "$files/docker"
    return
  fi
  for part in volumes network image buildkit builder containerd trust runtimes swarm plugins containers; do
    [ -d "$store/$part" ] || continue
    rm -rf "${files:?}/docker/$part"
    cp -a "$store/$part" "$files/docker/$part"
  done
}

lower_folders() {
  local lower
  lower=$(made hosttree)/tree
  [ "$OPT_ENGINE" = 20 ] || lower=$(made "engine-$OPT_ENGINE")/tree:$lower
  [ "$OPT_COMPOSE" != v1 ] || lower=$(made compose-1.29)/tree:$lower
  echo "$lower"
}

# make_host NAME: its files, once.
make_host() {
  local name=$1 dir files upper
  dir=$(host_dir "$name")
  files=$dir
  rm -rf --one-file-system "$dir"
  mkdir -p "$dir"/{work,root}
  if [ -n "$OPT_DISK" ]; then
    files=$dir/disk
    mkdir "$files"
    truncate -s "$OPT_DISK" "$dir/disk.img"
    mkfs.ext4 -q -m 0 "$dir/disk.img"
    mount -o loop "$dir/disk.img" "$files"
    mkdir "$files/work"
  fi
  upper=$files/upper
  mkdir -p "$upper"
  lay_store "$files"
  lay_root "$name" "$upper"
  set_ways_in "$name" "$upper"
  lay_compose "$upper"
  if [ -z "$OPT_EMPTY" ]; then
    [ -z "$OPT_STANDBY" ] || OPT_PROJECT_ARGUMENTS+=(--project bk-standby)
    "$HOST_SH_DIR/compose/make_project.py" "$upper$OPT_PROJECT" --inside "$OPT_PROJECT" \
      --ip "$(lan_address "$name")" "${OPT_PROJECT_ARGUMENTS[@]}"
  fi
  [ -z "$OPT_DISK" ] || umount "$files"
  write_conf "$name"
}

write_conf() {
  local dir
  dir=$(host_dir "$1")
  {
    printf 'LOWER=%q\n' "$(lower_folders)"
    printf 'LAN_IP=%q\n' "$(lan_address "$1")"
    printf 'WAY=%q\n' "$(way_of "$1")"
    printf 'ANY=%q\nTWO_FACTOR=%q\nDISK=%q\nENGINE=%q\n' "$OPT_ANY" "$OPT_TWO_FACTOR" "$OPT_DISK" "$OPT_ENGINE"
    printf 'COMPOSE=%q\nCOMPOSE_BINARY=%q\n' "$OPT_COMPOSE" "$(made "compose-$OPT_COMPOSE_VERSION")/docker-compose"
    printf 'EMPTY=%q\nPROJECT=%q\nALL=%q\nSTANDBY=%q\n' "$OPT_EMPTY" "$OPT_PROJECT" "$OPT_ALL" "$OPT_STANDBY"
    printf 'ARGUMENTS=%q\n' "${OPT_PROJECT_ARGUMENTS[*]}"
  } >"$dir/conf.new"
  mv "$dir/conf.new" "$dir/conf"
}

# The jump host: an sshd, no docker; the account hop by key or password.
make_jump() {
  local dir
  dir=$(host_dir jump)
  rm -rf --one-file-system "$dir"
  mkdir -p "$dir"/{upper,work,root,docker}
  lay_root jump "$dir/upper"
  touch "$dir/upper/etc/lifeboat-host/no-docker"
  let_in "$dir/upper" hop
  printf 'AllowUsers hop\n' >>"$dir/upper/etc/ssh/sshd_config"
  printf 'LOWER=%q\nLAN_IP=%q\nWAY=jump\n' "$(made hosttree)/tree" "$(lan_address jump)" >"$dir/conf"
}

# --- bringing up ------------------------------------------------------------------------------------------------------

start_host() {
  local name=$1
  if host_pid "$name" >/dev/null; then
    log "$name: up already"
    return
  fi
  if [ ! -e "$STATE/$name/conf" ]; then
    if [ "$name" = jump ]; then
      make_jump
    else
      make_host "$name"
    fi
  fi
  spawn "$name" "$(host_dir "$name")" wired
  open_door "$name"
  log "$name: started, ssh at 127.0.0.1:$(door_port "$name")"
}

wait_for_docker() {
  local name=$1
  for _ in $(seq 600); do
    ! inside "$name" docker version >/dev/null 2>&1 || return 0
    sleep 0.1
  done
  die "$name: docker does not answer: $(inside "$name" tail -n 3 /var/log/dockerd.log)"
}

# Where a host has no compose that is usable, the bed's own is put there while it is brought up.
LENT_COMPOSE=/run/lifeboat-host-compose

lend_compose() {
  [[ $(conf "$1" COMPOSE) != plugin && $(conf "$1" COMPOSE) != standalone ]] || return 0
  cp "$(conf "$1" COMPOSE_BINARY)" "/proc/$(host_pid "$1")/root$LENT_COMPOSE"
}

take_compose_back() {
  rm -f "/proc/$(host_pid "$1")/root$LENT_COMPOSE"
}

compose_words() {
  case $(conf "$1" COMPOSE) in
    plugin) echo docker compose ;;
    standalone) echo docker-compose ;;
    *) echo $LENT_COMPOSE ;;
  esac
}

# compose NAME ARGUMENTS...: in the project's folder.
compose() {
  local name=$1
  shift
  # shellcheck disable=SC2016,SC2046
  inside "$name" sh -c 'cd "$1" && shift && exec "$@"' sh "$(conf "$name" PROJECT)" $(compose_words "$name") "$@"
}

# The one file that is used from then on is made by compose itself, on the host.
make_compose_file() {
  local name=$1 project
  project=$(conf "$name" PROJECT)
  [ ! -s "/proc/$(host_pid "$name")/root$project/docker-compose.yaml" ] || return 0
  # shellcheck disable=SC2046
  inside "$name" "$project/make-compose.sh" $(compose_words "$name")
}

bring_up() {
  local name=$1 standby
  wait_for_docker "$name"
  if [ -n "$(conf "$name" EMPTY)" ]; then
    log "$name: docker is ready, no BK-Lite"
    return
  fi
  lend_compose "$name"
  make_compose_file "$name"
  standby=$(conf "$name" STANDBY)
  if [ -n "$standby" ] && [ ! -e "$STATE/$name/standby-made" ]; then
    make_standby "$name" "$standby"
    touch "$STATE/$name/standby-made"
  fi
  if ! compose "$name" up -d >"$STATE/$name/compose-up.log" 2>&1; then
    tail -n 5 "$STATE/$name/compose-up.log" >&2
    die "$name: compose up failed; all of its output is in $STATE/$name/compose-up.log"
  fi
  take_compose_back "$name"
  log "$name: BK-Lite is up ($(inside "$name" docker ps -q | wc -l) containers)"
}

# together FUNCTION NAME...: for all hosts at once.
together() {
  local function=$1 name pids=() pid failed=0
  shift
  for name in "$@"; do
    $function "$name" &
    pids+=($!)
  done
  for pid in "${pids[@]}"; do
    wait "$pid" || failed=1
  done
  [ $failed = 0 ] || die "not every host came up"
}

up() {
  parse_up_options "$@"
  check_kernel
  mkdir -p "$CACHE" "$STATE"
  want_for_up
  load_modules
  make_keys
  make_lan
  local all=("${HOSTS[@]}")
  [ -z "$JUMP" ] || all+=(jump)
  together start_host "${all[@]}"
  write_inventory
  together bring_up "${HOSTS[@]}"
  list
}

# For clients: hosts.json and known_hosts.
write_inventory() {
  "$HOST_SH_DIR/lib/inventory.py" write "$STATE" "$PORT0" "$LAN" "$NETNS" "$TOTP_SECRET"
}

list() {
  [ -e "$STATE/hosts.json" ] || {
    echo "no hosts in $STATE"
    return
  }
  "$HOST_SH_DIR/lib/inventory.py" list "$STATE"
}
