import type { Estimate, ModelCard } from "../../lib/model/card";
import { labels } from "../../lib/outcome";
import { metricNames } from "../../lib/trends/figure";
import type { Metrics } from "./create-metrics";

const bounds = ["value", "low", "high"] as const;

/**
 * What the card promises of the point in use. Figures are of distinct vectors, as on the page Model; the share called
 * is of all rows, since what comes in repeats itself as they do. Cards of the first format do not have it.
 */
function announcePromises(metrics: Metrics, { version, operatingPoint, evaluation }: ModelCard): void {
  metrics.modelCard.reset();
  metrics.modelExpectedCalled.reset();
  const model_version = version;
  const atPoint = ({ points }: { points: ModelCard["evaluation"]["all"]["points"] }) =>
    points.find(({ name }) => name === operatingPoint);
  const figures = { ...evaluation.distinct, ...atPoint(evaluation.distinct) };
  for (const figure of metricNames) {
    const estimate: Estimate = figures[figure];
    if (estimate === null) continue;
    for (const bound of bounds) metrics.modelCard.set({ model_version, figure, bound }, estimate[bound]);
  }
  const alerts = atPoint(evaluation.all)?.alertsPerThousand ?? null;
  if (alerts === null) return;
  for (const bound of bounds) metrics.modelExpectedCalled.set({ model_version, bound }, alerts[bound] / 1000);
}

/**
 * Tells Prometheus which model answers and what it promises. Its counters begin at 0: one that first appears with its
 * first event shows no rise.
 */
export function announceModel(metrics: Metrics, card: ModelCard): void {
  const { version, training } = card;
  metrics.modelInfo.reset();
  metrics.modelInfo.set({ version, algorithm: training.engine }, 1);
  for (const label of labels) {
    for (const source of ["form", "api"])
      metrics.predictions.inc({ model_version: version, label, source }, 0);
  }
  announcePromises(metrics, card);
}
