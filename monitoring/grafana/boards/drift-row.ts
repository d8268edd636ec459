import type { Row } from "./board";
import { from } from "./panel-content";
import { lines, stateTimeline } from "./panels";
import { max, series } from "./queries";

const byMeasure = (name: `microcalc_drift_${"population_stability_index" | "alarm"}`) =>
  max(series(name), "measure");
const threshold = max(series("microcalc_drift_population_stability_index_threshold"), "measure");

export const driftRow: Row = {
  title: "Drift of what comes in",
  panels: [
    lines({
      title: "Index as a share of its threshold",
      description:
        "Population stability index of the latest window against the champion's reference, by feature and score, divided by the threshold that the page Drift uses for it. Below the dashed 100 % is noise or too small to matter. Which way it moved is on the page Drift.",
      page: "Drift",
      unit: "percentunit",
      queries: {
        "{{measure}}": `${byMeasure("microcalc_drift_population_stability_index")} / (${threshold} > 0)`,
      },
      width: 8,
      min: 0,
      steps: [from(null, "green"), from(1, "red")],
    }),
    lines({
      title: "Index and threshold",
      description:
        "The index itself and its threshold, which is higher where candidates are few. 0.05 is the least that counts as moved, 0.25 is moved far.",
      page: "Drift",
      unit: "none",
      queries: {
        "{{measure}}": byMeasure("microcalc_drift_population_stability_index"),
        "threshold of {{measure}}": threshold,
      },
      width: 8,
      min: 0,
      decimals: 3,
    }),
    stateTimeline({
      title: "Drift alarms",
      description:
        "Whether the page Drift says of its latest window that a feature, the score or their combination (support) has moved. Nothing moved is normal; a single short alarm may be chance. One that lasts is a section of the runbook.",
      page: "Drift",
      unit: "none",
      queries: { "{{measure}}": byMeasure("microcalc_drift_alarm") },
      width: 8,
      states: { 0: { text: "Not moved", color: "green" }, 1: { text: "Moved", color: "red" } },
    }),
  ],
};
