/**
 * A random forest of binary classification trees on flat typed arrays.
 *
 * Tree t owns the nodes `roots[t]` to `roots[t + 1] - 1`, depth first with the left child next to its parent.
 * At an inner node a row goes left when `row[feature[n]] < threshold[n]`, else right, which is also
 * ml-random-forest's rule. A leaf has `feature[n] === -1` and answers `positiveFraction[n]`.
 *
 * `cover` and `positiveFraction` of an inner node tell what is known of a row that went no further: they are what
 * importance and Shapley values are computed from.
 */
export interface Forest {
  readonly featureCount: number;
  /** Shape (trees + 1,). */
  readonly roots: Int32Array;
  /** Shape (nodes,): column tested, -1 at a leaf. */
  readonly feature: Int8Array;
  /** Shape (nodes,): 0 at a leaf. */
  readonly threshold: Float64Array;
  /** Shape (nodes,): index of the right child, 0 at a leaf. The left child of n is n + 1. */
  readonly right: Int32Array;
  /**
   * Shape (nodes,): weight of the training rows that came to the node, above 0; at an inner node its children's sum.
   */
  readonly cover: Float64Array;
  /** Shape (nodes,): share of positives in that weight, in [0, 1]. */
  readonly positiveFraction: Float64Array;
}

function fail(what: string): never {
  throw new Error(`The forest is malformed: ${what}.`);
}

function checkNode(forest: Forest, node: number): void {
  const fraction = forest.positiveFraction[node] as number;
  if (!(fraction >= 0 && fraction <= 1)) fail(`node ${node} answers ${fraction}, outside 0 to 1`);
  const cover = forest.cover[node] as number;
  if (!(cover > 0 && cover < Number.POSITIVE_INFINITY))
    fail(`node ${node} covers ${cover}, not a weight above 0`);
}

function checkSplit(forest: Forest, node: number, end: number): void {
  const column = forest.feature[node] as number;
  const child = forest.right[node] as number;
  if (column >= forest.featureCount) fail(`node ${node} tests column ${column}, of ${forest.featureCount}`);
  if (!Number.isFinite(forest.threshold[node])) fail(`node ${node} has no finite threshold`);
  // Behind the left child and inside the tree: so every step goes forward, and no path can turn in a circle.
  if (child <= node + 1 || child >= end) fail(`node ${node} has its right child at ${child}`);
  const cover = forest.cover[node] as number;
  const below = (forest.cover[node + 1] as number) + (forest.cover[child] as number);
  // Sums of weights that are no whole numbers may differ in their last digits.
  if (Math.abs(cover - below) > 1e-9 * cover) fail(`node ${node} covers ${cover}, its children ${below}`);
}

/** Every node has one parent: the right child stands right behind the left one's whole subtree, to the tree's end. */
function checkShape({ feature, right }: Forest, begin: number, end: number): void {
  const sizes = new Float64Array(end - begin);
  const sizeOf = (node: number) => sizes[node - begin] ?? 0;
  for (let node = end - 1; node >= begin; node--) {
    const isLeaf = feature[node] === -1;
    const child = right[node] as number;
    if (!isLeaf && child !== node + 1 + sizeOf(node + 1))
      fail(`node ${node} has its right child at ${child}`);
    sizes[node - begin] = isLeaf ? 1 : 1 + sizeOf(node + 1) + sizeOf(child);
  }
  if (sizeOf(begin) !== end - begin) fail(`the tree from node ${begin} does not reach all of its nodes`);
}

/**
 * Refuses a forest on which evaluation could run astray: arrays of unequal length, trees that do not cover the
 * nodes, children outside their tree, a column that is none, thresholds, answers or covers that are no numbers.
 */
export function checkForest(forest: Forest): void {
  const { roots, feature } = forest;
  const nodes = feature.length;
  for (const array of [forest.threshold, forest.right, forest.cover, forest.positiveFraction]) {
    if (array.length !== nodes) fail(`${array.length} values for ${nodes} nodes`);
  }
  if (roots.length < 2 || roots[0] !== 0 || roots[roots.length - 1] !== nodes)
    fail("its trees do not cover its nodes");
  for (let tree = 0; tree + 1 < roots.length; tree++) {
    const begin = roots[tree] as number;
    const end = roots[tree + 1] as number;
    if (end <= begin) fail(`tree ${tree} has no node`);
    checkShape(forest, begin, end);
    for (let node = begin; node < end; node++) {
      checkNode(forest, node);
      if (feature[node] === -1) continue;
      if ((feature[node] as number) < 0) fail(`node ${node} tests column ${feature[node]}`);
      else checkSplit(forest, node, end);
    }
  }
}
