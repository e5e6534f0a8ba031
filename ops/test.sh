#!/bin/bash
# Runs every test of the solution against real servers on this machine.
#
#   ./ops/test.sh [--fast] [--filter TEXT] [--project NAME] [--help]
#
# Installs missing Debian packages (needs root or sudo), starts PostgreSQL, Dovecot, Cyrus, Postfix, Exim and WireMock on loopback, builds
# once, and runs the unit tests under the invariant culture, tr_TR, az_AZ and fa_IR and the end-to-end tests once. Needs the .NET 10 SDK.
#
#   --fast           one culture only
#   --filter TEXT    only tests whose full name contains TEXT
#   --project NAME   only this test project (Mail.Tests), may be repeated
#
# The last line is "N passed, N failed". The exit code is 0 when nothing failed.
set -uo pipefail
cd "$(dirname "$0")/.."

unit_projects=(Classifier.Tests Mail.Tests Channels.Tests Ingestion.Worker.Tests)
once_projects=(EndToEnd.Tests)
cultures=(C.UTF-8 tr_TR.UTF-8 az_AZ.UTF-8 fa_IR.UTF-8)
filter= only=()
help() { sed -n '2,/^set/{/^# \{0,1\}/s///p}' "$0"; }
while [ $# -gt 0 ]; do
  case $1 in
    --fast) cultures=(C.UTF-8) ;;
    --filter) filter=${2:?--filter needs a text}; shift ;;
    --project) only+=("${2:?--project needs a name}"); shift ;;
    --help | -h) help; exit ;;
    *) echo "test.sh: unknown option $1 (--help)" >&2; exit 2 ;;
  esac
  shift
done

passed=0 failed=0 problems=()
results=$(mktemp -d)
servers=$(mktemp -d /tmp/iw-XXXXXX)
finish() {
  ops/servers/down.sh --data "$servers" >/dev/null 2>&1
  rm -rf "$results" "$servers"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

problem() { problems+=("$1"); failed=$((failed + 1)); }
give_up() { # before any test ran
  echo "test.sh: $1" >&2
  echo "$passed passed, $((failed + 1)) failed"
  exit 1
}
seconds() { echo "$SECONDS s"; }

echo "== packages"
ops/packages.sh || give_up "the Debian packages could not be installed"
for folder in readers/node_modules/mailparser signatures/node_modules/oauth-1.0a browser/node_modules/playwright-core; do
  (cd "ops/${folder%%/*}" && { [ -d "${folder#*/}" ] || npm ci --no-audit --no-fund --loglevel=error; }) || give_up "the npm packages could not be installed"
done
command -v dotnet >/dev/null || give_up "the .NET 10 SDK is missing: https://dotnet.microsoft.com/download"

echo "== build ($(seconds))"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet restore IngestionWorker.sln -v quiet || give_up "the restore failed"
dotnet build IngestionWorker.sln -c Release --no-restore -v quiet || give_up "the build failed"

echo "== servers ($(seconds))"
chmod a+x "$servers"
settings=$(ops/servers/up.sh --data "$servers") || give_up "the test servers did not start"
eval "$settings"

# run PROJECT CULTURE
run() {
  local project=$1 culture=$2 began=$SECONDS name report log arguments=() total
  name="$project ($culture)"
  report=$results/$project-$culture.xml log=$results/$project-$culture.log
  # end-to-end tests mostly wait for processes
  [ "$project" != EndToEnd.Tests ] || arguments+=(-maxThreads 4)
  [ -z "$filter" ] || arguments+=(-method "*$filter*")
  echo "== $name"
  # every signal as a shell has it, also under nohup
  env --default-signal LANG="$culture" LC_ALL="$culture" timeout --kill-after=10 2400 \
    "tests/$project/bin/Release/net10.0/$project" -noLogo -noColor -failSkips -xml "$report" "${arguments[@]}" </dev/null >"$log" 2>&1
  local status=$?
  sed -E '/^  (Discovering|Discovered|Starting|Finished):/d; /TEST EXECUTION SUMMARY/,$d' "$log"
  if [ ! -s "$report" ]; then
    problem "$name: did not finish (exit code $status)"
    tail -n 40 "$log"
    return
  fi
  count() { grep -o "<assembly [^>]*>" "$report" | head -n 1 | grep -oE " $1=\"[0-9]+\"" | tr -dc 0-9; }
  total=$(count total)
  if [ "${total:-0}" = 0 ]; then
    [ -n "$filter" ] || problem "$name: has no tests"
    return
  fi
  passed=$((passed + $(count passed)))
  failed=$((failed + $(count failed) + $(count skipped) + $(count errors)))
  while IFS= read -r line; do problems+=("$name: $line"); done \
    < <(grep -o '<test [^>]*result="Fail"' "$report" | sed -E 's/.* name="([^"]*)".*/\1/; s/\\?&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g')
  [ "$(count errors)" = 0 ] || problems+=("$name: $(count errors) errors outside of tests")
  [ "$status" = 0 ] || [ $(($(count failed) + $(count skipped) + $(count errors))) -gt 0 ] || problem "$name: exit code $status"
  echo "   $(count passed) passed, $(($(count failed) + $(count skipped) + $(count errors))) failed, $((SECONDS - began)) s"
}

wanted() {
  local name
  [ ${#only[@]} -gt 0 ] || return 0
  for name in "${only[@]}"; do [ "$name" != "$1" ] || return 0; done
  return 1
}
for project in "${once_projects[@]}"; do
  if wanted "$project"; then run "$project" C.UTF-8; fi
done
for culture in "${cultures[@]}"; do
  for project in "${unit_projects[@]}"; do
    if wanted "$project"; then run "$project" "$culture"; fi
  done
done

[ $((passed + failed)) -gt 0 ] || problem "no test ran"
if [ ${#problems[@]} -gt 0 ]; then
  echo "== not passed"
  printf '   %s\n' "${problems[@]}"
fi
echo "== $(seconds)"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
