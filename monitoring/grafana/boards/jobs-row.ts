import type { Row } from "./board";
import { above } from "./panel-content";
import { lines, stack, stateTimeline } from "./panels";
import { max, rate, series, since, sum } from "./queries";

export const jobsRow: Row = {
  title: "Background work and the disk",
  panels: [
    stateTimeline({
      title: "Keeper",
      description:
        "Which process counts the days and exports what the database knows. One at any moment is normal; nobody for some seconds while the role changes hands. Nobody for longer: see the runbook on figures that are missing.",
      unit: "none",
      queries: { "{{instance}}": max(series("microcalc_keeper"), "instance") },
      width: 8,
      states: { 0: { text: "No", color: "blue" }, 1: { text: "Keeper", color: "green" } },
    }),
    stack({
      title: "Rounds of the duties",
      description:
        "Rounds per minute of what the keeper does, by duty and what came of them. Done at a steady pace is normal. Failed ones have a line in its log, which says why.",
      unit: "cpm",
      queries: {
        "{{duty}} {{result}}": `60 * ${sum(rate("microcalc_duty_rounds_total"), "duty, result")}`,
      },
      width: 8,
      min: 0,
    }),
    lines({
      title: "Time since a duty was done",
      description:
        "Time since the keeper last did each of its duties. Some seconds is normal, longer while it counts many days. Above the dashed five minutes figures are old: see its log.",
      unit: "s",
      queries: {
        "{{duty}}": since(max(series("microcalc_duty_last_success_timestamp_seconds"), "duty")),
      },
      width: 8,
      min: 0,
      steps: above(60, 300),
    }),
    lines({
      title: "Jobs by state",
      description:
        "Training runs by state. Queued and running come and go; failed and cancelled only grow. Queued that stay need a process that runs jobs: ROLE=worker or all.",
      page: "Training",
      unit: "short",
      queries: { "{{state}}": max(series("microcalc_jobs"), "state") },
      width: 8,
      min: 0,
      decimals: 0,
    }),
    lines({
      title: "Age of the oldest job",
      description:
        "How long the oldest run has been waiting, and how long the one that runs has been running; 0 where there is none. As long as runs of that size take is normal; beyond, see the runbook on training that does not end.",
      page: "Training",
      unit: "s",
      queries: { "{{state}}": max(series("microcalc_job_oldest_age_seconds"), "state") },
      width: 8,
      min: 0,
      steps: above(3600, 21600),
    }),
    lines({
      title: "Disk of the home",
      description:
        "Free part and size of the file system that each home lies on: the embedded database, if there is one, the folder of the model and uploads. Level or falling slowly is normal. Falling fast: see the runbook on the home's disk.",
      unit: "bytes",
      queries: {
        "free {{instance}}": series("microcalc_home_filesystem_free_bytes"),
        "size {{instance}}": series("microcalc_home_filesystem_size_bytes"),
      },
      width: 8,
      min: 0,
    }),
    lines({
      title: "Audit rows not sealed",
      description:
        "Rows of the audit trail that wait to be sealed into the chain, counted to 10000. A few of the last seconds is normal. Some that stay: see the runbook on the audit trail.",
      unit: "short",
      queries: { waiting: max(series("microcalc_audit_unsealed_events")) },
      width: 12,
      min: 0,
      decimals: 0,
    }),
    lines({
      title: "Age of the oldest row not sealed",
      description:
        "How long the oldest of these rows has waited; 0 where there is none. Some seconds is normal. Above the dashed minute for long: see the runbook on the audit trail.",
      unit: "s",
      queries: { oldest: max(series("microcalc_audit_unsealed_oldest_age_seconds")) },
      width: 12,
      min: 0,
      steps: above(30, 60),
    }),
  ],
};
