#!/bin/bash
# Reads damaged mails and watches exceptions, CPU time and memory: bench/fuzz.sh [--cases N] [--seed S] [--from N] [--threads N]
#   --cases N     1,000,000 by default: about ten minutes on two idle cores
#   --from N      where an ended run of the same seed is taken up again
#   --write FILE  writes the case --from of the seed to a file, to look at it
# Prints the seed, the progress, the slowest case and the one of most memory. Exit code 1 when a case failed.
set -euo pipefail
repository=$(cd "$(dirname "$0")/.." && pwd)
case " $* " in *" --help "*) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit ;; esac
dotnet build "$repository/bench" -c Release -v quiet --nologo
exec "$repository/bench/bin/Release/net10.0/ingestion-bench" fuzz --samples "$repository/tests/Mail.Tests/Mime/Samples" "$@"
