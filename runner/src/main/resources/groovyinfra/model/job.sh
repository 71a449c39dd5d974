# The record of one job, in the directory of its files: runs the command, and tells what became of it. $1 is what is wanted.
dir=${0%/*} close=") " boot=
{ read -r boot </proc/sys/kernel/random/boot_id; } 2>/dev/null
if [ "${KSH_VERSION-}" ]; then say() { print -r -- "$1"; }; else say() { printf '%s\n' "$1"; }; fi

# When a process that has not ended began becomes $born. Its number alone does not tell: numbers are used again.
find_birth() {
  born=
  { read -r line <"/proc/$1/stat"; } 2>/dev/null || return 0
  set -- ${line##*"$close"}
  case $1 in Z*|X*) ;; *) born=${20} ;; esac
}

running() {
  [ ! -e "$dir/exit" ] || return 1
  { read -r pid begun booted <"$dir/pid"; } 2>/dev/null || return 1
  if [ -r /proc/self/stat ]; then
    find_birth "$pid"
    [ "$born" ] && [ "$born $boot" = "$begun $booted" ]
  else
    kill -0 "$pid" 2>/dev/null
  fi
}

# Writes down how the job ended; who comes first says it.
ended() {
  (umask 077; echo "$1 $(date +%s)" >"$dir/exit.$$") 2>/dev/null || return 0
  ln "$dir/exit.$$" "$dir/exit" 2>/dev/null || [ -e "$dir/exit" ] || mv "$dir/exit.$$" "$dir/exit"
  rm -f "$dir/exit.$$" "$dir/script"
}

# Ends the job with everything below it. Whoever ends it says how it ended, not what is left of it.
end() {
  running || return 0
  : >"$dir/ending"
  said=$(sh "$dir/reap" "$pid" 5 "$pid")
  ended "$1"
  case $said in "reaped TERM"|"reaped KILL") ;; *) echo "still running:${said#reaped ????}" >&2; return 1 ;; esac
}

# Whether the job runs, or somebody who ends it has still to say so; nobody needs a minute for that.
going() {
  running || { [ ! -e "$dir/exit" ] && [ -e "$dir/ending" ] && [ -z "$(find "$dir/ending" -mmin +1)" ]; }
}

# Prints what has come to the file $1 since it was last asked. Its size is asked first: it may grow meanwhile.
more() {
  size=$(($(wc -c <"$dir/$1")))
  eval "at=\$$1 $1=$size"
  [ "$size" -le "$at" ] || tail -c "+$((at + 1))" "$dir/$1" | head -c "$((size - at))"
} 2>/dev/null

case $1 in
  run) # $2 umask, $3 shell
    exec <"$dir/in" >>"$dir/out" 2>>"$dir/err"
    rm -f "$dir/in"
    find_birth $$
    echo "$$ ${born:-0} $boot" >"$dir/pid.new" && mv "$dir/pid.new" "$dir/pid" || exit 1
    own=$(command -v setsid) shell=$(command -v "$3") || shell=$3
    (
      umask "$2"
      . "$dir/environment"
      exec ${own:+"$own"} "$shell" "$dir/script"
    )
    code=$?
    [ "$code" -le 255 ] || code=$((code - 128))
    [ -e "$dir/ending" ] || ended "$code" ;;
  watch) # $2 seconds
    until=$(($(date +%s) + $2))
    while running; do
      left=$((until - $(date +%s)))
      [ "$left" -gt 0 ] || { end timeout; break; }
      [ "$left" -le 2 ] || left=2
      sleep "$left"
    done ;;
  state)
    say "job ${dir##*/}"
    for field in user name command started; do
      value=
      IFS= read -r value <"$dir/$field"
      say "$field $value"
    done
    code=
    if running; then
      say running
    elif { read -r code at <"$dir/exit"; } 2>/dev/null; then
      say "exit $code $at"
    else
      say lost
    fi ;;
  wait)
    out=0 err=0 naps=0 over=
    while :; do
      going || over=1
      more out || exit 1
      more err >&2 || exit 1
      [ ! "$over" ] || break
      if [ "$naps" -lt 20 ] && sleep 0.1 2>/dev/null; then naps=$((naps + 1)); else sleep 1; fi
    done
    code=
    { read -r code at <"$dir/exit"; } 2>/dev/null
    case $code in
      timeout) echo "the job was ended as its time was over" >&2; exit 124 ;;
      stopped) echo "the job was stopped" >&2; exit 143 ;;
      '') echo "the job left no exit code: it was killed, or the host was started again" >&2; exit 137 ;;
      *) exit "$code" ;;
    esac ;;
  show)
    cat "$dir/out"
    cat "$dir/err" >&2 ;;
  stop)
    end stopped && echo stopped ;;
esac
