import type { Dataset } from "../dataset/dataset";
import { featureKeys } from "../features";
import type { FeatureReference, Reference } from "./card";
import { isAtMinimum, type Stratum } from "./stratum";

const bins = 40;
const width = featureKeys.length;

/** Linear between the ordered values around the quantile, as numpy's default. */
export function quantile(sorted: Float64Array, q: number): number {
  const at = q * (sorted.length - 1);
  const below = Math.floor(at);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (at - below) * (high - low);
}

function columnOf({ values, labels }: Dataset, column: number): Float64Array {
  return Float64Array.from(labels, (_, row) => values[row * width + column] as number);
}

function describe(dataset: Dataset, column: number): FeatureReference {
  const all = columnOf(dataset, column);
  const sorted = Float64Array.from(all).sort();
  const min = sorted[0] as number;
  const max = sorted[sorted.length - 1] as number;
  const above = sorted.filter((value) => value > min);
  // The outermost percent would stretch the picture until nothing else is to be seen; it shares the last bin.
  const first = above[0] ?? min;
  const last = above.length > 0 ? quantile(above, 0.99) : min + 1;
  // Values closer together than this leave no room for so many edges between them.
  const spread = last - first > 1e-9 ? last - first : 1;
  const step = spread / bins;
  const edges = Array.from({ length: bins + 1 }, (_, i) =>
    i === bins ? Math.max(max, first + spread) : first + i * step,
  );
  const counts = new Array<number>(bins).fill(0);
  const positiveCounts = new Array<number>(bins).fill(0);
  let positivesAtMinimum = 0;
  all.forEach((value, row) => {
    const positive = dataset.labels[row] === 1 ? 1 : 0;
    if (value === min) {
      positivesAtMinimum += positive;
      return;
    }
    const bin = Math.min(bins - 1, Math.max(0, Math.floor((value - first) / step)));
    counts[bin] = (counts[bin] as number) + 1;
    positiveCounts[bin] = (positiveCounts[bin] as number) + positive;
  });
  return {
    feature: featureKeys[column] ?? "area",
    min,
    max,
    shareAtMinimum: 1 - above.length / sorted.length,
    percentiles: Array.from({ length: 101 }, (_, i) => quantile(sorted, i / 100)),
    edges,
    counts,
    positiveCounts,
    positivesAtMinimum,
  };
}

/** Distributions of the six features over all rows, for pictures and percentiles. Holds no row. */
export function describeReference(dataset: Dataset): Reference {
  return {
    format: "microcalc-reference",
    formatVersion: 1,
    rows: dataset.labels.length,
    positives: dataset.labels.reduce((sum, label) => sum + label, 0),
    features: featureKeys.map((_, column) => describe(dataset, column)),
  };
}

const patterns: Record<string, Stratum> = {
  "111111": "all_at_minimum",
  "000111": "last_three_at_minimum",
  "000010": "contrast_at_minimum",
  "000000": "none_at_minimum",
};

/** Which features of a vector of shape (6,) stand at the minima, as one of five patterns. */
export function stratumOf(minima: ArrayLike<number>, vector: ArrayLike<number>): Stratum {
  const pattern = Array.from(minima, (min, i) => (isAtMinimum(vector[i] as number, min) ? "1" : "0")).join(
    "",
  );
  return patterns[pattern] ?? "mixed";
}
