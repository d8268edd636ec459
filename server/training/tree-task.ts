import { createRandom } from "../../lib/random";
import { drawBag } from "./draw-bag";

/** Feature vectors to train on, each once. */
export interface TrainingVectors {
  readonly width: number;
  /** Shape (vectors × width,). */
  readonly values: Float64Array;
  /** Shape (vectors,): 1 where most rows with this vector are positive, else 0. */
  readonly labels: Uint8Array;
}

export interface ForestOptions {
  readonly trees: number;
  readonly maxFeatures: number;
  readonly minNumSamples: number;
  readonly negativesPerPositive: number;
}

/** One tree to grow; everything random about it follows from `seed` and `tree`. */
export interface GrowTask {
  readonly seed: number;
  readonly tree: number;
  /** Indices of the vectors the tree may see. */
  readonly train: Int32Array;
  readonly options: ForestOptions;
}

/** The vectors in the tree's bag, repeats included: the same in the worker that grows it and in who checks it. */
export function bagOf({ seed, tree, train, options }: GrowTask, { labels }: TrainingVectors): number[] {
  const all = Array.from(train);
  const classes = {
    positives: all.filter((index) => labels[index] === 1),
    negatives: all.filter((index) => labels[index] === 0),
  };
  return drawBag(classes, options, createRandom(seed, tree));
}
