import { calibrate } from "../evaluation/calibration";
import type { Calibration } from "../model/card";
import type { Forest } from "./forest";

/** A column, and the values of it to ask for. */
export interface PartialDependenceGrid {
  readonly column: number;
  readonly values: ArrayLike<number>;
}

/** The score when the column's value is all that is known: other tests send each side its share of the cover. */
function scoreKnowing(forest: Forest, column: number, value: number): number {
  const { roots, feature, threshold, right, cover, positiveFraction } = forest;
  const trees = roots.length - 1;
  const weight = new Float64Array(feature.length);
  for (let tree = 0; tree < trees; tree++) weight[roots[tree] as number] = 1 / trees;
  let score = 0;
  // Parents stand before their children: one pass hands every weight down.
  for (let node = 0; node < weight.length; node++) {
    const own = weight[node] as number;
    const tested = feature[node] as number;
    if (own === 0) continue;
    if (tested < 0) {
      score += own * (positiveFraction[node] as number);
      continue;
    }
    const [left, other] = [node + 1, right[node] as number];
    if (tested === column) weight[value < (threshold[node] as number) ? left : other] = own;
    else {
      weight[left] = (own * (cover[left] as number)) / (cover[node] as number);
      weight[other] = (own * (cover[other] as number)) / (cover[node] as number);
    }
  }
  return score;
}

/**
 * The calibrated probability when nothing but one column is known, at each value of the grid: partial dependence by
 * tree covers, scikit-learn's `method="recursion"` (J. H. Friedman, Greedy function approximation, 2001, section
 * 8.2), on the forest's score, calibrated afterwards.
 */
export function partialDependence(
  forest: Forest,
  calibration: Calibration,
  { column, values }: PartialDependenceGrid,
): number[] {
  return Array.from(values, (value) => calibrate(calibration, scoreKnowing(forest, column, value)));
}
