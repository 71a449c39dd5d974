# Ends the server of a connection that was lost, which may not have noticed yet, and holds back what runs there: $1 is the shell that
# it started, $2 when that began, $3 the start of the host, $4 the server.
boot=0 close=") "
{ read -r boot </proc/sys/kernel/random/boot_id; } 2>/dev/null
[ "$boot" = "$3" ] || exit 0
{ read -r line <"/proc/$1/stat"; } 2>/dev/null || exit 0
server=$4 birth=$2
set -- ${line##*"$close"}
[ "$2 ${20}" = "$server $birth" ] || exit 0
{ read -r line <"/proc/$server/stat"; } 2>/dev/null || exit 0
case $line in *"(sshd"*|*"(dropbear"*) ;; *) exit 0 ;; esac
kill "$server"
tries=5
while [ "$tries" -gt 0 ] && [ -d "/proc/$server" ]; do
  sleep 0.1 2>/dev/null || sleep 1
  tries=$((tries - 1))
done
[ ! -d "/proc/$server" ] || kill -KILL "$server"
