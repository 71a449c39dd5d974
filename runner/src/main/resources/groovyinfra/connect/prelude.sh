# What every long-lived shell is told first. Frames are lines that begin with byte 036 and the nonce of the message, $_gi.
unset CDPATH ENV BASH_ENV

# Where the program $1 is, becomes $_gi_found; false where no directory has it. A shell would need a process to tell that.
_gi_find_file() {
  _gi_rest=$PATH:
  while [ "$_gi_rest" ]; do
    _gi_found=${_gi_rest%%:*}/$1 _gi_rest=${_gi_rest#*:}
    case $_gi_found in /*/*) if [ -f "$_gi_found" ] && [ -x "$_gi_found" ]; then return 0; fi ;; esac
  done
  return 1
}

# The same; some shells have programs that are no files.
_gi_find() { _gi_find_file "$1" || _gi_found=$(command -v "$1" 2>/dev/null); }
_gi_find setsid
_gi_own=$_gi_found
_gi_find sh
_gi_sh=$_gi_found

# A subshell of ksh93 has no process of its own, and so no number, before something like this happens in it.
_gi_fork=
case ${KSH_VERSION-} in *' 93'*) _gi_limit=$(ulimit -S -t) && _gi_fork="ulimit -S -t $_gi_limit" ;; esac

# Prints a line as it is, by a builtin: nobody sees it in the table of processes. mksh has no printf of its own.
if [ "${KSH_VERSION-}" ]; then _gi_say() { print -r -- "$1"; }; else _gi_say() { printf '%s\n' "$1"; }; fi

# The byte 036: the runner puts it in here.
_gi_sign='\036'

# A frame in both streams: what comes before it in a stream belongs to what was before it. One that was held back goes with it: each
# piece of a stream costs both ends much more than its bytes. Where nobody takes it there is nothing more to do.
_gi_frame() {
  if [ "$_gi_held" ]; then
    _gi_noted="$_gi $_gi_held
$_gi $*" _gi_framed="$_gi_sign$_gi $_gi_held
$_gi_sign$_gi $*"
    _gi_held=
  else
    _gi_noted="$_gi $*" _gi_framed="$_gi_sign$_gi $*"
  fi
  [ -z "$_gi_noting" ] || { _gi_say "$_gi_noted" >>"$_gi_noting/notes"; } 2>/dev/null
  _gi_say "$_gi_framed" && _gi_say "$_gi_framed" >&2 || exit 1
}
_gi_held= _gi_noting= _gi_record=

# The answer to a question after a long silence. Where nothing brings it there, the shell ends of it.
_gi_still() {
  _gi_say "$_gi_sign$_gi still" && _gi_say "$_gi_sign$_gi still" >&2 || exit 1
}

# A remark on the present part, in the stream of errors only.
_gi_note() { _gi_say "$_gi_sign$_gi note $*" >&2; }

# Finds out who gets the processes here that lose their parent: one of those above this shell, or the first in a container, which
# need not be above it. What they have before the first command is not ours.
_gi_look_up() {
  _gi_at=$$ _gi_elders=" 1 "
  while [ "$_gi_at" -gt 0 ] && { read -r _gi_line <"/proc/$_gi_at/stat"; } 2>/dev/null; do
    _gi_line=${_gi_line##*"$_gi_close"}
    _gi_line=${_gi_line#* }
    _gi_at=${_gi_line%% *}
    _gi_elders="$_gi_elders$_gi_at "
  done
  _gi_others=" "
  for _gi_elder in $_gi_elders; do
    _gi_find_orphans
    _gi_others="$_gi_others$_gi_orphans "
  done
}
_gi_elders=

_gi_find_orphans() {
  _gi_orphans=
  { read -r _gi_orphans <"/proc/$_gi_elder/task/$_gi_elder/children"; } 2>/dev/null
}

# Before a command, which may leave something running.
_gi_dare() {
  [ "$_gi_elders" ] || _gi_look_up
  _gi_ran=1
}

# Whether $1 may be ours: it was not there before, and began after this shell. Its number does not tell: numbers are used again.
_gi_younger() {
  case $_gi_others in *" $1 "*) return 1 ;; esac
  _gi_find_begin "$1"
  [ "$_gi_began" -ge "$_gi_birth" ]
}

# Whether two files are one. The test of posh itself cannot tell.
if [ / -ef / ] 2>/dev/null; then _gi_same() { [ "$1" -ef "$2" ]; }; else _gi_same() { env test "$1" -ef "$2"; }; fi

# Whether the file $2 is a pipe to a relay of the record $1.
_gi_is_pipe() {
  for _gi_pipe in "$1"/to-*; do
    if _gi_same "$2" "$_gi_pipe"; then return 0; fi
  done
  return 1
}

# Whether the file of a process is one by which it could write to our streams: past the relays, where there are some, or through them.
_gi_leads_here() {
  if [ "$_gi_record" ]; then
    _gi_is_pipe "$_gi_record" "$1" || _gi_same "$1" /proc/$$/fd/7 || _gi_same "$1" /proc/$$/fd/8
  else
    _gi_same "$1" /proc/$$/fd/1 || _gi_same "$1" /proc/$$/fd/2
  fi
}

# Whether an earlier command has left nothing running that could still write to our streams. A command is over when it ends
# itself; what it leaves is given to one of the elders, and is younger than this shell.
_gi_alone() {
  [ "$_gi_ran" ] || return 0
  _gi_ran=
  _gi_again=1
  while [ "$_gi_again" ]; do
    _gi_again=
    for _gi_elder in $_gi_elders; do
      _gi_find_orphans
      for _gi_orphan in $_gi_orphans; do
        _gi_younger "$_gi_orphan" || continue
        for _gi_fd in "/proc/$_gi_orphan/fd"/*; do
          if _gi_leads_here "$_gi_fd"; then return 1; fi
        done
        # One that has ended meanwhile may have left others.
        [ -d "/proc/$_gi_orphan" ] || _gi_again=1
      done
    done
  done
}

# The begin of part $1; what has come since the end of the one before belongs to nobody.
_gi_begin() {
  _gi_alone || { _gi_frame stale; return 1; }
  _gi_frame begin "$1"
}

# The end of part $1 with exit code $2; true if the message goes on after this code. The begin of the next, or the end of all, follows
# at once. ksh and yash have codes above 255 for signals.
_gi_end() {
  [ "$2" -le 255 ] || set -- "$1" $((128 + $2 % 128)) "$3"
  _gi_held="end $1 $2"
  case " $3 " in *" $2 "*|*' any '*) return 0 ;; *) return 1 ;; esac
}

_gi_has() { command -v "$1" >/dev/null 2>&1; }

_gi_cd() { cd "$1" || { _gi_note chdir; exit 1; }; }

# Becomes a command in a session and process group of its own, and tells its number where that costs no process. Shells read byte by
# byte: these are the first lines of a file, where stat is a long one.
_gi_exec() {
  if [ -n "$_gi_own" ]; then
    $_gi_fork
    { while read -r _gi_word _gi_pid && [ "$_gi_word" != Tgid: ]; do :; done </proc/self/status; } 2>/dev/null
    [ "$_gi_word" != Tgid: ] || _gi_say "$_gi_sign$_gi pid $_gi_pid"
    exec "$_gi_own" "$@" 5>&- 6>&- 7>&- 8>&-
  fi
  exec "$@" 5>&- 6>&- 7>&- 8>&-
}

# Becomes a command of words only, where the first one is a program: a shell that only starts it would cost the host as much again.
_gi_start() {
  case $1 in
    */*) [ -f "$1" ] && [ -x "$1" ] || return 0 ;;
    *) _gi_find_file "$1" || return 0 ;;
  esac
  _gi_exec "$@"
}

