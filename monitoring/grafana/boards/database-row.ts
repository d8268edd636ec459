import type { Row } from "./board";
import { above } from "./panel-content";
import { lines, stack, stateTimeline } from "./panels";
import { rate, series, sum } from "./queries";

export const databaseRow: Row = {
  title: "The database, as Microcalc sees it",
  panels: [
    stateTimeline({
      title: "Database by process",
      description:
        "Whether the database answered each process, which asks every few seconds. Answers throughout is normal. Away in one process: the network between; in all: the database, see its own row below.",
      unit: "none",
      queries: { "{{instance}}": series("microcalc_database_up") },
      width: 6,
      states: { 0: { text: "Away", color: "red" }, 1: { text: "Answers", color: "green" } },
    }),
    lines({
      title: "Round trip",
      description:
        "Time from asking for a connection to the answer of the smallest question, when last asked. A few milliseconds is normal. If it rises, statements wait for a connection (beside it) or the database is busy (below).",
      unit: "s",
      queries: { "{{instance}}": series("microcalc_database_round_trip_seconds") },
      width: 6,
      min: 0,
      steps: above(0.1, 1),
    }),
    lines({
      title: "Connections of the pool",
      description:
        "Connections of all pools together by state, statements that wait for one, and the most they may open. Waiting at 0 is normal. Waiting for long with all busy: a slow statement or too small a pool.",
      unit: "short",
      queries: {
        "{{state}}": sum(series("microcalc_database_pool_connections"), "state"),
        waiting: sum(series("microcalc_database_pool_waiting")),
        limit: sum(series("microcalc_database_pool_connections_limit")),
      },
      width: 6,
      min: 0,
      decimals: 0,
    }),
    stack({
      title: "Statements that failed",
      description:
        "Statements per minute that failed in or on the way to the database, by class. None is normal, but for conflicts, which are tried again. Unavailable: it is down or being restarted; timeout: it is overloaded; resources: it has no connection, memory or disk left.",
      unit: "cpm",
      queries: { "{{class}}": `60 * ${sum(rate("microcalc_database_errors_total"), "class")}` },
      width: 6,
      min: 0,
    }),
  ],
};
