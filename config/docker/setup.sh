#!/usr/bin/env bash
# Install the suite's add-ons into the database of PGDATABASE unless they are there, with
# Vietnamese and a password for "admin". Runs in the image odoo:19 before the servers.
set -euo pipefail
: "${PGDATABASE:?}" "${ADMIN_PASSWORD:?}"
addons="${ADDONS:-/mnt/extra-addons}"
here="$(dirname "${BASH_SOURCE[0]}")"
server=(--no-http --workers=0 --max-cron-threads=0)

wanted=""
for manifest in "$addons"/vanthu_*/__manifest__.py; do
    wanted="$wanted,$(basename "$(dirname "$manifest")")"
done
wanted="${wanted#,}"

ask() { psql --no-psqlrc --tuples-only --no-align --set ON_ERROR_STOP=1 --command "$1"; }

if [ "$(ask "SELECT to_regclass('ir_module_module') IS NOT NULL")" = t ]; then
    missing="$(ask "SELECT count(*) FROM unnest(string_to_array('$wanted', ',')) AS w
        WHERE w NOT IN (SELECT name FROM ir_module_module WHERE state = 'installed')")"
    if [ "$missing" = 0 ]; then
        echo "setup: the add-ons are installed"
        exit 0
    fi
    echo "setup: installing what is missing of $wanted"
    exec odoo server "${server[@]}" --init="$wanted" --stop-after-init
fi

echo "setup: installing $wanted in the new database $PGDATABASE"
odoo server "${server[@]}" --init="$wanted" --load-language=vi_VN --stop-after-init
cat "$here/admin_password.py" "${LOCALIZE:-$here/localize.py}" | odoo shell "${server[@]}"
echo "setup: done"
