#!/bin/bash
# Measures the worker beside plain references, in turns, on this machine: bench/run.sh [options] [WORK...]
#   WORK        start idle channels failing accept-postgres accept-sqlite register-postgres register-sqlite mailbox imap path reader send   (default: all, about 20 minutes)
#   --quick     one short round of each: shows that everything runs, measures nothing
#   --write     puts the table into docs/performance.md
#   --rounds N, --seconds N, --connections N..., --messages N, --mails N
# bench/run.sh matching-cost [--small N] [--large N] [--batch N] [--rounds N] [--store postgres|sqlite] [--quick] [--write]
#   What deciding a batch costs with 10,000 and with 1,000,000 complaints in the pool, in turns, and whether a statement reads a whole table; --write
#   puts the table into docs/matching.md. Needs up to 4 GB of disk and some 15 minutes of an idle machine.
# Node-RED and request-tracker5 are measured beside the mailbox and the path when bench/Others/install.sh has installed them.
# Needs the .NET SDK; installs Debian's postgresql, dovecot, postfix (for smtp-sink) and nodejs when they are missing. Run it on an idle machine.
set -euo pipefail
repository=$(cd "$(dirname "$0")/.." && pwd)
case " $* " in *" --help "*) sed -n '2,11s/^# \{0,1\}//p' "$0"; exit ;; esac

page=performance
if [ "${1:-}" = matching-cost ]; then page=matching; shift; fi
options=()
while [ $# -gt 0 ]; do
  case $1 in
    --quick)
      if [ $page = matching ]; then options+=(--small 2000 --large 20000 --rounds 3); else options+=(--rounds 1 --seconds 2 --messages 5000 --mails 500); fi ;;
    --write) options+=(--page "$repository/docs/$page.md") ;;
    *) options+=("$1") ;;
  esac
  shift
done

packages=()
[ -d /usr/lib/postgresql ] || packages+=(postgresql)
[ -x /usr/sbin/dovecot ] || packages+=(dovecot-imapd dovecot-lmtpd)
[ -x /usr/sbin/smtp-sink ] || packages+=(postfix)
command -v curl >/dev/null || packages+=(curl)
command -v openssl >/dev/null || packages+=(openssl)
command -v npm >/dev/null || packages+=(nodejs npm)
if [ ${#packages[@]} -gt 0 ]; then
  apt-get update -q
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${packages[@]}"
fi
[ -d "$repository/bench/node/node_modules/nodemailer" ] || (cd "$repository/bench/node" && npm ci --no-audit --no-fund --loglevel=error)

folder=$(mktemp -d /tmp/iw-bench.XXXXXX)
published=$folder/published
chmod a+x "$folder"
stop() {
  "$repository/ops/servers/down.sh" --data "$folder" --keep || true
  rm -rf "$folder"
}
trap stop EXIT
if [ $page = matching ]; then
  dotnet build "$repository/bench" -c Release -v quiet --nologo
  "$repository/bench/bin/Release/net10.0/ingestion-bench" matching cost --repository "$repository" --folder "$folder" "${options[@]}"
  exit
fi
dotnet publish "$repository/src/Ingestion.Worker" -c Release -r linux-x64 --no-self-contained -p:PublishReadyToRun=true -o "$published" -v quiet --nologo
dotnet build "$repository/bench" -c Release -v quiet --nologo

# The load generator answers on the thread that the kernel woke; children do not inherit it.
DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1 "$repository/bench/bin/Release/net10.0/ingestion-bench" measure \
  --repository "$repository" --worker "$published" --folder "$folder" "${options[@]}"
