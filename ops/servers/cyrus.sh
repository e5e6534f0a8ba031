#!/bin/bash
# Cyrus: IMAP with STARTTLS, IMAPS and LMTP, the second opinion on our IMAP client: cyrus.sh FOLDER, after dovecot.sh
# Every address exists and logs in with the one password: Cyrus asks saslauthd, which asks Dovecot. A mailbox is made at the first login
# or delivery. 127.0.0.2 to .4 show the bad certificates.
. "$(dirname "$0")/lib.sh"
home=/usr/local/lib/ingestion-tests/cyrus-imapd # packages.sh unpacks it there: Debian installs one IMAP server at a time
[ -x "$home/usr/lib/cyrus/bin/imapd" ] || fail "Cyrus is missing: ops/packages.sh"
installed saslauthd sasl2-bin
open_data "${1:?usage: cyrus.sh FOLDER}"
! runs cyrus || exit 0
[ -f "$data/dovecot.env" ] || fail "start dovecot.sh in $data first"
. "$data/dovecot.env"
for port in cyrus_port cyrus_tls_port cyrus_lmtp_port; do pick_port $port; done
store=$data/cyrus
mkdir -p "$store"
for part in conf mail run run/proc run/lock run/auth; do install -d -o cyrus -g mail -m 755 "$store/$part"; done
install -d -o cyrus -g mail "$store/keys"
install -o cyrus -g mail -m 600 -t "$store/keys" "$data"/certificates/*.pem "$data"/certificates/*.key

{
  cat <<CONF
configdirectory: $store/conf
partition-default: $store/mail
defaultpartition: default
proc_path: $store/run/proc
mboxname_lockpath: $store/run/lock
lmtpsocket: $store/run/lmtp
idlesocket: $store/run/idle
notifysocket: $store/run/notify
syslog_prefix: cyrus
altnamespace: yes
unixhierarchysep: yes
virtdomains: userid
defaultdomain: local.example
autocreate_quota: 0
autocreate_post: yes
allowplaintext: yes
imapidlepoll: 1
failedloginpause: 0
lmtp_downcase_rcpt: yes
sasl_pwcheck_method: saslauthd
sasl_saslauthd_path: $store/run/auth/mux
sasl_mech_list: PLAIN
skiplist_unsafe: 1
duplicatesuppression: no
tls_server_cert: $store/keys/good.pem
tls_server_key: $store/keys/good.key
CONF
  for bad in expired wronghost selfsigned; do
    printf '%s_tls_server_cert: %s\n%s_tls_server_key: %s\n' $bad "$store/keys/$bad.pem" $bad "$store/keys/$bad.key"
    printf '%ss_tls_server_cert: %s\n%ss_tls_server_key: %s\n' $bad "$store/keys/$bad.pem" $bad "$store/keys/$bad.key"
  done
} >"$store/imapd.conf"

imapd=$home/usr/lib/cyrus/bin/imapd
listener() { # NAME ADDRESS
  echo "  $1 cmd=\"$imapd -C $store/imapd.conf -U 100\" listen=\"$2:$cyrus_port\" prefork=0"
  echo "  ${1}s cmd=\"$imapd -C $store/imapd.conf -s -U 100\" listen=\"$2:$cyrus_tls_port\" prefork=0"
}
{
  echo "START {"
  echo "  recover cmd=\"/usr/lib/cyrus/bin/ctl_cyrusdb -C $store/imapd.conf -r\""
  echo "}"
  echo "SERVICES {"
  listener good 127.0.0.1
  listener expired 127.0.0.2
  listener wronghost 127.0.0.3
  listener selfsigned 127.0.0.4
  echo "  lmtp cmd=\"/usr/lib/cyrus/bin/lmtpd -C $store/imapd.conf -a -U 100\" listen=\"127.0.0.1:$cyrus_lmtp_port\" prefork=0"
  echo "}"
  echo "DAEMON {"
  echo "  idled cmd=\"$home/usr/lib/cyrus/bin/idled -C $store/imapd.conf\""
  echo "}"
} >"$store/cyrus.conf"

# Each in a session of its own: Cyrus ends by a signal to its whole process group, in which we would be.
setsid saslauthd -d -a rimap -O "127.0.0.1/$IMAP_PORT" -m "$store/run/auth" -n 2 </dev/null >"$store/saslauthd.log" 2>&1 &
remember saslauthd $!
disown
setsid /usr/lib/cyrus/bin/master -C "$store/imapd.conf" -M "$store/cyrus.conf" -p "$store/run/master.pid" </dev/null >"$store/cyrus.log" 2>&1 &
remember cyrus $!
disown
for port in "$cyrus_port" "$cyrus_tls_port" "$cyrus_lmtp_port"; do await_port cyrus "$port" "$store/cyrus.log"; done
hand_out cyrus "CYRUS_IMAP_PORT=$cyrus_port" "CYRUS_IMAPS_PORT=$cyrus_tls_port" "CYRUS_LMTP_PORT=$cyrus_lmtp_port"
