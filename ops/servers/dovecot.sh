#!/bin/bash
# Dovecot: IMAP with STARTTLS, IMAPS, LMTP, and SASL for Postfix: dovecot.sh FOLDER [PASSWORD]
# Every address exists and logs in with the one password, or with an access token: a JWT of HS256 under IMAP_TOKEN_KEY (Base64) whose
# claims are sub, exp, and email, the address. 127.0.0.2 to .4 show the bad certificates (see certificates.sh).
. "$(dirname "$0")/lib.sh"
installed dovecot "dovecot-imapd dovecot-lmtpd"
open_data "${1:?usage: dovecot.sh FOLDER [PASSWORD]}"
password=${2:-secret}
! runs dovecot || exit 0
"$servers/certificates.sh" "$data/certificates"
for port in imap_port imaps_port lmtp_port sasl_port; do pick_port $port; done

# Tests write mail files themselves: the mail belongs to whoever called sudo, else to Debian's user "mail".
owner=mail
[ "${SUDO_UID:-0}" = 0 ] || owner=$(id -un "$SUDO_UID")
mkdir -p "$data/mail" "$data/run"
chown "$owner:$(id -gn "$owner")" "$data/mail"

[ -f "$data/tokens/default/HS256/default" ] || {
  mkdir -p "$data/tokens/default/HS256"
  openssl rand -base64 32 >"$data/tokens/default/HS256/default"
}
cat >"$data/dovecot-oauth2.conf" <<CONF
introspection_mode = local
local_validation_key_dict = fs:posix:prefix=$data/tokens/
username_attribute = email
CONF

certificate() { echo "ssl_cert = <$data/certificates/$1.pem"; echo "  ssl_key = <$data/certificates/$1.key"; }
cat >"$data/dovecot.conf" <<CONF
base_dir = $data/run
state_dir = $data/run
log_path = $data/dovecot.log
instance_name = ingestion-tests
protocols = imap lmtp
listen = 127.0.0.1, 127.0.0.2, 127.0.0.3, 127.0.0.4

ssl = yes
ssl_min_protocol = TLSv1.2
  $(certificate good)
local 127.0.0.2 {
  $(certificate expired)
}
local 127.0.0.3 {
  $(certificate wronghost)
}
local 127.0.0.4 {
  $(certificate selfsigned)
}
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2 oauthbearer
auth_failure_delay = 0

mail_location = maildir:~/Maildir
maildir_copy_with_hardlinks = yes
first_valid_uid = 1
mail_max_userip_connections = 1000
# IDLE tells of new mail within a second
mailbox_idle_check_interval = 1 s

passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = $data/dovecot-oauth2.conf
}
passdb {
  driver = static
  mechanisms = plain login
  args = password=$password
}
userdb {
  driver = static
  args = uid=$(id -u "$owner") gid=$(id -g "$owner") home=$data/mail/%u allow_all_users=yes
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Archive {
    special_use = \\Archive
    auto = create
  }
  mailbox Junk {
    special_use = \\Junk
    auto = create
  }
  mailbox Sent {
    special_use = \\Sent
    auto = create
  }
}
service imap-login {
  chroot =
  # one process for many connections: tests connect often
  service_count = 0
  inet_listener imap {
    port = $imap_port
  }
  inet_listener imaps {
    port = $imaps_port
    ssl = yes
  }
}
service imap {
  process_limit = 1024
}
service lmtp {
  inet_listener lmtp {
    port = $lmtp_port
  }
}
service auth {
  inet_listener {
    port = $sasl_port
  }
}
service anvil {
  chroot =
  # no growing delay for everybody on this address after a test with a wrong password
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
protocol lmtp {
  auth_username_format = %Lu
}
CONF
dovecot -F -c "$data/dovecot.conf" </dev/null >"$data/dovecot.out" 2>&1 &
remember dovecot $!
disown
for port in "$imap_port" "$imaps_port" "$lmtp_port" "$sasl_port"; do await_port dovecot "$port" "$data/dovecot.out"; done
hand_out dovecot IMAP_HOST=127.0.0.1 "IMAP_PORT=$imap_port" "IMAPS_PORT=$imaps_port" "LMTP_PORT=$lmtp_port" "SASL_PORT=$sasl_port" \
  "IMAP_PASSWORD=$password" "IMAP_TOKEN_KEY=$(<"$data/tokens/default/HS256/default")" "MAIL_DIR=$data/mail" "MAIL_OWNER=$owner" "TEST_CA=$data/certificates/ca.pem" \
  TLS_EXPIRED_HOST=127.0.0.2 TLS_WRONG_NAME_HOST=127.0.0.3 TLS_SELF_SIGNED_HOST=127.0.0.4
