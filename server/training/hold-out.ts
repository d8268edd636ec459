import type { Vectors } from "../../lib/dataset/dataset";
import { calibrate } from "../../lib/evaluation/calibration";
import { stratifiedFolds } from "../../lib/evaluation/cross-validation";
import type { OperatingRule } from "../../lib/evaluation/operating-rules";
import { compileForest } from "../../lib/forest/evaluator";
import { createRandom } from "../../lib/random";
import { fitModel } from "./fit-model";
import type { TreePool } from "./tree-pool";
import type { ForestOptions, TrainingVectors } from "./tree-task";

export interface HoldOutRequest {
  readonly vectors: Vectors;
  readonly training: TrainingVectors;
  readonly options: ForestOptions;
  readonly rules: readonly OperatingRule[];
  readonly folds: number;
  readonly seed: number;
}

/** What models that did not train on a vector say of it. */
export interface HeldOutPredictions {
  /** Shape (vectors,): calibrated, in [0, 1]. */
  readonly probabilities: Float64Array;
  /** By operating point, shape (vectors,): 1 where called; a fold that could not meet a rule calls nothing there. */
  readonly calls: ReadonlyMap<string, Uint8Array>;
}

const indicesWhere = (fold: Uint8Array, keep: (value: number) => boolean) =>
  Int32Array.from(fold.keys()).filter((index) => keep(fold[index] as number));

/** Probability and calls for every vector by the model of the fold that did not train on it. */
export async function predictHeldOut(
  pool: TreePool,
  request: HoldOutRequest,
  onTrees: (count: number) => void,
): Promise<HeldOutPredictions> {
  const { vectors, training, folds, rules, seed, options } = request;
  const fold = stratifiedFolds(training.labels, folds, createRandom(seed, 0xf01d));
  const probabilities = new Float64Array(fold.length);
  const calls = new Map(rules.map(({ name }) => [name, new Uint8Array(fold.length)]));
  for (let held = 0; held < folds; held++) {
    const train = indicesWhere(fold, (value) => value !== held);
    const side = { vectors, training, train, options, rules, seed: seed + held + 1 };
    const fitted = await fitModel(pool, side, onTrees);
    const evaluator = compileForest(fitted.forest);
    for (const index of indicesWhere(fold, (value) => value === held)) {
      const row = vectors.values.subarray(index * training.width, (index + 1) * training.width);
      const probability = calibrate(fitted.calibration, evaluator.scoreOne(row));
      probabilities[index] = probability;
      for (const { name, threshold } of fitted.points) {
        const called = calls.get(name);
        if (called !== undefined && probability >= threshold) called[index] = 1;
      }
    }
  }
  return { probabilities, calls };
}
