import { driftMeasures } from "../../lib/drift/drift-measures";
import { trainingStatuses } from "../../lib/training/training-run";
import { metricNames } from "../../lib/trends/figure";
import type { MetricDeclaration } from "./declaration";
import { version } from "./label-forms";

const model_version = version;
const window =
  "of the champion over the outcomes of the last 30 days; absent where these are too few to tell";

/**
 * What the database knows, and all processes alike: one of them, the keeper, exports it. Several samples of the same
 * series can therefore stand side by side while the role changes hands: take the `max` of them, never the `sum`.
 */
export const keeperMetrics = {
  liveAccuracy: {
    type: "gauge",
    name: "microcalc_live_accuracy_ratio",
    help: `Share of right calls ${window}.`,
    labels: { model_version },
  },
  livePrecision: {
    type: "gauge",
    name: "microcalc_live_precision_ratio",
    help: `Share of the called that were calcifications, ${window}.`,
    labels: { model_version },
  },
  liveRecall: {
    type: "gauge",
    name: "microcalc_live_recall_ratio",
    help: `Share of the calcifications that were called, ${window}.`,
    labels: { model_version },
  },
  liveF1: {
    type: "gauge",
    name: "microcalc_live_f1_ratio",
    help: `Harmonic mean of precision and recall ${window}.`,
    labels: { model_version },
  },
  liveInterval: {
    type: "gauge",
    name: "microcalc_live_interval_ratio",
    help: "Ends of the 95 % intervals of these four; absent with them.",
    labels: { model_version, figure: metricNames, bound: ["low", "high"] },
  },
  liveOutcomes: {
    type: "gauge",
    name: "microcalc_live_outcomes",
    help: "Outcomes of the last 30 days that the live figures are of: the champion's, determined.",
    labels: { model_version },
  },
  livePositiveOutcomes: {
    type: "gauge",
    name: "microcalc_live_positive_outcomes",
    help: "Calcifications among these outcomes.",
    labels: { model_version },
  },
  driftIndex: {
    type: "gauge",
    name: "microcalc_drift_population_stability_index",
    help: "How far the latest candidates are from the champion's reference, by feature and score.",
    labels: { model_version, measure: driftMeasures },
  },
  driftThreshold: {
    type: "gauge",
    name: "microcalc_drift_population_stability_index_threshold",
    help: "What the index must not exceed; grows with noise where candidates are few.",
    labels: { model_version, measure: driftMeasures },
  },
  driftAlarm: {
    type: "gauge",
    name: "microcalc_drift_alarm",
    help: "1 where the page Drift says of its latest window that this has moved, else 0; absent with too few candidates.",
    labels: { model_version, measure: driftMeasures },
  },
  outcomesWaiting: {
    type: "gauge",
    name: "microcalc_outcomes_waiting",
    help: "Predictions without an outcome.",
  },
  promoted: {
    type: "gauge",
    name: "microcalc_champion_promoted_timestamp_seconds",
    help: "When the version became champion, since the epoch.",
    labels: { model_version },
  },
  rollupBacklog: {
    type: "gauge",
    name: "microcalc_rollup_backlog",
    help: "Counts that are out of date, one for each day; 0 when all is counted.",
  },
  jobs: {
    type: "gauge",
    name: "microcalc_jobs",
    help: "Training runs by state.",
    labels: { state: trainingStatuses },
  },
  oldestJob: {
    type: "gauge",
    name: "microcalc_job_oldest_age_seconds",
    help: "Time since the oldest run was queued, or since the one that runs was begun; 0 where there is none.",
    labels: { state: ["queued", "running"] },
  },
  auditUnsealed: {
    type: "gauge",
    name: "microcalc_audit_unsealed_events",
    help: "Rows of the audit trail that wait to be sealed, counted to 10000; 0 or a few of the last seconds.",
  },
  auditUnsealedAge: {
    type: "gauge",
    name: "microcalc_audit_unsealed_oldest_age_seconds",
    help: "Time since the oldest of them was written; 0 where there is none.",
  },
  /**
   * The last two are exported even when the figures are too old to be: they are what tells that the rest is missing.
   */
  liveFiguresAge: {
    type: "gauge",
    name: "microcalc_live_figures_age_seconds",
    help: "Time since the figures out of the database were read; above 60 they are not exported.",
  },
  rollupAge: {
    type: "gauge",
    name: "microcalc_rollup_age_seconds",
    help: "Time since a day was last counted; grows while nothing happens, too: see the backlog.",
  },
} as const satisfies Record<string, MetricDeclaration>;
