import type { MetricName } from "@/lib/trends/figure";

/** Accuracy last: where few are positive it says the least. */
export const metricOrder = ["precision", "recall", "f1", "accuracy"] as const satisfies readonly MetricName[];
