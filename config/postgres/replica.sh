#!/usr/bin/env bash
# Start of a read replica: the first time it copies the primary (PRIMARY_HOST), then it
# follows it. If it was away for longer than the primary keeps its log (wal_keep_size),
# remove its volume and start it again: it copies anew.
set -euo pipefail
: "${PGDATA:?}" "${PRIMARY_HOST:?}" "${REPLICATION_PASSWORD:?}"

if [ ! -s "$PGDATA/PG_VERSION" ]; then
    fresh="$PGDATA.new"
    rm -rf "$fresh" "$PGDATA"
    mkdir -p "$(dirname "$PGDATA")"
    PGPASSWORD="$REPLICATION_PASSWORD" pg_basebackup --host "$PRIMARY_HOST" \
        --port "${PRIMARY_PORT:-5432}" --username replicator --pgdata "$fresh" \
        --wal-method stream --checkpoint fast --write-recovery-conf
    chmod 0700 "$fresh"
    if [ "$(id -u)" = 0 ]; then
        chown -R postgres:postgres "$(dirname "$PGDATA")"
    fi
    mv "$fresh" "$PGDATA"  # whole or absent
fi
# Long reads on the replica hold back the cleaning of the primary, not the reader.
exec "${POSTGRES_START:-docker-entrypoint.sh}" "$@" -c hot_standby_feedback=on
