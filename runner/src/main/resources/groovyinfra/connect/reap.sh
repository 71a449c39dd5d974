# Ends what runs below the shell $1, and then the shell. $2 is the time to end by itself, in tenths of a second.
# $3 leads the session of what runs, should the shell itself be gone. The shell is stopped first, so that it cannot start the
# next thing meanwhile.
shell=$1 patience=$2 leader=$3 known=" " asked=" " close=") "

# pid, parent, session (or group) and state of each process
table() {
  if [ -r /proc/self/stat ]; then
    for file in /proc/[0-9]*/stat; do
      { read -r line <"$file"; } 2>/dev/null || continue
      pid=${line%% *}
      set -- ${line##*"$close"}
      echo "$pid $2 $4 $1"
    done
  else
    ps -A -o pid= -o ppid= -o pgid= -o stat=
  fi
}

# Adds to $known what is below the shell or in a session that began there; $alive are those of them that still run.
look() {
  processes=$(table) found=again
  while [ "$found" ]; do
    found= alive=
    while read -r pid parent session state; do
      [ "$pid" = "$shell" ] && continue
      case $known in
        *" $pid "*) ;;
        *)
          case $known$shell" " in
            *" $parent "*) ;;
            *) case $known in *" $session "*) ;; *) [ "$pid $session" = "$leader $leader" ] || continue ;; esac ;;
          esac
          known="$known$pid " found=again ;;
      esac
      case $state in Z*|X*) ;; *) alive="$alive $pid" ;; esac
    done <<LIST
$processes
LIST
  done
}

# Asks everything that is alive to end, once each: also what was just being started when its parent was asked.
ask() {
  for pid in $alive; do
    case $asked in *" $pid "*) ;; *) asked="$asked$pid "; kill -TERM "$pid" 2>/dev/null; kill -CONT "$pid" 2>/dev/null ;; esac
  done
}

kill_all() { kill -KILL $alive 2>/dev/null; }

# Waits until nothing is alive, at most this many tenths of a second.
wait_for_end() {
  left=$1
  while look; [ "$alive" ] && [ "$left" -gt 0 ]; do
    $2
    if sleep 0.1 2>/dev/null; then left=$((left - 1)); else sleep 1; left=$((left - 10)); fi
  done
  [ -z "$alive" ]
}

kill -STOP "$shell" 2>/dev/null
look
by=TERM
if [ "$alive" ]; then
  if ! wait_for_end "$patience" ask; then
    by=KILL
    kill_all
    wait_for_end 20 kill_all
  fi
fi
kill -KILL "$shell" 2>/dev/null
echo "reaped $by$alive"
