# Tells which server this runs below, if it is one of ssh: its number, when it began, and which start of the host that belongs to.
boot=0 close=") " at=$$
{ read -r boot </proc/sys/kernel/random/boot_id; } 2>/dev/null
while [ "$at" -gt 1 ] && { read -r line <"/proc/$at/stat"; } 2>/dev/null; do
  set -- ${line##*"$close"}
  case $line in *"(sshd"*|*"(dropbear"*) echo "server $at ${20} $boot"; break ;; esac
  at=$2
done
