#!/usr/bin/env bash
# Run once by the postgres image, in the new cluster: the accounts of Odoo and of the
# read replica, and Odoo's database with what search without diacritics needs. Odoo's
# account owns its database and may nothing else.
set -euo pipefail

psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --dbname postgres <<'SQL'
\getenv odoo_password ODOO_DB_PASSWORD
\getenv replication_password REPLICATION_PASSWORD
\getenv database ODOO_DATABASE
CREATE ROLE odoo LOGIN PASSWORD :'odoo_password';
CREATE ROLE replicator LOGIN REPLICATION PASSWORD :'replication_password';
CREATE DATABASE :"database" OWNER odoo TEMPLATE template0
    ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8';
SQL
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --dbname "$ODOO_DATABASE" \
    --file "${UNACCENT_SQL:-/etc/postgresql/init-unaccent.sql}"

# The replica comes from the network of the containers, with its password.
echo "host replication replicator samenet scram-sha-256" >> "$PGDATA/pg_hba.conf"