# Goes to the directory $1, which ends with a slash.
_gi_go_to() {
  cd -P "$1" 2>/dev/null && return 0
  echo "the directory $1 cannot be entered" >&2
  LC_ALL=C ls -d "$1." >/dev/null
  return 1
}

# Whether nobody else has a say in what the names in this directory mean: it is ours, and not made for all. What its owner lets a
# group do here is his business. posh cannot tell, and takes it for one that is for all.
_gi_is_private() { _gi_is_mine . && { [ -k . ]; [ $? -eq 1 ]; } 2>/dev/null; }

# Goes to where the file $_gi_new, which becomes $1, is made or was made. That is the directory of $1; where that is not private, it is
# the private directory $2 in it, and the file $3 there, whose name nobody else knows, shows that it is still the same. From then on
# no name is used that could mean something else meanwhile.
_gi_go() {
  case $1 in */*) _gi_go_to "${1%/*}/" ;; *) _gi_go_to ./ ;; esac || return 1
  _gi_name=${1##*/}
  if [ -d "./$_gi_name" ]; then echo "$1 is a directory" >&2; return 1; fi
  umask 077
  [ -e "./$2" ] || _gi_clean .
  if _gi_is_private; then
    _gi_new=./$2 _gi_present=./$_gi_name _gi_to=./$_gi_name _gi_waste=./$2
    return 0
  fi
  _gi_new=./$_gi_name _gi_present=../$_gi_name _gi_to=.. _gi_waste=../$2
  if [ -d "./$2" ]; then
    cd -P "./$2" && _gi_is_mine . && [ -f "./$3" ] || { echo "somebody has replaced $2 beside $1" >&2; return 1; }
  else
    _gi_stage "$2" && : >"./$3"
  fi
}

