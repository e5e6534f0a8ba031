#!/bin/bash
# Stops what the scripts of this folder started: down.sh [--data FOLDER] [--keep]    Removes the data unless --keep is given.
. "$(dirname "$0")/lib.sh"
become_root "$@"
folder=$(default_data) keep=
while [ $# -gt 0 ]; do
  case $1 in
    --data) folder=${2:?--data needs a folder}; shift ;;
    --keep) keep=1 ;;
    --help) sed -n '2s/^# //p' "$0"; exit ;;
    *) fail "unknown option $1 (--help)" ;;
  esac
  shift
done
[ -d "$folder/pids" ] || exit 0
open_data "$folder"
for name in wiremock smtp-sink exim postfix cyrus saslauthd dovecot postgres; do stop_server "$name"; done
[ -n "$keep" ] || rm -rf "$data"
