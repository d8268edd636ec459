import type { Bag, GrowOptions } from "../../lib/forest/grow";
import type { TrainingRows } from "../../lib/forest/training-rows";
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

/** How a forest is made; with a seed, all that its bytes follow from. */
export interface ForestOptions extends GrowOptions {
  /** `ours` is lib/forest/grow.ts; `reference` has ml-random-forest grow each tree, on the same bags. */
  readonly engine: "ours" | "reference";
  readonly trees: number;
  /**
   * `bootstrap` draws as many vectors as there are, with replacement; `balanced` as many positives as there are and
   * `negativesPerPositive` times as many negatives.
   */
  readonly bag: "bootstrap" | "balanced";
  readonly negativesPerPositive: number;
  /** What a positive weighs in impurities and leaf shares, beside a negative's 1. */
  readonly positiveWeight: number;
}

/** Trees grown by one message to a worker: fixed, so that sums over them do not depend on the number of threads. */
const treesAtOnce = 5;

/** Some trees of a forest to grow; everything random about each follows from `seed` and its number. */
export interface GrowTask {
  readonly seed: number;
  /** Numbers of the trees, from `begin` to `end - 1`. */
  readonly begin: number;
  readonly end: number;
  /** Indices of the vectors the trees may see. */
  readonly train: Int32Array;
  readonly options: ForestOptions;
}

/** The tasks that make up a forest, in order. */
export function tasksOf(request: Omit<GrowTask, "begin" | "end">): GrowTask[] {
  const { trees } = request.options;
  return Array.from({ length: Math.ceil(trees / treesAtOnce) }, (_, i) => {
    const { seed, train, options } = request;
    return { seed, train, options, begin: i * treesAtOnce, end: Math.min(trees, (i + 1) * treesAtOnce) };
  });
}

/** Random numbers of one tree, and its bag as the first thing drawn from them. */
export function bagOf(task: GrowTask, tree: number, { labels }: Pick<TrainingRows, "labels">) {
  const random = createRandom(task.seed, tree);
  const counts = drawBag(labels, task, random);
  const { positiveWeight } = task.options;
  const bag: Bag =
    positiveWeight === 1
      ? { counts }
      : { counts, weights: Float64Array.from(labels, (label) => (label === 1 ? positiveWeight : 1)) };
  return { bag, random };
}
