import type { Row } from "./board";
import { above, below } from "./panel-content";
import { stat } from "./panels";
import { max, min, series, share, since, sum } from "./queries";

export const resourcesRow: Row = {
  title: "Now",
  panels: [
    stat({
      title: "Database",
      description:
        "Whether the database answered each process when it last asked; the worst of them is shown. Answers is normal. If not, people are told to wait and their input is kept: see the runbook on a database that is away.",
      unit: "none",
      queries: { database: min(series("microcalc_database_up")) },
      width: 4,
      height: 4,
      states: { 0: { text: "Away", color: "red" }, 1: { text: "Answers", color: "green" } },
      nothing: "No process answers",
    }),
    stat({
      title: "Pool in use",
      description:
        "Share of the connections a process may open that are busy, the fullest process. Below three quarters is normal; full, statements wait: see Connections of the pool.",
      unit: "percentunit",
      queries: {
        busy: max(
          share(
            sum(series("microcalc_database_pool_connections", 'state="busy"'), "job, instance"),
            sum(series("microcalc_database_pool_connections_limit"), "job, instance"),
          ),
        ),
      },
      width: 4,
      height: 4,
      min: 0,
      max: 1,
      decimals: 0,
      steps: above(0.75, 1),
      nothing: "No process answers",
    }),
    stat({
      title: "Event loop lag",
      description:
        "Of a hundred turns of the event loop one is later than this, in the worst process. Below 50 milliseconds is normal; above, all its answers wait: see CPU and garbage collection.",
      unit: "s",
      queries: { "99th percentile": max(series("nodejs_eventloop_lag_p99_seconds")) },
      width: 4,
      height: 4,
      min: 0,
      steps: above(0.05, 0.25),
      nothing: "No process answers",
    }),
    stat({
      title: "Home disk free",
      description:
        "Share of the file system of the home that is still free, the fullest one; in a container it is the one that images and volumes lie on. Above 25 % is normal. Full, an embedded database stops: see the runbook on the home's disk.",
      unit: "percentunit",
      queries: {
        free: min(
          `${series("microcalc_home_filesystem_free_bytes")} / (${series("microcalc_home_filesystem_size_bytes")} > 0)`,
        ),
      },
      width: 4,
      height: 4,
      min: 0,
      max: 1,
      decimals: 0,
      steps: below(0.1, 0.25),
      nothing: "No process tells",
    }),
    stat({
      title: "Oldest job waiting",
      description:
        "How long the oldest training run has been waiting for a process to begin it. Nothing waits for long where one is free; if none runs jobs, see the runbook on training that waits.",
      page: "Training",
      unit: "s",
      queries: { queued: max(series("microcalc_job_oldest_age_seconds", 'state="queued"')) },
      width: 4,
      height: 4,
      min: 0,
      steps: above(600, 3600),
      nothing: "No keeper",
    }),
    stat({
      title: "Slowest duty",
      description:
        "Time since the keeper last did the duty it has not done for longest: counting days, the shadow, the live figures. Some seconds is normal. Minutes: see Rounds of the duties and the keeper's log.",
      unit: "s",
      queries: {
        "not done for": max(since(series("microcalc_duty_last_success_timestamp_seconds"))),
      },
      width: 4,
      height: 4,
      min: 0,
      steps: above(60, 300),
      nothing: "No keeper",
    }),
  ],
};
