#!/bin/bash
# Exim in a folder of its own, after dovecot.sh: exim.sh FOLDER
# Three ports: MX (anybody to anybody, no TLS), submission (STARTTLS; PLAIN, XOAUTH2), smtps (LOGIN, OAUTHBEARER);
# a token is good when it begins with "good-". All mail ends in Dovecot; nothing leaves the machine. Local parts with a meaning: reject-… 550, defer-… 451, toobig-… 552, policy-… 550 5.7.1.
# 127.0.0.2 to .4 show the bad certificates (see certificates.sh).
. "$(dirname "$0")/lib.sh"
exim=/usr/local/lib/ingestion-tests/exim/usr/sbin/exim4
[ -x "$exim" ] || fail "Exim is missing: ops/packages.sh"
open_data "${1:?usage: exim.sh FOLDER}"
! runs exim || exit 0
[ -f "$data/dovecot.env" ] || fail "start dovecot.sh in $data first"
. "$data/dovecot.env"
for port in exim_mx_port exim_submission_port exim_smtps_port; do pick_port $port; done
home=$data/exim
mkdir -p "$home"
install -d -o Debian-exim -m 755 "$home/spool" "$home/log" "$home/certificates"
for name in good expired wronghost selfsigned; do
  install -o Debian-exim -m 600 "$data/certificates/$name.pem" "$data/certificates/$name.key" "$home/certificates"
done

shown="\${if eq{\$received_ip_address}{127.0.0.2}{expired}{\${if eq{\$received_ip_address}{127.0.0.3}{wronghost}{\${if eq{\$received_ip_address}{127.0.0.4}{selfsigned}{good}}}}}}"
cat >"$home/exim.conf" <<CONF
keep_environment =
exim_path = $exim
deliver_drop_privilege = true
primary_hostname = exim.test.example
exim_user = Debian-exim
never_users =
spool_directory = $home/spool
log_file_path = $home/log/%slog
log_selector = +smtp_protocol_error +smtp_syntax_error +received_recipients
local_interfaces = 127.0.0.1 : 127.0.0.2 : 127.0.0.3 : 127.0.0.4
daemon_smtp_ports = $exim_mx_port : $exim_submission_port : $exim_smtps_port
tls_on_connect_ports = $exim_smtps_port
tls_advertise_hosts = \${if eq{\$received_port}{$exim_mx_port}{}{*}}
tls_certificate = $home/certificates/$shown.pem
tls_privatekey = $home/certificates/$shown.key
auth_advertise_hosts = \${if eq{\$tls_in_cipher}{}{}{*}}
dsn_advertise_hosts = *
smtputf8_advertise_hosts = *
message_size_limit = 50M
smtp_accept_max = 0
smtp_enforce_sync = true
smtp_ratelimit_hosts =
rfc1413_query_timeout = 0s
host_lookup =
acl_smtp_rcpt = recipient
acl_smtp_data = accept

begin acl
recipient:
  deny    local_parts = ^reject-
          message = 550 5.1.1 no such mailbox
  defer   local_parts = ^defer-
          message = 451 4.3.0 try again later
  deny    local_parts = ^toobig-
          message = 552 5.2.3 too large for this mailbox
  deny    local_parts = ^policy-
          message = 550 5.7.1 not from you
  accept  condition = \${if eq{\$received_port}{$exim_mx_port}}
  accept  authenticated = *
  deny    message = 550 5.7.1 log in first

begin routers
all:
  driver = manualroute
  route_list = * 127.0.0.1
  self = send
  transport = dovecot

begin transports
dovecot:
  driver = smtp
  protocol = lmtp
  port = $LMTP_PORT
  hosts_avoid_tls = *

begin retry
* * F,1h,5s

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_advertise_condition = \${if eq{\$received_port}{$exim_submission_port}}
  server_prompts = :
  server_condition = \${if eq{\$auth3}{$IMAP_PASSWORD}}
  server_set_id = \$auth2
login:
  driver = plaintext
  public_name = LOGIN
  server_advertise_condition = \${if eq{\$received_port}{$exim_smtps_port}}
  server_prompts = Username:: : Password::
  server_condition = \${if eq{\$auth2}{$IMAP_PASSWORD}}
  server_set_id = \$auth1
xoauth2:
  driver = plaintext
  public_name = XOAUTH2
  server_advertise_condition = \${if eq{\$received_port}{$exim_submission_port}}
  server_prompts = :
  server_condition = \${if match{\$auth1}{\N^user=[^\x01]+\x01auth=Bearer good-[!-~]+\x01\x01\$\N}}
  server_set_id = token
oauthbearer:
  driver = plaintext
  public_name = OAUTHBEARER
  server_advertise_condition = \${if eq{\$received_port}{$exim_smtps_port}}
  server_prompts = :
  server_condition = \${if match{\$auth1}{\N^n,a=[^\x01,]+,\x01host=127\.0\.0\.1\x01port=[0-9]+\x01auth=Bearer good-[!-~]+\x01\x01\$\N}}
  server_set_id = token
CONF
chown -R Debian-exim "$home/spool" "$home/log"
"$exim" -C "$home/exim.conf" -bdf -q1m </dev/null >"$home/start.log" 2>&1 &
remember exim $!
disown
for port in "$exim_mx_port" "$exim_submission_port" "$exim_smtps_port"; do await_port exim "$port" "$home/start.log"; done
hand_out exim "EXIM_MX_PORT=$exim_mx_port" "EXIM_SUBMISSION_PORT=$exim_submission_port" "EXIM_SMTPS_PORT=$exim_smtps_port" \
  "EXIM_LOG=$home/log/mainlog"
