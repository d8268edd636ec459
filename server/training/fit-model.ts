import type { Vectors } from "../../lib/dataset/dataset";
import { calibrate } from "../../lib/evaluation/calibration";
import { chooseCalibration } from "../../lib/evaluation/fit-calibration";
import { chooseOperatingPoints } from "../../lib/evaluation/operating-points";
import type { OperatingRule } from "../../lib/evaluation/operating-rules";
import type { Scored } from "../../lib/evaluation/scored";
import type { Forest } from "../../lib/forest/forest";
import type { Calibration, OperatingPoint } from "../../lib/model/card";
import { growForest } from "./grow-forest";
import type { TreePool } from "./tree-pool";
import type { ForestOptions, TrainingVectors } from "./tree-task";

/** What a training side yields; nothing in it has seen another row. */
export interface Fitted {
  readonly forest: Forest;
  readonly calibration: Calibration;
  /** The rules that could be met, in their order, and those that could not. */
  readonly points: readonly OperatingPoint[];
  readonly unmet: readonly { readonly name: string; readonly reason: string }[];
  /** Out-of-bag scores of the training side, rows as they occur. */
  readonly outOfBag: Scored;
}

export interface FitRequest {
  readonly vectors: Vectors;
  readonly training: TrainingVectors;
  /** Indices of the vectors of the training side. */
  readonly train: Int32Array;
  readonly options: ForestOptions;
  readonly rules: readonly OperatingRule[];
  readonly seed: number;
}

/** Folds in which calibration methods are compared. */
const calibrationFolds = 5;

/** Vectors with a score, as rows of the file weigh (`all`) or each once (`distinct`: once per label it carries). */
export function scoredRows(vectors: Vectors, indices: Int32Array, scores: Float64Array) {
  const known = indices.filter((index) => !Number.isNaN(scores[index]));
  const pick = (counts: Int32Array) => known.map((index) => counts[index] as number);
  const all: Scored = {
    scores: Float64Array.from(known, (index) => scores[index] as number),
    positives: pick(vectors.positives),
    negatives: pick(vectors.negatives),
  };
  const once = (counts: ArrayLike<number>) => Int32Array.from(counts, (count) => Math.min(1, count));
  const distinct: Scored = { ...all, positives: once(all.positives), negatives: once(all.negatives) };
  return { known, all, distinct };
}

/**
 * Forest, calibration and operating points from one training side: the forest is grown on its vectors; calibration
 * (on rows as they occur) and operating points (on distinct rows) come from out-of-bag scores.
 */
export async function fitModel(
  pool: TreePool,
  request: FitRequest,
  onTrees: (count: number) => void,
): Promise<Fitted> {
  const { vectors, train, options, rules, seed } = request;
  const { forest, outOfBag } = await growForest(pool, { train, options, seed }, onTrees);
  const { all, distinct } = scoredRows(vectors, train, outOfBag);
  const calibration = chooseCalibration(all, { folds: calibrationFolds, seed });
  const probabilities = distinct.scores.map((score) => calibrate(calibration, score));
  const rowsInWords = "out-of-bag probabilities of the distinct training rows";
  const chosen = chooseOperatingPoints({ ...distinct, scores: probabilities }, rules, { rowsInWords, seed });
  return { forest, calibration, ...chosen, outOfBag: all };
}
