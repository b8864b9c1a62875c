#!/usr/bin/env bash
# Write a database and its files of one moment into one archive, while people work.
#   docker compose run --rm backup [DATABASE]
# Elsewhere: PGHOST, PGUSER, PGPASSWORD (or ~/.pgpass), FILESTORE and BACKUPS name the
# places. The archive is the one of ./vanthu backup: config/restore.sh and
# ./vanthu restore both read and prove it.
set -euo pipefail
database="${1:-${PGDATABASE:-vanthu}}"
store="${FILESTORE:-/var/lib/odoo/filestore}/$database"
folder="${BACKUPS:-.}"
export PGDATABASE="$database"

mkdir -p "$folder"
target="$folder/$database-$(date -u +%Y%m%d-%H%M%S).tar"
work="$(mktemp -d "$folder/.backup-XXXXXX")"
trap 'rm -rf "$work" "$target.part"' EXIT

# One transaction sees one moment; pg_dump is told to see the same.
coproc SESSION { psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1; }
session_in="${SESSION[1]}" session_out="${SESSION[0]}"
ask() {  # rows of a statement, on standard output
    local row
    printf '%s;\n\\echo end-of-answer\n' "$1" >&"$session_in"
    while IFS= read -r row <&"$session_out"; do
        [ "$row" = end-of-answer ] && return 0
        printf '%s\n' "$row"
    done
    echo "backup: PostgreSQL ended the session" >&2
    return 1
}
ask "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
snapshot="$(ask "SELECT pg_export_snapshot()")"

echo "backup: dumping the database $database"
pg_dump --format=custom --compress=6 --no-owner --no-privileges \
    --snapshot="$snapshot" --file="$work/database.dump"

echo "backup: copying its files"
ask "SELECT DISTINCT store_fname FROM ir_attachment WHERE store_fname <> '' ORDER BY 1" \
    > "$work/named"
: > "$work/present"; : > "$work/missing"
while IFS= read -r name; do
    if [[ "$name" =~ ^[0-9a-f]{2}/[0-9a-f]{40}$ && -f "$store/$name" ]]; then
        echo "$name" >> "$work/present"
    else
        echo "$name" >> "$work/missing"
    fi
done < "$work/named"

counting="$(ask "SELECT string_agg(format('SELECT %L AS name, count(*) AS rows FROM %I.%I',
        quote_ident(n.nspname) || '.' || quote_ident(c.relname), n.nspname, c.relname),
        ' UNION ALL ' ORDER BY n.nspname, c.relname)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence = 'p'
        AND n.nspname NOT IN ('pg_catalog', 'information_schema')")"
ask "SELECT json_object_agg(name, rows) FROM ($counting) AS counted" > "$work/tables"
release="$(ask "SELECT latest_version FROM ir_module_module WHERE name = 'base'")"
version="$(ask "SHOW server_version")"

# Size and SHA-256 of each member, as one line of JSON each.
{
    printf '"database.dump": {"size": %s, "sha256": "%s"}\n' \
        "$(stat --format=%s "$work/database.dump")" \
        "$(sha256sum "$work/database.dump" | cut -d ' ' -f 1)"
    if [ -s "$work/present" ]; then
        paste -d ' ' \
            <(cd "$store" && xargs --no-run-if-empty sha256sum < "$work/present") \
            <(cd "$store" && xargs --no-run-if-empty stat --format=%s < "$work/present") |
            while read -r sum name size; do
                printf '"filestore/%s": {"size": %s, "sha256": "%s"}\n' "$name" "$size" "$sum"
            done
    fi
} > "$work/members"
{
    printf '{"format": 1, "database": "%s", "written": "%s",\n' "$database" "$(date -u -Is)"
    printf '"odoo": "%s", "server": "%s",\n"tables": %s,\n"members": {\n' \
        "$release" "$version" "$(cat "$work/tables")"
    sed '$!s/$/,/' "$work/members"
    printf '},\n"missing_files": ['
    sed 's/["\\]/\\&/g; s/.*/"&"/; $!s/$/,/' "$work/missing"
    printf ']}\n'
} > "$work/manifest.json"

tar --create --file="$target.part" --directory="$work" database.dump
if [ -s "$work/present" ]; then
    tar --append --file="$target.part" --directory="$store" \
        --transform='s,^,filestore/,' --files-from="$work/present"
fi
tar --append --file="$target.part" --directory="$work" manifest.json  # last: it is complete
sync "$target.part"
mv "$target.part" "$target"
echo "backup: $target, $(wc -l < "$work/present") files, $(du -h "$target" | cut -f 1)"
if [ -s "$work/missing" ]; then
    echo "backup: $(wc -l < "$work/missing") files that the database names are not on the disk;" \
        "the manifest lists them" >&2
fi
