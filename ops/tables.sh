#!/bin/bash
# Writes the generated tables: the connectors in README.md, from the catalogue, and the contract cases that each connector runs in
# docs/channels.md, with their results.
#
#   ./ops/tables.sh
#
# Starts the test servers when they are not running, runs the contract tests and leaves the servers as they were.
set -euo pipefail
cd "$(dirname "$0")/.."

project=tests/Channels.Tests
program=$project/bin/Release/net10.0/Channels.Tests
report=$(mktemp)
servers=
finish() {
  rm -f "$report"
  [ -z "$servers" ] || { ops/servers/down.sh --data "$servers" >/dev/null 2>&1; rm -rf "$servers"; }
}
trap finish EXIT

dotnet build "$project" -c Release -v quiet
if [ -z "${IMAP_PORT:-}" ]; then
  servers=$(mktemp -d /tmp/iw-XXXXXX)
  chmod a+x "$servers"
  settings=$(ops/servers/up.sh --data "$servers")
  eval "$settings"
fi
# What fails is for the table to tell.
"$program" -noLogo -noColor -trait "Conformance=*" -xml "$report" >/dev/null || echo "some contract tests fail" >&2
TABLES_REPORT=$report "$program" -noLogo -noColor -class Channels.Tests.Tables.TablesTests
