import type { Vectors } from "../../lib/dataset/dataset";
import { calibrate } from "../../lib/evaluation/calibration";
import { bestF1Threshold } from "../../lib/evaluation/curves";
import { fitCalibration } from "../../lib/evaluation/fit-calibration";
import { byFallingScore, type Scored, steps } from "../../lib/evaluation/scored";
import type { Forest } from "../../lib/forest/forest";
import type { Calibration } from "../../lib/model/card";
import { growForest } from "./grow-forest";
import type { TreePool } from "./tree-pool";
import type { ForestOptions, TrainingVectors } from "./tree-task";

/** What a training side yields; nothing in it has seen another row. */
export interface Fitted {
  readonly forest: Forest;
  readonly calibration: Calibration;
  readonly threshold: number;
}

export interface FitRequest {
  readonly vectors: Vectors;
  readonly training: TrainingVectors;
  /** Indices of the vectors of the training side. */
  readonly train: Int32Array;
  readonly options: ForestOptions;
  readonly seed: number;
}

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
 * Forest, calibration and operating point from one training side: the forest is grown on its vectors; calibration
 * (on rows as they occur) and threshold (best F1 on distinct rows) come from out-of-bag scores.
 */
export async function fitModel(pool: TreePool, request: FitRequest, onTree: () => void): Promise<Fitted> {
  const { vectors, training, train, options, seed } = request;
  const { forest, outOfBag } = await growForest(pool, { vectors: training, train, options, seed }, onTree);
  const { all, distinct } = scoredRows(vectors, train, outOfBag);
  const calibration = fitCalibration(all, "beta");
  const probabilities = distinct.scores.map((score) => calibrate(calibration, score));
  const best = bestF1Threshold(steps({ ...distinct, scores: probabilities }, byFallingScore(probabilities)));
  if (best === null)
    throw new Error("The training side holds no positive row; there is nothing to learn from it.");
  return { forest, calibration, threshold: best.threshold };
}
