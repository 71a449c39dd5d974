# What a command on a terminal of its own finds there. Lines that begin with $_gi are for the runner.
export TERM=dumb
_gi_sh=$(command -v sh)
_gi_cd() { cd "$1" || { echo "$_gi chdir"; exit 1; }; }

# Each command has a shell here.
_gi_start() { :; }

# Becomes a command, on a terminal as usual, but for the echo of what is typed and the carriage returns.
_gi_exec() {
  stty sane
  stty -echo -onlcr
  stty rows 50 cols 200
  echo "$_gi begin"
  exec "$@"
}
