# Ends what runs below the shell $1, and then the shell. $2 is the time to end by itself, in seconds.
# $3 leads, or led, the session of what runs, should the shell itself be gone. $4 is the record of the shell, which is removed, if it has one;
# what follows are its relays: what they were told last is still to come. The shell is stopped first, so that it cannot start the next
# thing meanwhile.
shell=$1 patience=$2 leader=$3 record=${4-} relays="${5-} ${6-} ${7-} ${8-}"
spared=" $shell $relays " known=" " asked=" " seen=" " birth= close=") "

# pid, parent, session (or group), state of each process, and when it began, in ticks since the host did
table() {
  if [ -r /proc/self/stat ]; then
    for file in /proc/[0-9]*/stat; do
      { read -r line <"$file"; } 2>/dev/null || continue
      pid=${line%% *}
      set -- ${line##*"$close"}
      echo "$pid $2 $4 $1 ${20}"
    done
  else
    ps -A -o pid= -o ppid= -o pgid= -o stat=
  fi
}

# Whether $1 can write to its file $2: who only reads what the shell writes, such as one that waits for a job, does not belong to it.
writes() {
  flags=0
  { read -r flags; read -r flags; } <"/proc/$1/fdinfo/$2"
  case $flags in *[12]) ;; *) return 1 ;; esac
} 2>/dev/null

# Whether $1 has one of the shell's streams, to write to. The test of posh itself cannot tell.
if [ / -ef / ] 2>/dev/null; then
  shares() {
    for file in "/proc/$1/fd"/*; do
      if [ "$file" -ef "/proc/$shell/fd/1" ] || [ "$file" -ef "/proc/$shell/fd/2" ]; then
        if writes "$1" "${file##*/}"; then return 0; fi
      fi
    done
    return 1
  }
else
  shares() {
    for file in $(find -L "/proc/$1/fd" -maxdepth 1 \( -samefile "/proc/$shell/fd/1" -o -samefile "/proc/$shell/fd/2" \) 2>/dev/null); do
      if writes "$1" "${file##*/}"; then return 0; fi
    done
    return 1
  }
fi

# Whether $1, begun at $2, is younger than the shell and holds one of its streams: it began there, whoever is its parent now. Its
# number tells only within one tick, as numbers are used again; and sshd, or the controller itself, holds the other end of the same
# pipes.
holds() {
  case $seen in *" $1 "*) return 1 ;; esac
  seen="$seen$1 "
  { [ "$2" -gt "$birth" ] || { [ "$2" -eq "$birth" ] && [ "$1" -gt "$shell" ]; }; } && shares "$1"
}

# Whether $1 is the session of the leader. 0 is none: in that session are the first processes of the host.
led() { [ "${leader:-0}" -gt 1 ] && [ "$1" = "$leader" ]; }

# Adds to $known what is below the shell, in a session that began there, or holds its streams; $alive are those of them that
# still run.
look() {
  processes=$(table) found=again
  [ "$birth" ] || birth=$(echo "$processes" | while read -r pid parent session state begun; do
    [ "$pid" != "$shell" ] || echo "${begun:-0}"; done)
  [ "$birth" ] || birth=999999999999 # the shell is gone: nobody can hold its streams
  while [ "$found" ]; do
    found= alive=
    while read -r pid parent session state begun; do
      case $spared in *" $pid "*) continue ;; esac
      case $known in
        *" $pid "*) ;;
        *)
          case $known$shell" " in
            *" $parent "*) ;;
            *) case $known in *" $session "*) ;; *) led "$session" || holds "$pid" "${begun:-0}" || continue ;; esac ;;
          esac
          known="$known$pid " found=again ;;
      esac
      case $state in Z*|X*) ;; *) alive="$alive $pid" ;; esac
    done <<LIST
$processes
LIST
  done
}

# What a command has started by sudo is not ours; where sudo asks for no password, it reaches that, too.
signal() { kill -"$1" "$2" 2>/dev/null || [ ! -d "/proc/$2" ] || sudo -n kill -"$1" "$2"; } 2>/dev/null

# Asks everything that is alive to end, once each: also what was just being started when its parent was asked.
ask() {
  for pid in $alive; do
    case $asked in *" $pid "*) ;; *) asked="$asked$pid "; signal TERM "$pid"; kill -CONT "$pid" 2>/dev/null ;; esac
  done
}

kill_all() { for pid in $alive; do signal KILL "$pid"; done; }

# Whether one of $alive still runs.
some_run() {
  for pid in $alive; do
    if [ -r /proc/self/stat ]; then
      { read -r line <"/proc/$pid/stat"; } 2>/dev/null || continue
      line=${line##*"$close"}
      case $line in Z*|X*) ;; *) return 0 ;; esac
    else
      kill -0 "$pid" 2>/dev/null && return 0
    fi
  done
  return 1
}

# Waits until nothing is alive, at most this many seconds; does $2 with what is found. To look at all processes costs too much to
# do it often.
wait_for_end() {
  until=$(($(date +%s) + $1 + 1))
  while look; [ "$alive" ] && [ "$(date +%s)" -lt "$until" ]; do
    $2
    tries=10
    while [ "$tries" -gt 0 ] && some_run; do
      if sleep 0.1 2>/dev/null; then tries=$((tries - 1)); else sleep 1; tries=0; fi
    done
  done
  [ -z "$alive" ]
}

# What holds the shell on a terminal stops along with it, and goes on only when it is told to.
holder=
{ read -r line <"/proc/$shell/stat"; } 2>/dev/null && line=${line##*"$close"} && line=${line#* } && holder=${line%% *}

kill -STOP "$shell" 2>/dev/null
look
by=TERM
if [ "$alive" ]; then
  if ! wait_for_end "$patience" ask; then
    by=KILL
    kill_all
    wait_for_end 2 kill_all
  fi
fi
kill -KILL "$shell" 2>/dev/null
[ -z "$holder" ] || kill -CONT "$holder" 2>/dev/null
[ -z "$alive" ] || kill $relays 2>/dev/null
[ -z "$record" ] || rm -rf "$record"
echo "reaped $by$alive"
