# The cache: every recipe's result lies in $CACHE/NAME/KEY, where KEY is a hash of what it was made from: the recipe's
# own text, the files and values it names, and the keys of the recipes it needs. So an edited recipe rebuilds itself and
# what stands on it, nothing else; two checkouts can share one cache; and what a running host stands on never changes.
#
#   recipe NAME "NEEDED RECIPES" "FILES, fn:FUNCTIONS, var:VALUES"
#   make_NAME OUT      makes it, in the empty folder OUT
#   want NAME...       sees to it that they are there
#   made NAME          prints where

declare -A RECIPE_NEEDS RECIPE_INPUTS RECIPE_KEYS

recipe() {
  RECIPE_NEEDS[$1]=$2
  RECIPE_INPUTS[$1]=${3:-}
}

# Sets RECIPE_KEYS[$1]. (It returns by a variable: a subshell for each key would make every start slow.)
find_key() {
  local name=$1 input needed
  [ -z "${RECIPE_KEYS[$name]:-}" ] || return 0
  [ -n "${RECIPE_NEEDS[$name]+there}" ] || usage_error "there is no part '$name'; host.sh build --list names them"
  for needed in ${RECIPE_NEEDS[$name]}; do
    find_key "$needed"
  done
  RECIPE_KEYS[$name]=$(
    {
      declare -f "make_$name"
      for needed in ${RECIPE_NEEDS[$name]}; do
        echo "$needed ${RECIPE_KEYS[$needed]}"
      done
      for input in ${RECIPE_INPUTS[$name]}; do
        case $input in
          fn:*) declare -f "${input#fn:}" ;;
          var:*) declare -p "${input#var:}" ;;
          *) hash_files "$input" ;;
        esac
      done
    } | sha256sum | cut -c1-16
  )
}

hash_files() {
  cd "$HOST_SH_DIR"
  find "$1" -type f -printf '%p %m\n' | sort
  find "$1" -type f -print0 | sort -z | xargs -0 sha256sum
}

made() {
  find_key "$1"
  echo "$CACHE/$1/${RECIPE_KEYS[$1]}"
}

want() {
  local name needed
  for name in "$@"; do
    find_key "$name"
    [ ! -d "$CACHE/$name/${RECIPE_KEYS[$name]}" ] || continue
    for needed in ${RECIPE_NEEDS[$name]}; do
      want "$needed"
    done
    make_once "$name"
  done
}

# Two runs may want the same thing at once: the second waits for the first, then finds it made. (A recipe relies on
# errexit, which bash switches off in conditions: so it runs in the background and is waited for, and nobody calls want in
# a condition.)
make_once() {
  local name=$1 out new began recipe failed=0
  out=$(made "$name")
  new=$CACHE/$name/.new-${out##*/}
  mkdir -p "$CACHE/$name" "$CACHE/log"
  exec 9>"$CACHE/$name/.lock"
  flock 9
  if [ ! -d "$out" ]; then
    began=$EPOCHREALTIME
    log "building $name …"
    rm -rf --one-file-system "$new"
    mkdir -p "$new"
    (
      exec 9>&-
      "make_$name" "$new"
    ) >"$CACHE/log/$name.log" 2>&1 &
    recipe=$!
    wait $recipe || failed=1
    if [ $failed = 1 ]; then
      exec 9>&-
      tail -n 15 "$CACHE/log/$name.log" >&2
      die "could not build $name; all of its output is in $CACHE/log/$name.log"
    fi
    mv "$new" "$out"
    log "built $name in $(awk "BEGIN { printf \"%.1f\", $EPOCHREALTIME - $began }") s ($(du -sh "$out" | cut -f1))"
  fi
  exec 9>&-
}

# want_together NAME...: the same side by side; downloads wait for the network while the compiler has the cores.
want_together() {
  local name pids=() pid failed=0
  for name in "$@"; do
    want "$name" &
    pids+=($!)
  done
  for pid in "${pids[@]}"; do
    wait "$pid" || failed=1
  done
  [ $failed = 0 ] || die "not everything could be built"
}

list_recipes() {
  local name
  for name in $(printf '%s\n' "${!RECIPE_NEEDS[@]}" | sort); do
    if [ -d "$(made "$name")" ]; then
      echo "$name: there ($(made "$name"))"
    else
      echo "$name: not built yet"
    fi
  done
}

# Removes results of older recipes. What a running host of any bed stands on is a mount's lower folder: kept.
prune_cache() {
  local name dir mounts
  mounts=$(cat /proc/[0-9]*/mounts 2>/dev/null | grep -F "$CACHE/" || true)
  for name in "${!RECIPE_NEEDS[@]}"; do
    find_key "$name"
    for dir in "$CACHE/$name"/* "$CACHE/$name"/.new-*; do
      [ -d "$dir" ] || continue
      [ "${dir##*/}" != "${RECIPE_KEYS[$name]}" ] || continue
      ! grep -qF "$dir" <<<"$mounts" || continue
      log "removing $dir"
      rm -rf --one-file-system "$dir"
    done
  done
}
