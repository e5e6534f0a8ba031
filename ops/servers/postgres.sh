#!/bin/bash
# PostgreSQL 15 in a folder of its own: postgres.sh FOLDER [--durable on|off] [--buffers SIZE] [--clock FILE]
# Durable (the default) as the worker demands it; "off" is for comparing speed without the disk.
# Its shared buffers take 256MB, or the size that is given.
# With a clock the server's time is ahead by what stands in FILE ("+3600"), whenever it changes: libfaketime.
. "$(dirname "$0")/lib.sh"
become_root "$@"
usage="usage: postgres.sh FOLDER [--durable on|off] [--buffers SIZE] [--clock FILE]"
folder=${1:?$usage}
shift
durable=on buffers=256MB clock=()
while [ $# -gt 0 ]; do
  case $1 in
    --durable) durable=${2:?$usage} ;;
    --buffers) buffers=${2:?$usage} ;;
    --clock) clock=(env "LD_PRELOAD=$(echo /usr/lib/*/faketime/libfaketimeMT.so.1)" "FAKETIME_TIMESTAMP_FILE=${2:?$usage}" FAKETIME_NO_CACHE=1) ;;
    *) fail "$usage" ;;
  esac
  shift 2
done
[ "$durable" = on ] || [ "$durable" = off ] || fail "$usage"
bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
[ -x "$bin/initdb" ] || fail "PostgreSQL is missing: apt-get install -y --no-install-recommends postgresql"
open_data "$folder"
! runs postgres || exit 0
pick_port postgres_port
cluster=$data/postgres log=$data/postgres.log
touch "$log"
chown postgres "$log"
as_postgres() { (cd / && runuser -u postgres -- "$@"); }

if [ ! -f "$cluster/PG_VERSION" ]; then
  install -d -o postgres -m 700 "$cluster"
  as_postgres "$bin/initdb" --no-sync -D "$cluster" -U postgres -E UTF8 --locale=C.UTF-8 -A trust >"$log" 2>&1 ||
    { cat "$log" >&2; fail "initdb failed"; }
  cat >"$cluster/pg_hba.conf" <<'CONF'
local all postgres trust
host  all postgres 127.0.0.1/32 trust
host  all all      127.0.0.1/32 scram-sha-256
CONF
fi
cat >"$cluster/postgresql.auto.conf" <<CONF
listen_addresses = '127.0.0.1'
port = $postgres_port
unix_socket_directories = '$cluster'
max_connections = 300
shared_buffers = $buffers
max_wal_size = 2GB
fsync = $durable
synchronous_commit = $durable
full_page_writes = $durable
log_lock_waits = on
CONF
as_postgres "${clock[@]}" "$bin/pg_ctl" start -w -t 60 -s -D "$cluster" -l "$log" </dev/null >/dev/null 2>&1 ||
  { tail -n 20 "$log" >&2; fail "PostgreSQL did not start"; }
remember postgres "$(head -n 1 "$cluster/postmaster.pid")" INT # INT: fast stop

as_postgres "$bin/psql" -X -q -U postgres -h 127.0.0.1 -p "$postgres_port" -v ON_ERROR_STOP=1 -d postgres <<'SQL'
SELECT 'CREATE ROLE test LOGIN CREATEDB PASSWORD ''test''' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'test') \gexec
SELECT 'CREATE DATABASE test OWNER test' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'test') \gexec
SQL
hand_out postgres PGHOST=127.0.0.1 "PGPORT=$postgres_port" PGUSER=test PGPASSWORD=test PGDATABASE=test PG_SUPERUSER=postgres \
  "POSTGRES_CONNECTION=Host=127.0.0.1;Port=$postgres_port;Username=test;Password=test;Database=test"
