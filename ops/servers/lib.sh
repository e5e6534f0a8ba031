# shellcheck shell=bash
# Sourced by the scripts of this folder: folders, ports, process ids, settings that are handed to the tests.
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin
servers=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

fail() { echo "$(basename "$0"): $*" >&2; exit 1; }

# One folder per clone, short enough for UNIX sockets and open to the servers' own users.
default_data() { printf '/tmp/iw-servers-%08x\n' "$(printf %s "$servers" | cksum | cut -d' ' -f1)"; }

# become_root "$@": PostgreSQL, Dovecot and Postfix switch users themselves and must be started by root.
become_root() {
  [ "$(id -u)" = 0 ] && return
  command -v sudo >/dev/null || fail "must run as root, and sudo is missing"
  exec sudo "$0" "$@"
}

# open_data FOLDER: makes it and sets $data.
open_data() {
  mkdir -p "$1/pids"
  data=$(cd "$1" && pwd)
  chmod a+x "$data"
  [ ${#data} -le 60 ] || fail "the data folder's path is too long for UNIX sockets: $data"
}

# installed COMMAND PACKAGES
installed() { command -v "$1" >/dev/null || fail "$1 is missing: apt-get install -y --no-install-recommends $2"; }

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# pick_port NAME: sets $NAME to the port used in this folder before, or to a free one below the kernel's ephemeral range.
pick_port() {
  local file=$data/ports/$1 port=
  mkdir -p "$data/ports"
  [ ! -f "$file" ] || port=$(<"$file")
  while [ -z "$port" ] || listens "$port"; do port=$((20000 + RANDOM % 12000)); done
  echo "$port" >"$file"
  printf -v "$1" %s "$port"
}

started_at() { cut -d' ' -f22 "/proc/$1/stat" 2>/dev/null || true; }

# remember NAME PID [SIGNAL]: the start time tells the process from a later one with its number.
remember() { echo "$2 $(started_at "$2") ${3:-TERM}" >"$data/pids/$1"; }

runs() {
  local pid start state
  [ -f "$data/pids/$1" ] || return 1
  read -r pid start _ <"$data/pids/$1"
  [ -n "$start" ] && [ "$(started_at "$pid")" = "$start" ] || return 1
  state=$(cut -d' ' -f3 "/proc/$pid/stat" 2>/dev/null) && [ "$state" != Z ]
}

# await_port NAME PORT LOG
await_port() {
  local tries=0
  until listens "$2"; do
    runs "$1" && [ $((tries += 1)) -lt 400 ] || { tail -n 20 "$3" >&2; fail "$1 does not accept on port $2"; }
    sleep 0.05
  done
}

# hand_out NAME KEY=VALUE...: NAME.env can be sourced by a shell.
hand_out() {
  local name=$1 pair
  shift
  for pair in "$@"; do printf "export %s='%s'\n" "${pair%%=*}" "${pair#*=}"; done >"$data/$name.env"
}

# stop_server NAME
stop_server() {
  local pid signal tries=0
  if runs "$1"; then
    read -r pid _ signal <"$data/pids/$1"
    kill -s "$signal" "$pid"
    while runs "$1"; do
      if [ $((tries += 1)) -ge 200 ]; then kill -KILL "$pid"; break; fi
      sleep 0.05
    done
  fi
  rm -f "$data/pids/$1"
}
