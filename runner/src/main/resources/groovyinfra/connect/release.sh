# Ends the server of a connection that was lost, which may not have noticed yet, and holds back what runs there: $1, which began at $2
# after the start $3 of the host.
boot=0 close=") " server=$1 birth=$2
{ read -r boot </proc/sys/kernel/random/boot_id; } 2>/dev/null
[ "$boot" = "$3" ] || exit 0
{ read -r line <"/proc/$server/stat"; } 2>/dev/null || exit 0
case $line in *"(sshd"*|*"(dropbear"*) ;; *) exit 0 ;; esac
set -- ${line##*"$close"}
[ "${20}" = "$birth" ] || exit 0
kill "$server"
tries=5
while [ "$tries" -gt 0 ] && [ -d "/proc/$server" ]; do
  sleep 0.1 2>/dev/null || sleep 1
  tries=$((tries - 1))
done
[ ! -d "/proc/$server" ] || kill -KILL "$server"
