#!/bin/bash
# Installs the Debian packages that the tests need, when they are missing: packages.sh
# Services that these packages would start are kept from starting: the tests start their own, in folders of their own.
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin

missing=()
wants() { # PACKAGE PATH-OR-COMMAND
  [ -e "$2" ] || command -v "$2" >/dev/null || missing+=("$1")
}
wants postgresql "$(find /usr/lib/postgresql -path '*/bin/initdb' 2>/dev/null | head -n 1)"
wants dovecot-imapd /usr/lib/dovecot/imap
wants dovecot-lmtpd /usr/lib/dovecot/lmtp
wants postfix postfix
wants libsasl2-modules /usr/share/doc/libsasl2-modules
wants openssl openssl
wants python3 python3
wants nodejs node
wants npm npm
wants locales localedef
[[ $(ldconfig -p) == *libicuuc* ]] || missing+=(libicu72)

cultures=(tr_TR.UTF-8 az_AZ.UTF-8 fa_IR.UTF-8)
unknown=()
for culture in "${cultures[@]}"; do
  [ "$(LC_ALL=$culture locale charmap 2>/dev/null)" = UTF-8 ] || unknown+=("$culture")
done

[ ${#missing[@]} -gt 0 ] || [ ${#unknown[@]} -gt 0 ] || exit 0
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null || { echo "packages.sh: must run as root to install ${missing[*]} ${unknown[*]}" >&2; exit 1; }
  exec sudo "$0"
fi

if [ ${#missing[@]} -gt 0 ]; then
  echo "Installing ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
    chmod 755 /usr/sbin/policy-rc.d
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
  fi
  echo "postfix postfix/main_mailer_type select No configuration" | debconf-set-selections
  log=$(mktemp)
  { apt-get update && apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 </dev/null || { tail -n 40 "$log" >&2; exit 1; }
  rm -f "$log"
fi
for culture in "${unknown[@]}"; do
  localedef -i "${culture%%.*}" -f UTF-8 "$culture"
done
