#!/bin/sh
# A role for Postgres' statistics: it sees how the server does, and no row of any table.
set -eu
psql --set=ON_ERROR_STOP=1 --set=password="$POSTGRES_MONITOR_PASSWORD" \
  --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" <<'SQL'
CREATE ROLE microcalc_monitor LOGIN CONNECTION LIMIT 5 PASSWORD :'password';
GRANT pg_monitor TO microcalc_monitor;
SQL
