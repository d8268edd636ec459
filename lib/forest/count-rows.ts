import type { Forest } from "./forest";
import { leafIndexOf } from "./predict";

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
  const { feature, right, roots, featureCount } = forest;
  const cover = new Float64Array(feature.length);
  const positive = new Float64Array(feature.length);
  const row = new Float64Array(featureCount);
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number;
    if (weight === 0) continue;
    for (let column = 0; column < featureCount; column++)
      row[column] = values[i * featureCount + column] as number;
    for (let tree = 0; tree + 1 < roots.length; tree++) {
      const leaf = leafIndexOf(forest, roots[tree] as number, row);
      cover[leaf] = (cover[leaf] as number) + weight;
      positive[leaf] = (positive[leaf] as number) + weight * (labels[i] as number);
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
