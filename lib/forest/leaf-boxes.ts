import type { Steps } from "../steps";
import type { Forest } from "./forest";
import { collectThresholds } from "./thresholds";

/**
 * The leaves of a forest that answer more than 0, each as the box that its path cuts out: on every column that the
 * path tests, an interval of ranks and a share of cover.
 */
export interface LeafBoxes {
  readonly featureCount: number;
  /** Per column, the thresholds of all trees, rising, each once. */
  readonly thresholds: readonly Float64Array[];
  /** Shape (leaves,): positive fraction of the leaf divided by the number of trees. */
  readonly answer: Float64Array;
  /** Shape (leaves,): bit j is set where the path tests column j. */
  readonly used: Uint16Array;
  /**
   * Shape (leaves × features,): lowest and highest rank that passes the path's tests; no rank does where low > high.
   */
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** Shape (leaves × features,): product of the cover shares that the path takes at its tests of the column, else 1. */
  readonly share: Float64Array;
}

/** A value's rank: how many of the rising thresholds it is not less than, in [0, thresholds]. */
export function rankOf(thresholds: Float64Array, value: number): number {
  let low = 0;
  let high = thresholds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value < (thresholds[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Where a walk stands: a node, and the box of its path. */
interface Place {
  readonly node: number;
  readonly used: number;
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly share: readonly number[];
}

/** Smaller shares count as this one: too little to show in a probability, enough for products and their inverses. */
const smallestShare = 1e-20;

/** The places of both children of an inner node, whose threshold is the lowest value of rank `rank`. */
function childrenOf({ feature, right, cover }: Forest, at: Place, rank: number): [left: Place, right: Place] {
  const column = feature[at.node] as number;
  const used = at.used | (1 << column);
  const shareOf = (child: number) => {
    const taken = ((at.share[column] as number) * (cover[child] as number)) / (cover[at.node] as number);
    return at.share.with(column, Math.max(taken, smallestShare));
  };
  const high = at.high.with(column, Math.min(rank - 1, at.high[column] as number));
  const low = at.low.with(column, Math.max(rank, at.low[column] as number));
  const [left, other] = [at.node + 1, right[at.node] as number];
  return [
    { ...at, node: left, used, high, share: shareOf(left) },
    { ...at, node: other, used, low, share: shareOf(other) },
  ];
}

/**
 * The boxes of a checked forest of at most 16 features, tree by tree, from left to right; a tree is a piece of work.
 */
export function* leafBoxSteps(forest: Forest): Steps<LeafBoxes> {
  const { featureCount, roots, feature, threshold, positiveFraction } = forest;
  const columns = Array.from({ length: featureCount }, (_, column) => column);
  const { starts, values } = collectThresholds(forest);
  const thresholds = columns.map((column) => values.subarray(starts[column], starts[column + 1]));
  const everywhere = {
    used: 0,
    low: columns.map(() => 0),
    high: thresholds.map(({ length }) => length),
    share: columns.map(() => 1),
  };
  const trees = roots.length - 1;
  const leaves: Place[] = [];
  for (const root of roots.subarray(0, trees)) {
    const open: Place[] = [{ node: root, ...everywhere }];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const column = feature[at.node] as number;
      if (column >= 0) {
        const rank = rankOf(thresholds[column] as Float64Array, threshold[at.node] as number);
        const [left, right] = childrenOf(forest, at, rank);
        open.push(right, left);
      } else if ((positiveFraction[at.node] as number) > 0) leaves.push(at);
    }
    yield;
  }
  return {
    featureCount,
    thresholds,
    answer: Float64Array.from(leaves, ({ node }) => (positiveFraction[node] as number) / trees),
    used: Uint16Array.from(leaves, ({ used }) => used),
    low: Int32Array.from(leaves.flatMap(({ low }) => low)),
    high: Int32Array.from(leaves.flatMap(({ high }) => high)),
    share: Float64Array.from(leaves.flatMap(({ share }) => share)),
  };
}
