import type { Forest } from "./forest";

/** What a tree asks on a row's way, and what the answer is. */
interface TakenSplit {
  readonly column: number;
  /** `left` is taken when the value is less than the threshold. */
  readonly threshold: number;
  readonly taken: "left" | "right";
}

/** One node on a row's way through a tree. */
export interface PathStep {
  /** Weight of the training rows that came here. */
  readonly cover: number;
  /** Share of positives in that weight, in [0, 1]. */
  readonly positiveFraction: number;
  /** `null` at the leaf. */
  readonly split: TakenSplit | null;
}

const knownAt = ({ cover, positiveFraction }: Forest, node: number) => ({
  cover: cover[node] as number,
  positiveFraction: positiveFraction[node] as number,
});

/**
 * The nodes that a tree sends a row of shape (features,) through, from the root to the leaf, which is the tree's
 * answer. Throws a `RangeError` when there is no such tree; trees count from 0.
 */
export function decisionPath(forest: Forest, tree: number, row: ArrayLike<number>): PathStep[] {
  const { roots, feature, threshold, right } = forest;
  const root = roots[tree];
  if (root === undefined || tree === roots.length - 1) {
    throw new RangeError(`There is no tree ${tree}: the forest has trees 0 to ${roots.length - 2}.`);
  }
  const steps: PathStep[] = [];
  let node = root;
  for (let column = feature[node] as number; column >= 0; column = feature[node] as number) {
    const limit = threshold[node] as number;
    const taken = (row[column] as number) < limit ? "left" : "right";
    steps.push({ ...knownAt(forest, node), split: { column, threshold: limit, taken } });
    node = taken === "left" ? node + 1 : (right[node] as number);
  }
  return [...steps, { ...knownAt(forest, node), split: null }];
}
