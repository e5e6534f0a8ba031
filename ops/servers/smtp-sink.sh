#!/bin/bash
# Postfix's smtp-sink, for throughput and for faults: smtp-sink.sh FOLDER [--keep] [smtp-sink options]
# --keep writes each mail to FOLDER/sink/. "-q ." takes the mail and drops the link before the answer; "-f ." refuses with 5xx,
# "-r ." with 4xx; see smtp-sink(1). Without --keep mail is dropped. SINK_PORT is printed; down.sh FOLDER ends it.
. "$(dirname "$0")/lib.sh"
become_root "$@"
installed smtp-sink postfix
open_data "${1:?usage: smtp-sink.sh FOLDER [--keep] [smtp-sink options]}"
shift
! runs smtp-sink || fail "already runs in $data"
keep=()
install -d -o nobody "$data/sink"
if [ "${1:-}" = --keep ]; then keep=(-d mail.); shift; fi
pick_port sink_port
(cd "$data/sink" && exec smtp-sink -u nobody "${keep[@]}" "$@" "127.0.0.1:$sink_port" 1000) </dev/null >"$data/sink.log" 2>&1 &
remember smtp-sink $!
disown
await_port smtp-sink "$sink_port" "$data/sink.log"
hand_out smtp-sink "SINK_PORT=$sink_port" "SINK_MAILS=$data/sink"
cat "$data/smtp-sink.env"
