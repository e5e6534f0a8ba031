#!/bin/bash
# Installs what bench/run.sh measures beside the worker when it is there: Debian's request-tracker5 and npm's Node-RED. Nothing of it is started.
set -euo pipefail
cd "$(dirname "$0")"
export DEBIAN_FRONTEND=noninteractive
if [ ! -x /usr/sbin/rt-setup-database-5 ]; then
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
    chmod 755 /usr/sbin/policy-rc.d
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
  fi
  debconf-set-selections <<'SELECTIONS'
request-tracker5 request-tracker5/install-cronjobs boolean false
request-tracker5 request-tracker5/dbconfig-install boolean false
SELECTIONS
  apt-get update -q
  apt-get install -y -q --no-install-recommends request-tracker5 rt5-db-postgresql </dev/null
fi
(cd node-red && npm ci --no-audit --no-fund --loglevel=error)
