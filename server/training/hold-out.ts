import type { Vectors } from "../../lib/dataset/dataset";
import { calibrate } from "../../lib/evaluation/calibration";
import { stratifiedFolds } from "../../lib/evaluation/cross-validation";
import { compileForest } from "../../lib/forest/evaluator";
import { createRandom } from "../../lib/random";
import { fitModel } from "./fit-model";
import type { TreePool } from "./tree-pool";
import type { ForestOptions, TrainingVectors } from "./tree-task";

export interface HoldOutRequest {
  readonly vectors: Vectors;
  readonly training: TrainingVectors;
  readonly options: ForestOptions;
  readonly folds: number;
  readonly seed: number;
}

const indicesWhere = (fold: Uint8Array, keep: (value: number) => boolean) =>
  Int32Array.from(fold.keys()).filter((index) => keep(fold[index] as number));

/** Calibrated probability of every vector, in [0, 1], by the model of the fold that did not train on it. */
export async function predictHeldOut(
  pool: TreePool,
  request: HoldOutRequest,
  onTrees: (count: number) => void,
): Promise<Float64Array> {
  const { vectors, training, folds, seed, options } = request;
  const fold = stratifiedFolds(training.labels, folds, createRandom(seed, 0xf01d));
  const probabilities = new Float64Array(fold.length);
  for (let held = 0; held < folds; held++) {
    const train = indicesWhere(fold, (value) => value !== held);
    const side = { vectors, training, train, options, rules: [], seed: seed + held + 1 };
    const fitted = await fitModel(pool, side, onTrees);
    const evaluator = compileForest(fitted.forest);
    for (const index of indicesWhere(fold, (value) => value === held)) {
      const row = vectors.values.subarray(index * training.width, (index + 1) * training.width);
      probabilities[index] = calibrate(fitted.calibration, evaluator.scoreOne(row));
    }
  }
  return probabilities;
}
