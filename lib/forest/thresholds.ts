import type { Forest } from "./forest";

/**
 * All thresholds of a forest, each once per column, rising within it. The trees ask of a value only how many of its
 * column's thresholds it reaches, so one search for each column replaces the comparisons of all trees.
 */
export interface Thresholds {
  /** Shape (features + 1,): column c owns `values[starts[c]]` to `values[starts[c + 1] - 1]`. */
  readonly starts: Int32Array;
  readonly values: Float64Array;
}

export function collectThresholds({ featureCount, feature, threshold }: Forest): Thresholds {
  const columns = Array.from({ length: featureCount }, () => new Set<number>());
  feature.forEach((column, node) => {
    columns[column]?.add(threshold[node] as number);
  });
  const rising = columns.map((own) => Float64Array.from(own).sort());
  const starts = new Int32Array(featureCount + 1);
  rising.forEach((own, column) => {
    starts[column + 1] = (starts[column] as number) + own.length;
  });
  const values = new Float64Array(starts[featureCount] as number);
  rising.forEach((own, column) => {
    values.set(own, starts[column]);
  });
  return { starts, values };
}

/**
 * The place of a value of a column: the index behind the last threshold that it reaches. A row goes right at a node
 * exactly when the node's threshold has an index below the place.
 */
export function placeOf({ starts, values }: Thresholds, column: number, value: number): number {
  let low = starts[column] as number;
  let length = (starts[column + 1] as number) - low;
  while (length > 0) {
    const half = length >> 1;
    // Two choices without a branch: which way a search goes cannot be guessed.
    const reached = (values[low + half] as number) <= value;
    low = reached ? low + half + 1 : low;
    length = reached ? length - half - 1 : half;
  }
  return low;
}
