#!/bin/bash
# WireMock, the providers' stand-in with faults on request: wiremock.sh FOLDER
# Its stubs, scenarios and journal are used through /__admin. Only for this machine; one for all tests, each with a first path segment of its own.
. "$(dirname "$0")/lib.sh"
installed java default-jre-headless
jar=$(find "$servers/../wiremock/node_modules/wiremock/build" -name 'wiremock-standalone-*.jar' 2>/dev/null | head -n 1)
[ -f "$jar" ] || fail "WireMock is missing: npm ci in ops/wiremock"
open_data "${1:?usage: wiremock.sh FOLDER}"
! runs wiremock || exit 0
pick_port wiremock_port
mkdir -p "$data/wiremock"
as_caller=()
[ "$(id -u)" != 0 ] || [ "${SUDO_UID:-0}" = 0 ] || {
  chown "$SUDO_UID:$SUDO_GID" "$data/wiremock"
  as_caller=(setpriv --reuid "$SUDO_UID" --regid "$SUDO_GID" --clear-groups)
}

# Answers wait on timers instead of threads, so that slow ones of one test do not stand in another's way. Nothing is compressed
# unless a stub says so.
"${as_caller[@]}" java -Duser.language=en -Duser.country= -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m -jar "$jar" \
  --port "$wiremock_port" --bind-address 127.0.0.1 --root-dir "$data/wiremock" \
  --async-response-enabled true --async-response-threads 40 --container-threads 60 --disable-gzip --disable-http2-plain \
  --max-request-journal-entries 30000 --logged-response-body-size-limit 1024 \
  --disable-banner --disable-request-logging --disable-extensions-scanning </dev/null >"$data/wiremock.log" 2>&1 &
remember wiremock $!
disown
await_port wiremock "$wiremock_port" "$data/wiremock.log"
hand_out wiremock "WIREMOCK_URL=http://127.0.0.1:$wiremock_port"
