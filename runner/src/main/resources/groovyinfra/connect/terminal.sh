# What a command on a terminal of its own finds there. Frames are lines that begin with byte 036 and $_gi.
export TERM=dumb
_gi_sh=$(command -v sh)
_gi_sign='\036'
_gi_frame() { echo "$_gi_sign$_gi $*"; }
_gi_cd() { cd "$1" || { _gi_frame chdir; exit 1; }; }

# Each command has a shell here.
_gi_start() { :; }

# Becomes a command, on a terminal as usual, but for the echo of what is typed and the carriage returns.
_gi_exec() {
  stty sane
  stty -echo -onlcr
  stty rows 50 cols 200
  _gi_frame begin
  exec "$@"
}

# From now on the new private directory $1 tells which shell this is, and in the end how the command ended.
_gi_keep() {
  mkdir -m 700 "$1" 2>/dev/null || return 0
  _gi_record=$1
  _gi_find_self
  printf '%s\n' $$ "$_gi_birth $_gi_boot" >"$1/notes"
}
_gi_record=

# The end, with exit code $1. It is told even where the command has left the terminal to somebody else.
_gi_end() {
  [ -z "$_gi_record" ] || echo "end $1" >>"$_gi_record/notes"
  trap '' TTOU
  _gi_frame end "$1"
  exit "$1"
} 2>/dev/null
