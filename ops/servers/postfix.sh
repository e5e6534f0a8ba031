#!/bin/bash
# Postfix in a folder of its own, after dovecot.sh: postfix.sh FOLDER
# Three ports: MX (anybody to anybody), submission (STARTTLS and login), smtps (login). All mail ends in Dovecot; nothing leaves
# the machine. Local parts with a meaning: reject-… 550, defer-… 451, bounce-… accepted and then bounced, discard-… dropped.
. "$(dirname "$0")/lib.sh"
installed postfix "postfix libsasl2-modules"
open_data "${1:?usage: postfix.sh FOLDER}"
! runs postfix || exit 0
[ -f "$data/dovecot.env" ] || fail "start dovecot.sh in $data first"
. "$data/dovecot.env"
for port in mx_port submission_port smtps_port bounce_port; do pick_port $port; done
home=$data/postfix
conf=$home/conf log=$home/mail.log
mkdir -p "$conf" "$home/queue"
install -d -o postfix -m 700 "$home/state"

cat >"$conf/refused" <<'CONF'
/^reject-/ 550 5.1.1 no such mailbox
/^defer-/  451 4.3.0 try again later
CONF
cat >"$conf/routes" <<CONF
/^bounce-/  smtp:[127.0.0.1]:$bounce_port
/^discard-/ discard:
/./         lmtp:inet:127.0.0.1:$LMTP_PORT
CONF
cat >"$conf/main.cf" <<CONF
compatibility_level = 3.6
queue_directory = $home/queue
data_directory = $home/state
maillog_file = $log
maillog_file_prefixes = $home
daemon_directory = /usr/lib/postfix/sbin
command_directory = /usr/sbin
myhostname = mail.test.example
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mydestination =
alias_maps =
alias_database =
local_recipient_maps =
mynetworks =
relay_domains = static:all
transport_maps = regexp:$conf/routes
default_transport = lmtp:inet:127.0.0.1:$LMTP_PORT
lmtp_destination_recipient_limit = 1
message_size_limit = 52428800
mailbox_size_limit = 0
smtpd_relay_restrictions =
smtpd_recipient_restrictions = check_recipient_access regexp:$conf/refused, reject_unauth_destination
smtpd_client_connection_count_limit = 0
smtpd_error_sleep_time = 0
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:$SASL_PORT
smtpd_tls_cert_file = $data/certificates/good.pem
smtpd_tls_key_file = $data/certificates/good.key
smtpd_tls_security_level = may
minimal_backoff_time = 5s
maximal_backoff_time = 10s
queue_run_delay = 5s
bounce_queue_lifetime = 0
CONF

login="-o smtpd_sasl_auth_enable=yes -o smtpd_recipient_restrictions=check_recipient_access,regexp:$conf/refused,permit_sasl_authenticated,reject"
listener() { # ADDRESS CERTIFICATE
  local tls="-o smtpd_tls_cert_file=$data/certificates/$2.pem -o smtpd_tls_key_file=$data/certificates/$2.key"
  echo "$1:$submission_port inet n - n - - smtpd -o smtpd_tls_security_level=encrypt -o smtpd_tls_auth_only=yes $tls $login"
  echo "$1:$smtps_port inet n - n - - smtpd -o smtpd_tls_wrappermode=yes $tls $login"
}
{
  echo "127.0.0.1:$mx_port inet n - n - - smtpd"
  echo "127.0.0.1:$bounce_port inet n - n - - smtpd -o myhostname=bounce.test.example -o smtpd_recipient_restrictions=reject"
  listener 127.0.0.1 good
  listener 127.0.0.2 expired
  listener 127.0.0.3 wronghost
  listener 127.0.0.4 selfsigned
  cat <<'CONF'
cleanup    unix n - n - 0 cleanup
qmgr       unix n - n 300 1 qmgr
rewrite    unix - - n - - trivial-rewrite
bounce     unix - - n - 0 bounce
defer      unix - - n - 0 bounce
trace      unix - - n - 0 bounce
verify     unix - - n - 1 verify
flush      unix n - n 1000? 0 flush
proxymap   unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
error      unix - - n - - error
retry      unix - - n - - error
discard    unix - - n - - discard
lmtp       unix - - n - - lmtp
smtp       unix - - n - - smtp
anvil      unix - - n - 1 anvil
scache     unix - - n - 1 scache
tlsmgr     unix - - n 1000? 1 tlsmgr
postlog    unix-dgram n - n - 1 postlogd
CONF
} >"$conf/master.cf"
postfix -c "$conf" start </dev/null >"$home/start.log" 2>&1 || { cat "$home/start.log" >&2; fail "Postfix did not start"; }
remember postfix "$(tr -d ' ' <"$home/queue/pid/master.pid")"
for port in "$mx_port" "$submission_port" "$smtps_port"; do await_port postfix "$port" "$log"; done
hand_out postfix SMTP_HOST=127.0.0.1 "SMTP_MX_PORT=$mx_port" "SMTP_SUBMISSION_PORT=$submission_port" "SMTPS_PORT=$smtps_port" \
  "SMTP_LOG=$log"
