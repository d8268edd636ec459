#!/bin/sh
# What Postgres has beside Microcalc's own: a role that sees how the server does, and no row of any table, and the
# statistics of statements, in the database `postgres`. Right when run again, and with another password.
set -eu
PGPASSWORD=$(cat /run/secrets/postgres-password)
export PGPASSWORD
psql --set=ON_ERROR_STOP=1 --set=password="$(cat /run/secrets/postgres-monitor-password)" --quiet <<'SQL'
-- The password stands in a statement: in no log, and in no statistics.
SET client_min_messages = warning;
SET log_min_duration_statement = -1;
SET log_min_error_statement = panic;
SET pg_stat_statements.track_utility = off;
DO $$ BEGIN CREATE ROLE microcalc_monitor; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
ALTER ROLE microcalc_monitor LOGIN CONNECTION LIMIT 5 PASSWORD :'password';
GRANT pg_monitor TO microcalc_monitor;
CREATE EXTENSION IF NOT EXISTS pg_stat_statements;
SQL
