import { calibrate } from "../evaluation/calibration";
import { pointInUse } from "./card";
import type { Model } from "./model";

/** What a model says of candidates, without what explains it. */
export interface Scores {
  /** Mean positive fraction over the trees, shape (rows,), in [0, 1]. */
  readonly rawScores: Float64Array;
  /** Calibrated probability of a calcification, shape (rows,), in [0, 1]. */
  readonly probabilities: Float64Array;
}

/** Scores vectors of shape (rows × 6,), row by row: to the last bit what `assess` says of each. */
export function scoreVectors(
  { card, evaluator }: Pick<Model, "card" | "evaluator">,
  values: Float64Array,
): Scores {
  const rawScores = evaluator.scoreMany(values);
  return { rawScores, probabilities: rawScores.map((score) => calibrate(card.calibration, score)) };
}

/** The probability from which on a model calls a calcification. */
export const thresholdOf = ({ card }: Pick<Model, "card">): number => pointInUse(card).threshold;
