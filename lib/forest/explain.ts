import { calibrate } from "../evaluation/calibration";
import type { Calibration } from "../model/card";
import { sumByCoalition } from "./coalitions";
import type { Explainer } from "./explainer";
import { fillCells } from "./fill-cells";
import { shapleyValues } from "./shapley";

/** Shapley values of one probability. */
export interface Explanation {
  /** The probability when no feature is known, in [0, 1]. */
  readonly baseProbability: number;
  /** Shape (features,), each in [-1, 1]; with the base they sum to the probability. */
  readonly contributions: Float64Array;
}

/** What is explained: a probability, and the map that made it from the forest's score. */
export interface Explained {
  readonly calibration: Calibration;
  /** The row's calibrated probability, in [0, 1]. */
  readonly probability: number;
}

/**
 * Exact Shapley values of the probability of a row of shape (features,), by tree covers: what a coalition of features
 * is worth is the calibrated mean over the trees of each tree's expectation when only these features are known. That
 * expectation follows the row at tests of known features and weighs both children by cover at the others (S. M.
 * Lundberg and others, From local explanations to global understanding with explainable AI for trees, 2020,
 * "path-dependent"). Calibration is no sum over trees, so that all 2^features coalitions are needed.
 */
export function explain(
  explainer: Explainer,
  row: ArrayLike<number>,
  { calibration, probability }: Explained,
): Explanation {
  const { featureCount, used } = explainer;
  const worth = sumByCoalition(fillCells(explainer, row), featureCount);
  for (let known = 0; known < worth.length; known++) {
    // Whoever knows all that matters knows the probability, to the last bit.
    const all = (known & used) === used;
    worth[known] = all ? probability : calibrate(calibration, worth[known] as number);
  }
  // Rounding must not lift a value over the ends of its range.
  const contributions = shapleyValues(worth).map((value) => Math.max(-1, Math.min(1, value)));
  return { baseProbability: worth[0] as number, contributions };
}
