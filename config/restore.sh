#!/usr/bin/env bash
# Restore an archive into a new database and prove it: the SHA-256 of every file and the
# row count of every table must be those of the moment of the backup.
#   docker compose run --rm restore FILE.tar NEWNAME
# A database that is there is never touched. Afterwards set ODOO_DATABASE=NEWNAME in .env
# and docker compose up -d. PGUSER must be allowed to create extensions.
set -euo pipefail
if [ $# -ne 2 ]; then
    echo "usage: restore FILE.tar NEWNAME" >&2
    exit 2
fi
archive="$1" database="$2"
stores="${FILESTORE:-/var/lib/odoo/filestore}"
here="$(dirname "${BASH_SOURCE[0]}")"
unaccent="$here/init-unaccent.sql"
[ -f "$unaccent" ] || unaccent="$here/postgres/init-unaccent.sql"
[ -f "$archive" ] || archive="${BACKUPS:-.}/$archive"
export PGDATABASE="${PGDATABASE:-postgres}"

stop() { echo "restore: $*" >&2; exit 1; }
sql() { psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 "$@"; }

[ -f "$archive" ] || stop "there is no file $archive"
[[ "$database" =~ ^[A-Za-z][A-Za-z0-9_.-]{0,62}$ ]] ||
    stop "$database cannot name a database: use letters, digits and _, a letter first"
[ -z "$(sql --set name="$database" <<< "SELECT 1 FROM pg_database WHERE datname = :'name'")" ] &&
    [ ! -e "$stores/$database" ] || stop "$database is there already: restore into a new name"

mkdir -p "$stores"
work="$(mktemp -d "$stores/.restore-XXXXXX")"
scratch="vanthu_restore_$$"
state=begun
cleanup() {
    rm -rf "$work"
    [ "$state" != loading ] || sql <<< "DROP DATABASE IF EXISTS \"$scratch\" WITH (FORCE)" || true
}
trap cleanup EXIT

echo "restore: unpacking $archive"
wrong="$(tar --list --file="$archive" 2> /dev/null |
    grep -Ev '^(database\.dump|manifest\.json|filestore/[0-9a-f]{2}/[0-9a-f]{40})$' || true)"
[ -z "$wrong" ] || stop "this is no backup, it holds $(head -n 1 <<< "$wrong")"
tar --extract --no-same-owner --file="$archive" --directory="$work" 2> "$work/problem" &&
    [ -f "$work/manifest.json" ] && [ -f "$work/database.dump" ] ||
    stop "the archive is incomplete: the backup was cut off while being written or copied" \
        "$(head -n 1 "$work/problem")"

read_manifest() {  # a query on the manifest, as :content
    sql << SQL
\\set content \`cat "$work/manifest.json"\`
$1;
SQL
}
read_manifest "SELECT (value->>'sha256') || '  ' || key
    FROM json_each(:'content'::json->'members')" > "$work/sums"
(cd "$work" && sha256sum --check --quiet sums) || stop "the archive is damaged"

echo "restore: loading the database"
state=loading
sql <<< "CREATE DATABASE \"$scratch\" TEMPLATE template0
    ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
# The extensions first: an index of the dump needs unaccent to be immutable.
sql --dbname="$scratch" --file="$unaccent"
if [ -n "${DATABASE_OWNER:-}" ]; then
    sql <<< "ALTER DATABASE \"$scratch\" OWNER TO \"$DATABASE_OWNER\""
fi
# What belongs to the extensions is there already and stays its owner's.
pg_restore --list "$work/database.dump" |
    grep -Ev ' (EXTENSION|COMMENT) - (EXTENSION )?(unaccent|pg_trgm)' > "$work/list"
pg_restore --no-owner --no-privileges --exit-on-error --use-list="$work/list" \
    ${DATABASE_OWNER:+--role="$DATABASE_OWNER"} --dbname="$scratch" "$work/database.dump"

echo "restore: comparing rows and files with the moment of the backup"
counting="$(sql --dbname="$scratch" << 'SQL'
SELECT string_agg(format('SELECT %L AS name, count(*)::text AS rows FROM %I.%I',
    quote_ident(n.nspname) || '.' || quote_ident(c.relname), n.nspname, c.relname), ' UNION ALL ')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence = 'p'
    AND n.nspname NOT IN ('pg_catalog', 'information_schema')
SQL
)"
different="$(sql --dbname="$scratch" << SQL
\\set content \`cat "$work/manifest.json"\`
SELECT coalesce(b.key, r.name) || ': ' || coalesce(b.value, 'absent')
    || ' rows in the backup, ' || coalesce(r.rows, 'absent') || ' restored'
FROM json_each_text(:'content'::json->'tables') AS b
FULL JOIN ($counting) AS r ON r.name = b.key
WHERE b.value IS DISTINCT FROM r.rows;
SQL
)"
[ -z "$different" ] || stop "the restored database differs:
$different"

mkdir -p "$work/filestore"
if [ "$(id -u)" = 0 ]; then
    chown -R --reference="$(dirname "$stores")" "$work/filestore"
    chown --reference="$(dirname "$stores")" "$stores"
fi
sql <<< "ALTER DATABASE \"$scratch\" RENAME TO \"$database\""
state=renamed
mv "$work/filestore" "$stores/$database"
tables="$(read_manifest "SELECT count(*) || ' tables with ' || sum(value::bigint) || ' rows'
    FROM json_each_text(:'content'::json->'tables')")"
echo "restore: $database has $tables and $(($(wc -l < "$work/sums") - 1)) files, all as in the backup"
