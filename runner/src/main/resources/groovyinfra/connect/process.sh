# Which process a shell is, so that it can be told from a later one with the same number.
_gi_close=') '

# When a process began, in ticks since the start of the host, becomes $_gi_began.
_gi_find_begin() {
  _gi_began=0
  { read -r _gi_line <"/proc/$1/stat"; } 2>/dev/null || return 0
  set -- ${_gi_line##*"$_gi_close"}
  _gi_began=${20}
}

# When this shell began, and which start of the host it belongs to; 0 where that is not known.
_gi_find_self() {
  _gi_find_begin $$
  _gi_birth=$_gi_began _gi_boot=0
  { read -r _gi_boot </proc/sys/kernel/random/boot_id; } 2>/dev/null
}
