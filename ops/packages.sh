#!/bin/bash
# Installs the Debian packages that the tests need, when they are missing: packages.sh
# Services that these packages would start are kept from starting: the tests start their own, in folders of their own.
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin

# Exim and Postfix cannot both be installed: Exim's program is taken out of its package.
exim=/usr/local/lib/ingestion-tests/exim/usr/sbin/exim4

missing=()
wants() { # PACKAGE PATH-OR-COMMAND
  [ -e "$2" ] || command -v "$2" >/dev/null || missing+=("$1")
}
wants postgresql "$(find /usr/lib/postgresql -path '*/bin/initdb' 2>/dev/null | head -n 1)"
wants dovecot-imapd /usr/lib/dovecot/imap
wants dovecot-lmtpd /usr/lib/dovecot/lmtp
wants cyrus-common /usr/lib/cyrus/bin/master
wants sasl2-bin saslauthd
wants postfix postfix
wants libsasl2-modules /usr/share/doc/libsasl2-modules
wants openssl openssl
wants python3 python3
wants nodejs node
wants npm npm
wants default-jre-headless java
wants chromium chromium
# the letters of all four languages, as the pages name them
wants fonts-noto-core /usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf
wants locales localedef
wants strace strace
wants faketime faketime
wants xfsprogs mkfs.xfs
wants libeatmydata1 "$(echo /usr/lib/*/libeatmydata.so.1)"
[ -x "$exim" ] || missing+=(exim4-daemon-light)
[[ $(ldconfig -p) == *libicuuc* ]] || missing+=(libicu72)

# Debian installs one IMAP server at a time, so the other one is only unpacked.
cyrus=/usr/local/lib/ingestion-tests/cyrus-imapd
[ -x $cyrus/usr/lib/cyrus/bin/imapd ] || unpack_cyrus=1

cultures=(tr_TR.UTF-8 az_AZ.UTF-8 fa_IR.UTF-8)
unknown=()
for culture in "${cultures[@]}"; do
  [ "$(LC_ALL=$culture locale charmap 2>/dev/null)" = UTF-8 ] || unknown+=("$culture")
done

[ ${#missing[@]} -gt 0 ] || [ ${#unknown[@]} -gt 0 ] || [ -n "${unpack_cyrus:-}" ] || exit 0
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null || { echo "packages.sh: must run as root to install ${missing[*]} ${unknown[*]}" >&2; exit 1; }
  exec sudo "$0"
fi

unpack_exim() {
  local folder
  folder=$(mktemp -d) &&
    chmod a+rwx "$folder" &&
    (cd "$folder" && apt-get download exim4-daemon-light) &&
    dpkg-deb -f "$folder"/*.deb Depends | tr ',' '\n' | sed -E 's/^ *//; s/[ |].*//' | grep '^lib' |
      xargs apt-get install -y --no-install-recommends &&
    mkdir -p "${exim%/usr/*}" &&
    dpkg-deb -x "$folder"/*.deb "${exim%/usr/*}" &&
    chmod u-s "$exim" &&
    # it looks for this user whatever its configuration says
    { id Debian-exim || useradd --system --no-create-home --shell /usr/sbin/nologin Debian-exim; } &&
    rm -rf "$folder"
}

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
  packages=()
  for package in "${missing[@]}"; do [ "$package" = exim4-daemon-light ] || packages+=("$package"); done
  {
    apt-get update &&
      { [ ${#packages[@]} = 0 ] || apt-get install -y --no-install-recommends "${packages[@]}"; } &&
      { [ -x "$exim" ] || unpack_exim; }
  } >"$log" 2>&1 </dev/null || { tail -n 40 "$log" >&2; exit 1; }
  rm -f "$log"
fi
if [ -n "${unpack_cyrus:-}" ]; then
  echo "Unpacking cyrus-imapd"
  folder=$(mktemp -d)
  log=$folder/log
  version=$(dpkg-query -W -f '${Version}' cyrus-common)
  { { cd "$folder" && { apt-get download "cyrus-imapd=$version" || { apt-get update && apt-get download "cyrus-imapd=$version"; }; }; } &&
    rm -rf $cyrus && mkdir -p $cyrus && dpkg-deb -x "$folder"/cyrus-imapd_*.deb $cyrus; } >"$log" 2>&1 </dev/null || { tail -n 40 "$log" >&2; exit 1; }
  cd / && rm -rf "$folder"
fi
for culture in "${unknown[@]}"; do
  localedef -i "${culture%%.*}" -f UTF-8 "$culture"
done
