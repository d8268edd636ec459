import type { Random } from "../random";

/** Weight of the rows of a node, and of the positives among them. */
export interface NodeWeight {
  readonly weight: number;
  readonly positive: number;
}

/** What the scans read: one column, and the rows of the node to be split. */
export interface Scan {
  /** Shape (rows,): the column's value of each row. */
  readonly values: Float64Array;
  /** The node's rows stand from `begin` to `end - 1`; by rising value for {@link scanBoundaries}. */
  readonly list: Int32Array;
  readonly begin: number;
  readonly end: number;
  readonly node: NodeWeight;
}

/** Weights of the bag's rows, shape (rows,), and those of its positives, 0 elsewhere. */
export interface RowWeights {
  readonly weight: Float64Array;
  readonly positive: Float64Array;
}

/** The best split found so far at one node; overwritten in place, since a tree looks at thousands. */
export interface Split {
  /** Sum over both sides of (positive² + negative²) / weight: the higher, the lower the weighted Gini impurity. */
  score: number;
  column: number;
  threshold: number;
  leftWeight: number;
  leftPositive: number;
}

/**
 * Where a sorted column may be cut: at every boundary between two values, or, as ml-random-forest does, only where
 * neighbouring rows have different labels, which misses cuts beside values that carry both.
 */
export type Boundaries = "all" | "label-changes";

/** Gini impurity of a node of two classes, in [0, 0.5]; 0 without weight. */
function giniImpurity({ weight, positive }: NodeWeight): number {
  if (weight <= 0) return 0;
  const share = positive / weight;
  return 2 * share * (1 - share);
}

/** What splitting off `left` lowers the Gini impurity of `node` by (Breiman et al. 1984), in [0, 0.5]. */
export function giniGain(node: NodeWeight, left: NodeWeight): number {
  const right = { weight: node.weight - left.weight, positive: node.positive - left.positive };
  const below = left.weight * giniImpurity(left) + right.weight * giniImpurity(right);
  return giniImpurity(node) - below / node.weight;
}

/** As {@link Split.score}, of a cut with `weight` and `positive` on its left. */
function scoreOf(node: NodeWeight, weight: number, positive: number): number {
  const negative = weight - positive;
  const rightWeight = node.weight - weight;
  const rightPositive = node.positive - positive;
  const rightNegative = rightWeight - rightPositive;
  return (
    (positive * positive + negative * negative) / weight +
    (rightPositive * rightPositive + rightNegative * rightNegative) / rightWeight
  );
}

/** Halfway, and never at `below`, which would leave its own rows on the wrong side. */
function between(below: number, above: number): number {
  const middle = (below + above) / 2;
  return middle > below ? middle : above;
}

/** Tries a column's boundaries between values, counts running; keeps the first best. False if it is constant. */
export function scanBoundaries(
  { values, list, begin, end, node }: Scan,
  { weight, positive }: RowWeights,
  best: Split & { candidate: number },
): boolean {
  let value = values[list[begin] as number] as number;
  if (value === values[list[end - 1] as number]) return false;
  let leftWeight = 0;
  let leftPositive = 0;
  for (let at = begin; at < end; at++) {
    const row = list[at] as number;
    const own = values[row] as number;
    if (own !== value) {
      const score = scoreOf(node, leftWeight, leftPositive);
      if (score > best.score) {
        best.score = score;
        best.column = best.candidate;
        best.threshold = between(value, own);
        best.leftWeight = leftWeight;
        best.leftPositive = leftPositive;
      }
      value = own;
    }
    leftWeight += weight[row] as number;
    leftPositive += positive[row] as number;
  }
  return true;
}

/**
 * As {@link scanBoundaries}, at ml-random-forest's candidates: wherever two neighbouring rows differ in label, half
 * way between their values. Between equal values that is the value itself, whose rows then go right.
 */
export function scanLabelChanges(
  { values, list, begin, end, node }: Scan,
  { weight, positive }: RowWeights,
  best: Split & { candidate: number },
): boolean {
  if (values[list[begin] as number] === values[list[end - 1] as number]) return false;
  let previous = list[begin] as number;
  let [weightBefore, positiveBefore] = [0, 0];
  let leftWeight = weight[previous] as number;
  let leftPositive = positive[previous] as number;
  for (let at = begin + 1; at < end; at++) {
    const row = list[at] as number;
    const [below, own] = [values[previous] as number, values[row] as number];
    if (own !== below) {
      weightBefore = leftWeight;
      positiveBefore = leftPositive;
    }
    const labelChanges = (positive[previous] as number) > 0 !== (positive[row] as number) > 0;
    if (labelChanges && weightBefore > 0) {
      const score = scoreOf(node, weightBefore, positiveBefore);
      if (score > best.score) {
        best.score = score;
        best.column = best.candidate;
        best.threshold = between(below, own);
        best.leftWeight = weightBefore;
        best.leftPositive = positiveBefore;
      }
    }
    leftWeight += weight[row] as number;
    leftPositive += positive[row] as number;
    previous = row;
  }
  return true;
}

/**
 * Tries one threshold between a column's ends (Geurts, Ernst and Wehenkel 2006), drawn evenly along the range or, with
 * `drawnOn` "root", evenly on the square root of the distance from the lower end. False if the column is constant.
 */
export function scanRandomThreshold(
  { values, list, begin, end, node }: Scan,
  { weight, positive }: RowWeights,
  best: Split & { candidate: number; random: Random; drawnOn: "range" | "root" },
): boolean {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let at = begin; at < end; at++) {
    const value = values[list[at] as number] as number;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low === high) return false;
  // In (low, high]: both sides get a row, and an infinitesimally small range cannot round it out of bounds.
  const along = 1 - best.random();
  const drawn = low + (best.drawnOn === "root" ? along * along : along) * (high - low);
  const threshold = drawn > low ? drawn : high;
  let leftWeight = 0;
  let leftPositive = 0;
  for (let at = begin; at < end; at++) {
    const row = list[at] as number;
    if ((values[row] as number) >= threshold) continue;
    leftWeight += weight[row] as number;
    leftPositive += positive[row] as number;
  }
  const score = scoreOf(node, leftWeight, leftPositive);
  if (score > best.score) {
    best.score = score;
    best.column = best.candidate;
    best.threshold = threshold;
    best.leftWeight = leftWeight;
    best.leftPositive = leftPositive;
  }
  return true;
}
