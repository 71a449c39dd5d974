# The jobs of one user on a host. $1 is what is to be done: start, list, clean, or wait, stop, show, remove with the id or the name of
# one.
if [ "${KSH_VERSION-}" ]; then say() { print -r -- "$1"; }; else say() { printf '%s\n' "$1"; }; fi

# Where records are: at home, since what belongs to a session goes when the user logs out; aside where there is no room at home.
home=${HOME:-/}/.cache/groovy-infra/jobs
aside=${TMPDIR:-/tmp}/groovy-infra-jobs-$(id -u)

# Whether a directory is ours, and no link that somebody has put there.
own() { [ -d "$1" ] && [ ! -L "$1" ] && [ -O "$1" ]; }

# Makes such a directory for nobody else. A home that is another user's, as sudo may leave it, is none.
make() {
  { [ "$1" = "$aside" ] || [ -O "${HOME:-/}" ]; } && mkdir -p "$1" && own "$1" && chmod 700 "$1"
} 2>/dev/null

# Does $1 for every job, whose record is in $dir.
each() {
  for base in "$home" "$aside"; do
    own "$base" || continue
    for dir in "$base"/*; do [ ! -e "$dir/record" ] || "$1"; done
  done
}

# The job with this id becomes $found, or the last one of this name.
match() {
  IFS= read -r name <"$dir/name"
  read -r began <"$dir/started"
  if [ "${dir##*/}" = "$wanted" ]; then
    found=$dir newest=99999999999
  elif [ "$name" = "$wanted" ] && [ "$began" -ge "$newest" ]; then
    found=$dir newest=$began
  fi
}

find_job() {
  wanted=$1 found= newest=0
  each match
  [ "$found" ] || { say "there is no job '$1' of $(id -un 2>/dev/null || id -u) here" >&2; exit 1; }
}

state() { sh "$dir/record" state; }

running() { case $(state) in *"
running") ;; *) return 1 ;; esac; }

clean() { running || { rm -rf "$dir" && count=$((count + 1)); }; }

save() { say "$2" >"$new/$1" || exit 1; }

# A process of the record, in a session of its own: neither the end of ours nor of the connection ends it.
begin() {
  {
    if command -v setsid >/dev/null 2>&1; then exec setsid sh "$dir/record" "$@"; fi
    trap '' HUP
    exec sh "$dir/record" "$@"
  } </dev/null >/dev/null 2>&1 &
}

# $1 id, $2 name, $3 command as it may be shown, $4 script, $5 limit in seconds or 0, $6 shell, $7 what sets the environment, $8 record,
# $9 reap. A second start with the same id finds that the job is there.
start() {
  for base in "$home" "$aside"; do
    make "$base" && { [ -d "$base/$1" ] || mkdir -p "$base/.$1" 2>/dev/null; } && break
    base=
  done
  [ "$base" ] || { say "there is no place for the record of the job: $home and $aside cannot be made, or are not ours" >&2; exit 1; }
  dir=$base/$1 new=$base/.$1 limit=0
  if [ ! -d "$dir" ]; then
    trap 'rm -rf "$new"' EXIT
    save user "$(id -un 2>/dev/null || id -u)"
    save started "$(date +%s)"
    save name "$2"
    save command "$3"
    save script "$4"
    save environment "$7"
    save record "$8"
    save reap "$9"
    cat >"$new/in" && : >"$new/out" && : >"$new/err" && mv "$new" "$dir" || exit 1
    limit=$5
    begin run "$mask" "$6"
  fi
  tries=0
  until [ -e "$dir/pid" ]; do
    tries=$((tries + 1))
    [ "$tries" -le 500 ] || { say "the job did not begin within 10 s; what there is of it is in $dir" >&2; exit 1; }
    sleep 0.02 2>/dev/null || sleep 1
  done
  [ "$limit" = 0 ] || begin watch "$limit"
  say "$1"
  for old in $(find "$base"/*/exit -mtime +7 2>/dev/null); do rm -rf "${old%/exit}"; done
  return 0
}

case $1 in
  start)
    mask=$(umask)
    umask 077
    shift
    start "$@" ;;
  list)
    say "now $(date +%s)"
    each state ;;
  clean)
    count=0
    each clean
    say "removed $count" ;;
  remove)
    find_job "$2"
    if (dir=$found; running); then say "the job '$2' is running" >&2; exit 1; fi
    rm -rf "$found" && say removed ;;
  *)
    find_job "$2"
    exec sh "$found/record" "$1" ;;
esac
