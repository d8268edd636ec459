import type { Forest } from "./forest";

/** Labelled rows, each counting as often as `weights` says. */
export interface CountedRows {
  /** Shape (rows × features,), row by row. */
  readonly values: ArrayLike<number>;
  /** Shape (rows,): 1 is positive, 0 is not. */
  readonly labels: ArrayLike<number>;
  /** Shape (rows,): 0 and above. */
  readonly weights: ArrayLike<number>;
}

/** A leaf that no row comes to keeps its answer and this weight, so that shares of a whole can still be taken. */
const nextToNothing = 1e-6;

/**
 * The same trees with covers and shares counted anew from rows, for trees that came without counts. Nodes that no row
 * comes to keep their answers.
 */
export function countRows(forest: Forest, { values, labels, weights }: CountedRows): Forest {
  const { feature, threshold, right, roots, featureCount } = forest;
  const cover = new Float64Array(feature.length);
  const positive = new Float64Array(feature.length);
  for (let row = 0; row < weights.length; row++) {
    const weight = weights[row] as number;
    if (weight === 0) continue;
    const isPositive = labels[row] === 1;
    for (let tree = 0; tree + 1 < roots.length; tree++) {
      let node = roots[tree] as number;
      while ((feature[node] as number) >= 0) {
        const value = values[row * featureCount + (feature[node] as number)] as number;
        node = value < (threshold[node] as number) ? node + 1 : (right[node] as number);
      }
      cover[node] = (cover[node] as number) + weight;
      if (isPositive) positive[node] = (positive[node] as number) + weight;
    }
  }
  // Children stand behind their parents: going backwards, both are known when a parent is reached.
  for (let node = feature.length - 1; node >= 0; node--) {
    if ((feature[node] as number) < 0) {
      if (cover[node] !== 0) continue;
      cover[node] = nextToNothing;
      positive[node] = nextToNothing * (forest.positiveFraction[node] as number);
      continue;
    }
    const child = right[node] as number;
    cover[node] = (cover[node + 1] as number) + (cover[child] as number);
    positive[node] = (positive[node + 1] as number) + (positive[child] as number);
  }
  const positiveFraction = cover.map((weight, node) => Math.min(1, (positive[node] as number) / weight));
  return { ...forest, cover, positiveFraction };
}
