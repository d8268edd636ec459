import { featureKeys } from "../../lib/features";
import type { LiveFigures } from "../observability/live-metrics";

/** Made-up figures of which every one can be told. */
export const fullLiveFigures: LiveFigures = {
  modelVersion: "rf-0123456789ab",
  accuracy: 0.98,
  precision: 0.7,
  recall: 0.65,
  f1: 0.674,
  outcomes: 700,
  positiveOutcomes: 16,
  drift: [...featureKeys, "score"].map((measure, i) => ({ measure, psi: 0.01 * (i + 1), threshold: 0.2 })),
  outcomesWaiting: 300,
  promotedAt: new Date("2026-03-01T10:00:00Z"),
  rolledUpAt: new Date("2026-03-20T11:59:50Z"),
  rollupBacklog: 0,
};
