#!/bin/bash
# Makes a private test authority and server certificates: certificates.sh FOLDER
#   ca.pem          clients of the tests trust this one
#   good            valid for localhost, mail.test.example, 127.0.0.1 and ::1
#   expired         ended in 2020                     (served on 127.0.0.2)
#   wronghost       valid for other.example only      (served on 127.0.0.3)
#   selfsigned      signed by nobody but itself       (served on 127.0.0.4)
. "$(dirname "$0")/lib.sh"
installed openssl openssl
folder=${1:?usage: certificates.sh FOLDER}
[ ! -f "$folder/complete" ] || exit 0
mkdir -p "$folder/work"
cd "$folder"

new_key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>/dev/null; }

# issue NAME SUBJECT-ALT-NAMES FROM UNTIL
issue() {
  new_key "$1.key"
  openssl req -new -key "$1.key" -subj "/CN=$1" -out "work/$1.csr"
  printf '%s\n' "basicConstraints=CA:FALSE" "extendedKeyUsage=serverAuth" "subjectAltName=$2" >"work/$1.ext"
  openssl ca -batch -notext -config work/ca.conf -extfile "work/$1.ext" -startdate "$3" -enddate "$4" \
    -in "work/$1.csr" -out "$1.pem" 2>/dev/null
}

new_key ca.key
openssl req -x509 -new -key ca.key -days 3650 -subj "/CN=Ingestion Worker test authority" -out ca.pem \
  -addext keyUsage=critical,keyCertSign,cRLSign
: >work/index
cat >work/ca.conf <<'CONF'
[ca]
default_ca = tests
[tests]
database = work/index
new_certs_dir = work
certificate = ca.pem
private_key = ca.key
default_md = sha256
rand_serial = yes
unique_subject = no
policy = names
[names]
commonName = supplied
CONF
local_names=DNS:localhost,DNS:mail.test.example,IP:127.0.0.1,IP:127.0.0.2,IP:::1
issue good "$local_names" 20200101000000Z 20491231235959Z
issue expired "$local_names" 20190101000000Z 20200101000000Z
issue wronghost DNS:other.example 20200101000000Z 20491231235959Z
new_key selfsigned.key
openssl req -x509 -new -key selfsigned.key -days 3650 -subj /CN=localhost -out selfsigned.pem \
  -addext "subjectAltName=$local_names,IP:127.0.0.4"
rm -r work ca.key
chmod 644 ./*.pem
chmod 600 ./*.key
touch complete
