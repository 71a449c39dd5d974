# Goes on with what a shell says whose connection was lost, in the words of its own frames; comes after the prelude.

# Whether it is still that shell.
_gi_runs() {
  [ "$_gi_boot" = "$_gi_same_boot" ] && _gi_lives "$_gi_shell" || return 1
  _gi_find_begin "$_gi_shell"
  [ "$_gi_began" = "$_gi_shell_birth" ]
}

_gi_nap() { sleep 0.2 2>/dev/null || sleep 1; }

# Whether it has begun with the message.
_gi_has_begun() {
  while read -r _gi_of _gi_rest; do
    [ "$_gi_of $_gi_rest" != "$_gi begin 0" ] || return 0
  done <notes
  return 1
} 2>/dev/null

# What is in the file $1 behind $2 bytes, and what comes to it through the process $3 while the shell lives.
_gi_copy() {
  { exec 3<"$1"; } 2>/dev/null || return 0
  tail -c "+$(($2 + 1))" <&3
  _gi_left=5
  while [ "$_gi_left" -gt 0 ]; do
    _gi_nap
    _gi_runs || { _gi_left=$((_gi_left - 1)); _gi_lives "$3" || _gi_left=0; }
    cat <&3
  done
}

# What the shell has noted; it is news only where the record has not all of the output.
_gi_replay() {
  _gi_frame noted
  [ -r notes ] || return 0
  while read -r _gi_of _gi_rest; do
    [ "$_gi_of" != "$_gi" ] || _gi_frame "$_gi_rest"
  done <notes
}

# Ours, and no link to something else.
_gi_enter() { [ ! -L "$1" ] && _gi_is_mine "$1" && cd -P "$1" && _gi_is_mine .; } 2>/dev/null

# Whether there could be a record: then there never was one, as the message never came.
_gi_could() { mkdir -m 700 "$1" && rmdir "$1"; } 2>/dev/null

# The record $1 of the shell $2, which began at $3 after the host's start $4; $5 says whether the record is known to be there. $6 and $7
# bytes of output and errors, in the files $8 and $9, are known; ${10} and ${11} write the rest.
_gi_follow() {
  _gi_shell=$2 _gi_shell_birth=$3 _gi_same_boot=$4
  _gi_left=25
  until _gi_enter "$1" && _gi_has_begun; do
    if ! _gi_runs; then
      # It may have begun after the first look, and ended before the second.
      _gi_enter "$1" && _gi_has_begun && break
      _gi_missed "$@"
      return
    fi
    _gi_enter "$1" || _gi_left=$((_gi_left - 1))
    [ "$_gi_left" -gt 0 ] || { _gi_frame gone "what runs there leaves no record"; return; }
    _gi_nap
  done
  _gi_copy "$8" "$6" "${10}" &
  _gi_copies=$!
  _gi_copy "$9" "$7" "${11}" >&2 &
  _gi_copies="$_gi_copies $!"
  trap 'kill $_gi_copies; exit' TERM
  wait
  _gi_replay
  if [ "$_gi_boot" = "$4" ]; then _gi_frame gone "the shell on the host has ended"; else _gi_frame gone "$_gi_started"; fi
}
_gi_started="the host was started again meanwhile"

# The shell has ended, and there is no sign of the message.
_gi_missed() {
  if [ "$_gi_boot" != "$4" ]; then _gi_frame gone "$_gi_started"
  elif _gi_enter "$1"; then _gi_frame missed
  elif [ -e "$1" ] || [ -L "$1" ]; then _gi_frame gone "its record on the host belongs to somebody else"
  elif [ "$5" = no ] && _gi_could "$1"; then _gi_frame missed
  else _gi_frame gone "its record on the host is gone"
  fi
}

# Follows, until whoever listens has had enough; only then the record is removed, and all its relays, which are behind what else is told.
_gi_attend() {
  _gi_follow "$@" </dev/null &
  _gi_follower=$!
  read -r _gi_word
  kill "$_gi_follower" 2>/dev/null
  [ "$_gi_word" = enough ] && _gi_enter "$1" && cd / || exit 0
  _gi_where=$1
  shift 9
  _gi_forget "$_gi_where" "$@"
  exit 0
}

# How the command ended whose terminal went away with the connection; its record is $1. Its shell has a moment to end. Where another
# process has its number by now, nothing of it is left: a number is not used again while there is a session of that number.
_gi_recall() {
  _gi_enter "$1" && { read -r _gi_shell; read -r _gi_shell_birth _gi_same_boot; } <notes || { echo gone; return 0; }
  _gi_left=15
  while _gi_runs && [ "$_gi_left" -gt 0 ]; do
    _gi_nap
    _gi_left=$((_gi_left - 1))
  done
  { read -r _gi_word; read -r _gi_word; read -r _gi_word; } <notes
  if [ "$_gi_word" ]; then echo "$_gi_word"
  elif [ "$_gi_boot" != "$_gi_same_boot" ]; then echo restarted
  elif _gi_runs || ! _gi_lives "$_gi_shell"; then echo "hung $_gi_shell"
  else echo hung
  fi
}
