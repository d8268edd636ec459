import { probabilityEdges } from "./probability-edges";

/** What is counted of a day's predictions of one version; sums of such counts are counts of the days together. */
export interface MetricCounts {
  readonly predictions: number;
  readonly calledPositive: number;
  /** By `probabilityEdges`. */
  readonly probabilityCounts: readonly number[];
  readonly inside: number;
  readonly borderline: number;
  readonly outside: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly trueNegatives: number;
  readonly falseNegatives: number;
  readonly undetermined: number;
  /** Without an outcome. */
  readonly waiting: number;
  /** Sum of p over those called, and of 1 - p over those not called. */
  readonly expectedTruePositives: number;
  readonly expectedTrueNegatives: number;
  /** Sum of p (1 - p) over those called, and over those not called. */
  readonly varianceCalled: number;
  readonly varianceNotCalled: number;
  readonly firstOpinions: number;
  readonly firstOpinionsAgreeing: number;
  readonly agreed: number;
  readonly dismissed: number;
  readonly mindsChanged: number;
}

/** The counts of one day, `YYYY-MM-DD` (UTC), and one version. */
export interface DayMetrics extends MetricCounts {
  readonly day: string;
  readonly modelVersion: string;
}

const nothing: MetricCounts = {
  predictions: 0,
  calledPositive: 0,
  probabilityCounts: probabilityEdges.slice(1).map(() => 0),
  inside: 0,
  borderline: 0,
  outside: 0,
  truePositives: 0,
  falsePositives: 0,
  trueNegatives: 0,
  falseNegatives: 0,
  undetermined: 0,
  waiting: 0,
  expectedTruePositives: 0,
  expectedTrueNegatives: 0,
  varianceCalled: 0,
  varianceNotCalled: 0,
  firstOpinions: 0,
  firstOpinionsAgreeing: 0,
  agreed: 0,
  dismissed: 0,
  mindsChanged: 0,
};

const scalars = (Object.keys(nothing) as (keyof MetricCounts)[]).filter(
  (key): key is Exclude<keyof MetricCounts, "probabilityCounts"> => key !== "probabilityCounts",
);

/** The counts of several days or versions together. */
export function sumOf(all: readonly MetricCounts[]): MetricCounts {
  const sum = { ...nothing, probabilityCounts: [...nothing.probabilityCounts] };
  for (const counts of all) {
    for (const key of scalars) sum[key] += counts[key];
    counts.probabilityCounts.forEach((count, bin) => {
      sum.probabilityCounts[bin] = (sum.probabilityCounts[bin] ?? 0) + count;
    });
  }
  return sum;
}

/** Predictions whose outcome is one class or the other. */
export const outcomesIn = (counts: MetricCounts): number =>
  counts.truePositives + counts.falsePositives + counts.trueNegatives + counts.falseNegatives;
