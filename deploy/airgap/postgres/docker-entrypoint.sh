#!/bin/bash
# Makes the cluster when it is not there, with POSTGRES_PASSWORD for the superuser, and starts the server.
set -euo pipefail
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    : "${POSTGRES_PASSWORD:?}"
    rm -rf "$PGDATA.new"
    mkdir -p "$(dirname "$PGDATA")"
    mkdir -m 0700 "$PGDATA.new"
    initdb --pgdata="$PGDATA.new" --username=postgres --encoding=UTF8 --locale=C.UTF-8 \
        --auth-local=trust --auth-host=scram-sha-256 --pwfile=<(printf '%s' "$POSTGRES_PASSWORD")
    printf '\nhost all all all scram-sha-256\n' >>"$PGDATA.new/pg_hba.conf"
    rm -rf "$PGDATA"
    mv "$PGDATA.new" "$PGDATA"
fi
exec "$@" -c listen_addresses='*'
