#!/bin/bash
# Starts the servers that the tests need, on loopback with free ports, and prints their settings for the shell:
#   . <(ops/servers/up.sh)
# up.sh [--data FOLDER] [--durable on|off]    Running servers stay as they are. ops/servers/down.sh stops them.
. "$(dirname "$0")/lib.sh"
[ -d "$servers/../wiremock/node_modules/wiremock" ] || (cd "$servers/../wiremock" && npm ci --no-audit --no-fund --loglevel=error >&2)
become_root "$@"
folder=$(default_data) durable=on
while [ $# -gt 0 ]; do
  case $1 in
    --data) folder=${2:?--data needs a folder}; shift ;;
    --durable) durable=${2:?--durable needs on or off}; shift ;;
    --help) sed -n '2,4s/^# //p' "$0"; exit ;;
    *) fail "unknown option $1 (--help)" ;;
  esac
  shift
done
open_data "$folder"
"$servers/postgres.sh" "$data" --durable "$durable"
"$servers/dovecot.sh" "$data"
"$servers/cyrus.sh" "$data"
"$servers/postfix.sh" "$data"
"$servers/exim.sh" "$data"
"$servers/wiremock.sh" "$data"
cat "$data/postgres.env" "$data/dovecot.env" "$data/cyrus.env" "$data/postfix.env" "$data/exim.env" "$data/wiremock.env"
