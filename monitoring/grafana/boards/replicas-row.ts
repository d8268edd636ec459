import type { Row } from "./board";
import { above } from "./panel-content";
import { lines, names, stateTimeline } from "./panels";
import { ofMicrocalc, series, since } from "./queries";

export const replicasRow: Row = {
  title: "Replicas",
  panels: [
    stateTimeline({
      title: "Targets that answer",
      description:
        "Whether Prometheus reached the metrics port of each target it is told to ask, whoever's it is. All is normal. A process that does not answer is down, or the network between them is: see the runbook.",
      unit: "none",
      queries: { "{{job}} {{instance}}": series("up") },
      width: 8,
      states: { 0: { text: "No answer", color: "red" }, 1: { text: "Answers", color: "green" } },
    }),
    stateTimeline({
      title: "Processes that are ready",
      description:
        "Whether each process takes requests. Not ready for some seconds at a start and while it drains is normal. If it lasts, its log says what it waits for.",
      unit: "none",
      queries: { "{{instance}}": series("microcalc_ready") },
      width: 8,
      states: { 0: { text: "Starting or draining", color: "orange" }, 1: { text: "Ready", color: "green" } },
    }),
    names({
      title: "Builds",
      description:
        "Builds of Microcalc that run, with their Node.js. One is normal; two during an upgrade. If it stays two, a process was forgotten.",
      unit: "none",
      queries: {
        "{{version}} on Node.js {{node}}": `count by (version, node) (${series("microcalc_build_info")})`,
      },
      width: 8,
      nothing: "No process answers",
    }),
    lines({
      title: "Time since the start",
      description:
        "How long each process has been running. It grows in a straight line; a drop to zero is a restart. Several in a row without an upgrade: the log of the one that ended says why.",
      unit: "s",
      queries: { "{{instance}}": since(`(${ofMicrocalc(series("process_start_time_seconds"))})`) },
      width: 8,
      min: 0,
    }),
    lines({
      title: "Samples per scrape",
      description:
        "Samples that Prometheus took from each target. Some hundred of a process of Microcalc is normal, and slow growth as routes are used. A jump means a label with too many values.",
      unit: "short",
      queries: { "{{job}} {{instance}}": series("scrape_samples_scraped") },
      width: 8,
      min: 0,
      decimals: 0,
    }),
    lines({
      title: "Time to scrape",
      description:
        "How long each target took to tell its metrics. Below a tenth of a second is normal. If it rises for a process of Microcalc, its event loop is busy: see the board Platform.",
      unit: "s",
      queries: { "{{job}} {{instance}}": series("scrape_duration_seconds") },
      width: 8,
      min: 0,
      steps: above(1, 5),
    }),
  ],
};
