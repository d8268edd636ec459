import type { Row } from "./board";
import { lines, stateTimeline } from "./panels";
import { max, rate, series, sum } from "./queries";

/** Without the templates that Postgres keeps, and what belongs to no database. */
const databases = 'datname!~"template.*|"';

const perDatabase = (name: `pg_stat_database_${string}`) => sum(rate(name, databases), "datname");

export const postgresRow: Row = {
  title: "Postgres, by its own account",
  panels: [
    stateTimeline({
      title: "Postgres",
      description:
        "Whether the exporter reached Postgres. Answers throughout is normal. Empty where no exporter is scraped, as with the embedded database: see Without Docker in docs/ops.md.",
      unit: "none",
      queries: { "{{instance}}": series("pg_up") },
      width: 6,
      states: { 0: { text: "Away", color: "red" }, 1: { text: "Answers", color: "green" } },
    }),
    lines({
      title: "Connections by state",
      description:
        "Connections to Postgres by what they do. Mostly idle is normal, as many as the pools hold. Idle in transaction for long holds locks; near the limit new ones are refused.",
      unit: "short",
      queries: {
        "{{state}}": sum(series("pg_stat_activity_count"), "state"),
        limit: max(series("pg_settings_max_connections")),
      },
      width: 6,
      min: 0,
      decimals: 0,
    }),
    lines({
      title: "Transactions",
      description:
        "Transactions per second, committed and rolled back, by database. Committed follows the requests; some rolled back are submissions sent twice. Many rolled back: see Statements that failed.",
      unit: "ops",
      queries: {
        "committed {{datname}}": perDatabase("pg_stat_database_xact_commit"),
        "rolled back {{datname}}": perDatabase("pg_stat_database_xact_rollback"),
      },
      width: 6,
      min: 0,
    }),
    lines({
      title: "Read from memory",
      description:
        "Share of the pages that Postgres found in its own memory. Above 99 % is normal once it has run for a while. Lower for long: the data have outgrown shared_buffers.",
      unit: "percentunit",
      queries: {
        "{{datname}}": `${perDatabase("pg_stat_database_blks_hit")} / (${perDatabase("pg_stat_database_blks_hit")} + ${perDatabase("pg_stat_database_blks_read")} > 0)`,
      },
      width: 6,
      max: 1,
    }),
    lines({
      title: "Deadlocks",
      description:
        "Deadlocks per second that Postgres broke by ending a transaction, by database. None is normal; Microcalc tries again by itself. Many: something else writes into the same tables.",
      unit: "ops",
      queries: { "{{datname}}": perDatabase("pg_stat_database_deadlocks") },
      width: 12,
      height: 6,
      min: 0,
    }),
    lines({
      title: "Size of the databases",
      description:
        "Room that each database takes on its disk. It grows with predictions, some kilobytes each, and with training runs. A jump is an import or a rebuilt index.",
      unit: "bytes",
      queries: { "{{datname}}": sum(series("pg_database_size_bytes", databases), "datname") },
      width: 12,
      height: 6,
      min: 0,
    }),
  ],
};
