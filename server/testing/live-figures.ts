import { driftMeasures } from "../../lib/drift/drift-measures";
import type { Figure } from "../../lib/trends/figure";
import type { LiveFigures } from "../observability/live-metrics";

const figure = (value: number): Figure => ({ value, low: value - 0.1, high: value + 0.02, missing: null });

/** Made-up figures of which every one can be told. */
export const fullLiveFigures: LiveFigures = {
  modelVersion: "rf-0123456789ab",
  performance: {
    ...{ accuracy: figure(0.98), precision: figure(0.7), recall: figure(0.65), f1: figure(0.674) },
  },
  outcomes: 700,
  positiveOutcomes: 16,
  drift: driftMeasures.map((measure, i) => ({
    measure,
    isAlarm: measure === "contrast",
    index: measure === "support" ? null : { value: 0.01 * (i + 1), threshold: 0.2 },
  })),
  outcomesWaiting: 300,
  promotedAt: new Date("2026-03-01T10:00:00Z"),
  rolledUpAt: new Date("2026-03-20T11:59:50Z"),
  rollupBacklog: 0,
  jobs: {
    counts: { queued: 2, running: 1, succeeded: 12, failed: 3, cancelled: 4 },
    oldest: { queued: new Date("2026-03-20T11:50:00Z"), running: new Date("2026-03-20T11:59:00Z") },
  },
  auditUnsealed: { events: 3, oldestAt: new Date("2026-03-20T11:59:58Z") },
};
