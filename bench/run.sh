#!/bin/bash
# Measures the worker beside plain references, in turns, on this machine: bench/run.sh [options] [WORK...]
#   WORK        start idle channels failing accept-postgres accept-sqlite register-postgres register-sqlite mailbox imap path reader send   (default: all, about 20 minutes)
#   --quick     one short round of each: shows that everything runs, measures nothing
#   --write     puts the table into docs/performance.md
#   --rounds N, --seconds N, --connections N..., --messages N, --mails N
# Needs the .NET SDK; installs Debian's postgresql, dovecot, postfix (for smtp-sink) and nodejs when they are missing. Run it on an idle machine.
set -euo pipefail
repository=$(cd "$(dirname "$0")/.." && pwd)
case " $* " in *" --help "*) sed -n '2,7s/^# \{0,1\}//p' "$0"; exit ;; esac

options=()
while [ $# -gt 0 ]; do
  case $1 in
    --quick) options+=(--rounds 1 --seconds 2 --messages 5000 --mails 500) ;;
    --write) options+=(--page "$repository/docs/performance.md") ;;
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
dotnet publish "$repository/src/Ingestion.Worker" -c Release -r linux-x64 --no-self-contained -p:PublishReadyToRun=true -o "$published" -v quiet --nologo
dotnet build "$repository/bench" -c Release -v quiet --nologo

# The load generator answers on the thread that the kernel woke; children do not inherit it.
DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1 "$repository/bench/bin/Release/net10.0/ingestion-bench" measure \
  --repository "$repository" --worker "$published" --folder "$folder" "${options[@]}"
