/**
 * A random forest of binary classification trees on flat typed arrays.
 *
 * Tree t owns the nodes `roots[t]` to `roots[t + 1] - 1`, depth first with the left child next to its parent.
 * At an inner node a row goes left when `row[feature[n]] < threshold[n]`, else right, which is also
 * ml-random-forest's rule. A leaf has `feature[n] === -1` and answers `positiveFraction[n]`.
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
  /** Shape (nodes,): share of positives among the training rows of a leaf, in [0, 1]; 0 at an inner node. */
  readonly positiveFraction: Float64Array;
}
