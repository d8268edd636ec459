import type { Forest } from "./forest";

// The plain walk: for forests that are asked once, and what `compileForest` is held to, bit by bit.

/** The leaf that the tree at `root` sends a row of shape (features,) to. */
export function leafIndexOf(forest: Forest, root: number, row: ArrayLike<number>): number {
  const { feature, threshold, right } = forest;
  let node = root;
  let column = feature[node] as number;
  while (column >= 0) {
    node = (row[column] as number) < (threshold[node] as number) ? node + 1 : (right[node] as number);
    column = feature[node] as number;
  }
  return node;
}

/** What that leaf answers: share of positives in it, in [0, 1]. */
function leafOf(forest: Forest, root: number, row: ArrayLike<number>): number {
  return forest.positiveFraction[leafIndexOf(forest, root, row)] as number;
}

/** Each tree's answer for one row of shape (features,): shape (trees,), shares of positives in [0, 1]. */
export function predictTrees(forest: Forest, row: ArrayLike<number>): Float64Array {
  const trees = forest.roots.length - 1;
  return Float64Array.from({ length: trees }, (_, tree) => leafOf(forest, forest.roots[tree] as number, row));
}

/** The forest's score for one row of shape (features,): mean over its trees, in [0, 1]. */
export function predictOne(forest: Forest, row: ArrayLike<number>): number {
  const { roots } = forest;
  const trees = roots.length - 1;
  let sum = 0;
  for (let tree = 0; tree < trees; tree++) sum += leafOf(forest, roots[tree] as number, row);
  return sum / trees;
}

/** Scores of shape (rows,) for values of shape (rows × features,), row by row. */
export function predictMany(forest: Forest, values: Float64Array): Float64Array {
  const rows = values.length / forest.featureCount;
  const scores = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const start = row * forest.featureCount;
    scores[row] = predictOne(forest, values.subarray(start, start + forest.featureCount));
  }
  return scores;
}
