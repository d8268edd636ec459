import { calibrate } from "../evaluation/calibration";
import type { Calibration } from "../model/card";
import { explain } from "./explain";
import { compileExplainer } from "./explainer";
import type { Forest } from "./forest";
import { predictOne } from "./predict";

/** Gini impurity of a node times its cover. */
function weightedImpurity({ cover, positiveFraction }: Forest, node: number): number {
  const share = positiveFraction[node] as number;
  return (cover[node] as number) * 2 * share * (1 - share);
}

/** The values divided by their sum; all 0 when they are. */
function normalised(values: Float64Array): Float64Array {
  const sum = values.reduce((a, b) => a + b, 0);
  return sum > 0 ? values.map((value) => value / sum) : values;
}

function decreasesIn(forest: Forest, tree: number): Float64Array {
  const { roots, feature, right, featureCount } = forest;
  const decreases = new Float64Array(featureCount);
  const end = roots[tree + 1] as number;
  for (let node = roots[tree] as number; node < end; node++) {
    const column = feature[node] as number;
    if (column < 0) continue;
    const below = weightedImpurity(forest, node + 1) + weightedImpurity(forest, right[node] as number);
    // A split that gains nothing may seem to lose some by rounding.
    const decrease = Math.max(0, weightedImpurity(forest, node) - below);
    decreases[column] = (decreases[column] as number) + decrease;
  }
  return decreases;
}

/**
 * Mean decrease in Gini impurity per column, shape (features,), summing to 1: as scikit-learn's
 * `feature_importances_`, every tree's decreases are brought to sum 1 before the trees are averaged, so that a tree
 * grown on heavier rows counts no more than another. Trees without a split say nothing; a forest in which no split
 * lowers the impurity gets zeros.
 */
export function impurityImportance(forest: Forest): Float64Array {
  const sum = new Float64Array(forest.featureCount);
  for (let tree = 0; tree + 1 < forest.roots.length; tree++) {
    normalised(decreasesIn(forest, tree)).forEach((share, column) => {
      sum[column] = (sum[column] as number) + share;
    });
  }
  return normalised(sum);
}

/**
 * Mean size of each feature's Shapley value, shape (features,), in probability, over values of shape
 * (rows × features,), row by row; zeros without rows.
 */
export function meanAbsoluteContribution(
  forest: Forest,
  calibration: Calibration,
  values: Float64Array,
): Float64Array {
  const explainer = compileExplainer(forest);
  const width = forest.featureCount;
  const rows = values.length / width;
  const means = new Float64Array(width);
  for (let at = 0; at < values.length; at += width) {
    const row = values.subarray(at, at + width);
    const probability = calibrate(calibration, predictOne(forest, row));
    explain(explainer, row, { calibration, probability }).contributions.forEach((value, column) => {
      means[column] = (means[column] as number) + Math.abs(value) / rows;
    });
  }
  return means;
}