# Makes the private directory $1 here, and goes there. Who may write here may have put something in its place meanwhile.
_gi_stage() {
  _gi_around=$PWD _gi_inner=$1
  mkdir -m 700 "./$1" && cd -P "./$1" || return 1
  set -- * .[!.]*
  if _gi_is_mine . && _gi_same .. "$_gi_around" && [ ! -e "$1" ] && [ ! -e "$2" ]; then return 0; fi
  echo "what is made in $_gi_around does not stay ours" >&2
  rmdir "$_gi_around/$_gi_inner" 2>/dev/null
  return 1
}

# Nothing is left behind, also where nobody hears us any more.
_gi_guard() {
  trap '' PIPE
  trap '_gi_tidy; exit 1' HUP INT TERM
}
_gi_tidy() { [ ! -e "$_gi_waste" ] || rm -rf "$_gi_waste"; }

# Makes that file. O_EXCL: a link that somebody has put there is not followed.
_gi_make() { _gi_go "$@" && (set -C; : >"$_gi_new"); }

# Makes the new private file $1 for input.
_gi_make_aside() {
  _gi_new=$1 _gi_waste=$1
  _gi_clean "${1%/*}"
  umask 077
  (set -C; : >"$1")
}

# Removes from the directory $1 what a killed run, or a host without power, has left there: what has a name as we make them, is old, and ours.
_gi_clean() {
  for _gi_old in "$1"/.groovy-infra-*; do
    _gi_word=${_gi_old##*/.groovy-infra-}
    case $_gi_word in *[!0-9a-f]*) continue ;; esac
    [ ${#_gi_word} -ne 32 ] || [ -L "$_gi_old" ] || ! _gi_is_mine "$_gi_old" ||
      find "$_gi_old" -prune \( -mmin +1440 -o ! -type d -mmin +60 \) -exec rm -rf {} \; 2>/dev/null
  done
}

# By what is found out whether content has arrived whole. The costlier one only where there is no other.
if _gi_has cksum; then _gi_digest=cksum; else _gi_digest=sha256sum; fi

# $2 bytes of standard input become the new file for $1; prints their checksum. When the sender is gone, so is the file.
_gi_receive() {
  _gi_guard
  if cat >"$_gi_new" && [ "$(wc -c <"$_gi_new")" -eq "$2" ] && "$_gi_digest" <"$_gi_new"; then return 0; fi
  _gi_tidy
  echo "the content of $1 did not arrive whole" >&2
  return 1
}

# Prints the file $1, and, among the errors, its checksum behind the word $2.
_gi_give() {
  : <"$1" || return 1
  { _gi_sum=$("$_gi_digest" <"$1") && printf '\n%s %s\n' "$2" "$_gi_sum" >&2; } &
  cat <"$1"
  _gi_code=$?
  wait
  return $_gi_code
}

# $1 to $3 as above, $4 mode, $5 owner, $6 group (empty: as it was), $7 cksum, $8 sha256 (missing: it is checked).
_gi_settle() {
  if [ "${8-}" ]; then
    if [ "$_gi_digest" = cksum ]; then _gi_want=$7; else _gi_want=$8; fi
    _gi_sum=$("$_gi_digest" <"$_gi_new")
    if [ "${_gi_sum%% *}" != "$_gi_want" ]; then echo "the content of $1 did not arrive whole" >&2; return 1; fi
  fi
  _gi_was=
  if [ -e "$_gi_present" ] && [ ! -L "$_gi_present" ]; then
    _gi_was=$(stat -c '%a %u %g' "$_gi_present" "$_gi_new" 2>/dev/null) || _gi_was=$(stat -f '%Lp %u %g' "$_gi_present" "$_gi_new") || return 1
  fi
  _gi_hand_over "$_gi_new" "$4" "$5" "$6" $_gi_was && mv -f "$_gi_new" "$_gi_to"
}

# Gives the file $1 mode $2, owner $3 and group $4. For what is empty: what it replaces has $5, $6 and $7, if there is such; it has $8
# and now belongs to $9 and ${10}. Each program costs the host more than the rest of it.
_gi_hand_over() {
  if [ "$3$4" ]; then
    _gi_user=${3:-${6-}} _gi_group=${4:-${7-}}
    chown "$_gi_user${_gi_group:+:$_gi_group}" "$1" || return 1
  elif [ "${6-} ${7-}" != "${9-} ${10-}" ]; then
    chown "$6:$7" "$1" 2>/dev/null || chgrp "$7" "$1" 2>/dev/null
  fi
  chmod "${2:-${5-644}}" "$1"
}

# The new file, whose content is there, gets its place.
_gi_finish() { _gi_go "$@" && _gi_guard && _gi_place "$@"; }

_gi_place() {
  _gi_settle "$@"
  _gi_code=$?
  _gi_tidy
  return $_gi_code
}

# Away with it.
_gi_drop() { _gi_go "$@" && _gi_tidy; }

# $9, in base64, becomes a file, whole or not at all; the rest as above.
_gi_put() {
  _gi_has base64 || { _gi_note lacks base64; return 127; }
  _gi_go "$@" || return 1
  _gi_guard
  set -C
  if _gi_say "$9" | base64 -d >"$_gi_new"; then _gi_place "$@"; else _gi_tidy; return 1; fi
}

# The archive in standard input goes below the directory $1, by way of the new directory $2 in it; $3 is the last of its files, $4 what
# chown is told. Directories stay ours, so that nobody can put others in their place meanwhile.
_gi_spread() {
  _gi_go_to "$1/" || return 1
  _gi_clean .
  umask 077
  _gi_stage "$2" || return 1
  _gi_waste=../$2
  _gi_guard
  tar -x -p -m -f - && _gi_arrive "$@"
  _gi_code=$?
  _gi_tidy
  return $_gi_code
}

_gi_arrive() {
  if [ ! -f "./$3" ]; then echo "the files for $1 did not arrive whole" >&2; return 1; fi
  rm -f "./$3"
  [ -z "$4" ] || find . -type f -exec chown "$4" {} + || return 1
  (_gi_move . .)
}

# Moves the files of this directory and those below, up to 500 in one process: $1 leads from here to the top of what has arrived, and
# $2 from there to here. A directory in which they belong is held open, and must lie where it did; its name may mean something else at
# any time. Without /proc it is only looked at first.
_gi_move() {
  _gi_back=$1 _gi_below=$2 _gi_into=$1/../$2
  exec 9<"$_gi_into" || return 1
  [ ! -d /proc/self/fd/9/. ] || _gi_into=/proc/self/fd/9
  _gi_same "$_gi_into/$1" "$1/.." || { echo "somebody has replaced the directory $2" >&2; return 1; }
  set --
  for _gi_name in * .[!.]* ..?*; do
    if [ -d "./$_gi_name" ]; then
      (cd -P "./$_gi_name" && _gi_move "$_gi_back/.." "$_gi_below/$_gi_name") || return 1
    elif [ -f "./$_gi_name" ]; then
      set -- "$@" "./$_gi_name"
      [ $# -lt 500 ] || { mv -f -- "$@" "$_gi_into/" 9<&9 || return 1; set --; }
    fi
  done
  [ $# -eq 0 ] || mv -f -- "$@" "$_gi_into/" 9<&9
}

# What this is told goes on to where its output goes, and to the file $1; only there when nobody is at the other end any more. Of endless
# output the file has the beginning. /dev/null keeps it going where the disk is full as well.
_gi_relay() {
  trap '' PIPE HUP XFSZ
  umask 077
  ulimit -f 32768
  exec tee -a "$1" /dev/null 7>&- 8>&-
} 2>/dev/null

# Two relays, from the new pipes $1 and $2 to the channel and the files $3 and $4: their numbers become $_gi_pair.
_gi_start_relays() {
  mkfifo -m 600 "$1" "$2" 2>/dev/null || return 1
  _gi_relay "$3" <"$1" >&7 &
  _gi_pair=$!
  _gi_relay "$4" <"$2" >&8 &
  _gi_pair="$_gi_pair $!"
  _gi_relays="$_gi_relays $_gi_pair"
}
_gi_relays=

# From now on a connection may die without what runs here: the new private directory $1 has what was said, and how it ended. What
# need not be kept goes past the relays, by the files 7 and 8. Without such a directory it is as before.
_gi_keep() {
  exec 7>&1 8>&2
  _gi_sweep "${1%/*}"
  _gi_has tee && _gi_has mkfifo && mkdir -m 700 "$1" 2>/dev/null || return 0
  if ! _gi_start_relays "$1/to-out" "$1/to-err" "$1/out" "$1/err"; then rm -rf "$1"; return 0; fi
  _gi_record=$1 _gi_noting=$1
  { _gi_say $$ >"$1/notes"; } 2>/dev/null
  _gi_frame kept $_gi_pair "$1"
  exec >"$1/to-out" 2>"$1/to-err"
}

# What must not be written down goes by the files 5 and 6: through relays of their own, which have no file.
_gi_hush() {
  [ -z "$_gi_hushed" ] || return 0
  _gi_hushed=1
  exec 5>&7 6>&8
  [ "$_gi_record" ] && _gi_start_relays "$_gi_record/to-hushed-out" "$_gi_record/to-hushed-err" /dev/null /dev/null || return 0
  exec 5>"$_gi_record/to-hushed-out" 6>"$_gi_record/to-hushed-err"
  _gi_frame hushed $_gi_pair "$_gi_record" >&5 2>&6
}
_gi_hushed=

# Whether a file is of this user. posh itself cannot tell.
_gi_is_mine() { [ -O "$1" ] || { [ $? -gt 1 ] && env test -O "$1"; }; } 2>/dev/null

# Whether process $1 still runs: one that has ended, and that nobody asked about, does not.
_gi_lives() {
  if [ -r /proc/self/stat ]; then
    { read -r _gi_line <"/proc/$1/stat"; } 2>/dev/null || return 1
    case ${_gi_line##*"$_gi_close"} in Z*|X*) return 1 ;; esac
  else
    kill -0 "$1" 2>/dev/null
  fi
}

# Removes from the directory $1 the records of shells that nobody came back to. Mostly there is none; else one process says which of
# them are old, and only those are looked at.
_gi_sweep() {
  set -- "$1"/.groovy-infra-record-*/notes
  [ -f "$1" ] || return 0
  (
    IFS='
'
    set -f
    for _gi_notes in $(find "$@" -mmin +60); do
      _gi_old=${_gi_notes%/notes}
      if [ ! -L "$_gi_old" ] && _gi_is_mine "$_gi_old" && read -r _gi_at <"$_gi_notes" && ! _gi_lives "$_gi_at"; then rm -rf "$_gi_old"; fi
    done
  )
} 2>/dev/null

# Ends the relays of the record $1, which follow: what was left running and still writes shall feel that nobody reads.
_gi_end_relays() {
  _gi_of=$1
  shift
  for _gi_tee in "$@"; do
    if _gi_is_pipe "$_gi_of" "/proc/$_gi_tee/fd/0"; then kill "$_gi_tee"; fi
  done
} 2>/dev/null

_gi_forget() { _gi_end_relays "$@"; rm -rf "$1"; }

# The end of this shell, and of its record.
_gi_leave() {
  [ "$_gi_record" ] || exit 0
  _gi_end_relays "$_gi_record" $_gi_relays
  exec rm -rf "$_gi_record"
}

# Says which process this is, and which one has started it.
_gi_greet() {
  _gi_find_self
  _gi_find_begin $PPID
  _gi_frame hello $$ "$_gi_birth" "$_gi_boot" $PPID "$_gi_began"
}
