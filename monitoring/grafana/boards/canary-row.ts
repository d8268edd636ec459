import type { Row } from "./board";
import { above } from "./panel-content";
import { lines, stack, stateTimeline } from "./panels";
import { quantile, rate, series, since, sum } from "./queries";

export const canaryRow: Row = {
  title: "The canary",
  panels: [
    stateTimeline({
      title: "Canary by process",
      description:
        "Whether each process' latest canary, a made-up region through its own front door, was answered as it should be. Answered throughout is normal. One process failing: that process; all of them: what they share, the database or the model.",
      unit: "none",
      queries: { "{{instance}}": series("microcalc_canary_success") },
      width: 6,
      states: { 0: { text: "Failing", color: "red" }, 1: { text: "Answered", color: "green" } },
    }),
    stack({
      title: "Canaries by result",
      description:
        "Canaries per minute by what came of them. Two a minute and process, all answered, is normal. Failed ones have a line in the log that says why.",
      unit: "cpm",
      queries: { "{{result}}": `60 * ${sum(rate("microcalc_canary_runs_total"), "result")}` },
      width: 6,
      min: 0,
    }),
    lines({
      title: "Canary duration",
      description:
        "Half and 95 % of the canaries that were answered took no longer than this, by buckets. Below the dashed quarter of a second is normal. It says how people are served when nobody is there to ask.",
      unit: "s",
      queries: {
        p50: quantile(0.5, "microcalc_canary_duration_seconds"),
        p95: quantile(0.95, "microcalc_canary_duration_seconds"),
      },
      width: 6,
      min: 0,
      steps: above(0.25, 1.5),
    }),
    lines({
      title: "Time since the last canary",
      description:
        "How long ago each process' latest canary ended. Below half a minute, or what CANARY_INTERVAL_MS says, is normal. If it grows, the process is stuck or draining: see Replicas.",
      unit: "s",
      queries: { "{{instance}}": since(series("microcalc_canary_last_run_timestamp_seconds")) },
      width: 6,
      min: 0,
      steps: above(120, 300),
    }),
  ],
};
