# Debian packages: of this machine, and unpacked one by one into layers of images.

PREREQUISITES=(
  mmdebstrap socat iproute2 iptables openssh-client sshpass busybox-static xz-utils openssl gcc libc6-dev
  make curl python3 python3-pip util-linux ca-certificates procps e2fsprogs
)

# prereq: installs what is missing on this machine; no service is started by it.
prereq() {
  local package missing=()
  for package in "${PREREQUISITES[@]}"; do
    is_installed "$package" || missing+=("$package")
  done
  if [ ${#missing[@]} = 0 ]; then
    return 0
  fi
  need_root
  log "installing ${missing[*]}"
  local policy=/usr/sbin/policy-rc.d ours=0
  if [ ! -e $policy ]; then
    printf '#!/bin/sh\nexit 101\n' >$policy
    chmod +x $policy
    ours=1
  fi
  local failed=0
  apt-get -qq -o DPkg::Lock::Timeout=300 update || failed=1
  DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-unsafe-io \
    install -y --no-install-recommends "${missing[@]}" >/dev/null || failed=1
  [ $ours = 0 ] || rm -f $policy
  [ $failed = 0 ] || die "could not install ${missing[*]}"
}

is_installed() {
  dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed'
}

# The mirror is only ever read from this machine's own settings.
apt_sources() {
  local file
  for file in /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list; do
    if [ -s "$file" ]; then
      echo "$file"
      return
    fi
  done
  die "no Debian sources in /etc/apt"
}

debian_mirror() {
  local file
  file=$(apt_sources)
  if [[ $file == *.sources ]]; then
    awk '/^URIs:/ { print $2; exit }' "$file"
  else
    awk '$1 == "deb" { for (i = 2; i <= NF; i++) if ($i ~ /^[a-z+]+:\/\//) { print $i; exit } }' "$file"
  fi
}

# suite_apt SUITE STATUS ARGUMENTS: apt-get for another suite with lists of its own; the machine's apt stays untouched.
# STATUS is the dpkg status file of the tree to install for, or "none".
suite_apt() {
  local suite=$1 status=$2 dir=$CACHE/apt/$1
  shift 2
  mkdir -p "$dir/lists/partial" "$dir/cache/archives/partial" "$dir/sources"
  if [ "$suite" = bookworm ]; then
    cp "$(apt_sources)" "$dir/sources/$([[ $(apt_sources) == *.sources ]] && echo debian.sources || echo debian.list)"
  else
    printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n' \
      "$(debian_mirror)" "$suite" >"$dir/sources/debian.sources"
  fi
  if [ "$status" = none ]; then
    status=$dir/status
    touch "$status"
  fi
  apt-get -q -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$dir/sources" \
    -o Dir::State::lists="$dir/lists" -o Dir::Cache="$dir/cache" -o Dir::State::status="$status" \
    -o Debug::NoLocking=1 -o APT::Sandbox::User=root -o APT::Install-Recommends=0 -o Acquire::Languages=none \
    -o APT::Get::List-Cleanup=0 -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=0 \
    -o APT::Architectures::=amd64 "$@"
}

# fetch SUITE PACKAGE...: one .deb each, without dependencies, into $CACHE/debs/SUITE.
fetch() {
  local suite=$1 dir=$CACHE/debs/$1 package missing=()
  shift
  mkdir -p "$dir"
  (
    flock 8
    for package in "$@"; do
      compgen -G "$dir/${package}_*.deb" >/dev/null || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || exit 0
    cd "$dir"
    # A list that is older than the archive names files that are gone: then, and the first time, the list is read again.
    if [ ! -e "$CACHE/apt/$suite/.read" ] || ! suite_apt "$suite" none download "${missing[@]}"; then
      suite_apt "$suite" none update
      touch "$CACHE/apt/$suite/.read"
      suite_apt "$suite" none download "${missing[@]}"
    fi
  ) 8>"$dir/.lock"
}

# unpack SUITE DIR PACKAGE...: their files, without maintainer scripts, into DIR.
unpack() {
  local suite=$1 dir=$2 package
  shift 2
  mkdir -p "$dir"
  for package in "$@"; do
    dpkg -x "$CACHE/debs/$suite/${package}"_*.deb "$dir"
  done
}
