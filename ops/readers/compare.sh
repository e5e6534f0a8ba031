#!/bin/bash
# Compares our reading of mails with Python's email and mailparser: ops/readers/compare.sh [FOLDER...]
#   without a folder: the tests' samples against docs/mail-readers.md, then mails of the bench and generated ones, which must be read alike
#   FOLDER           prints the disagreements about its *.eml files
#   --write          brings the table of docs/mail-readers.md up to date; verdicts and reasons are written by hand
# Exit code 1 when a disagreement is not explained.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$here/../.." && pwd)
case " $* " in *" --help "*) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit ;; esac
[ -d "$here/node_modules/mailparser" ] || (cd "$here" && npm ci --no-audit --no-fund --loglevel=error)
dotnet build "$repository/bench" -c Release -v quiet --nologo
bench=$repository/bench/bin/Release/net10.0/ingestion-bench
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

compare() { # FOLDER [--table FILE [--write]]
  echo "== ${1#"$repository/"}"
  "$bench" read "$1" --to "$work/ours.jsonl"
  python3 "$here/read-mails.py" "$1" >"$work/python.jsonl"
  node "$here/read-mails.mjs" "$1" >"$work/mailparser.jsonl"
  python3 "$here/compare.py" "$work/ours.jsonl" "$work/python.jsonl" "$work/mailparser.jsonl" "${@:2}" || status=1
}

write=()
[ "${1:-}" != --write ] || { write=(--write); shift; }
if [ $# -gt 0 ]; then
  for folder in "$@"; do compare "$folder"; done
else
  compare "$repository/tests/Mail.Tests/Mime/Samples" --table "$repository/docs/mail-readers.md" "${write[@]}"
  "$bench" corpus --count 2000 --to "$work/bench" >/dev/null
  for mail in "$work"/bench/*; do mv "$mail" "$mail.eml"; done
  compare "$work/bench"
  python3 "$here/generate.py" "$work/generated" --count 2000
  compare "$work/generated"
fi
exit $status
