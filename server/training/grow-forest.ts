import type { Forest } from "../../lib/forest/forest";
import { joinTrees } from "../../lib/forest/join-trees";
import { predictOne } from "../../lib/forest/predict";
import type { TreePool } from "./tree-pool";
import { bagOf, type ForestOptions, type TrainingVectors } from "./tree-task";

export interface Grown {
  readonly forest: Forest;
  /**
   * Shape (vectors,): mean over the trees whose bag does not hold the vector; NaN where every bag does, or where the
   * vector was not to be trained on.
   */
  readonly outOfBag: Float64Array;
}

export interface GrowRequest {
  readonly vectors: TrainingVectors;
  /** Indices of the vectors to train on. */
  readonly train: Int32Array;
  readonly options: ForestOptions;
  readonly seed: number;
}

/** Grows a forest on a pool and scores every training vector by the trees that did not see it. */
export async function growForest(pool: TreePool, request: GrowRequest, onTree: () => void): Promise<Grown> {
  const { vectors, options } = request;
  const tasks = Array.from({ length: options.trees }, (_, tree) => ({
    ...request,
    vectors: undefined,
    tree,
  }));
  const trees = await Promise.all(
    tasks.map(async (task) => {
      const tree = await pool.grow(task);
      onTree();
      return tree;
    }),
  );
  const sums = new Float64Array(vectors.labels.length);
  const counts = new Int32Array(vectors.labels.length);
  trees.forEach((tree, i) => {
    const task = tasks[i];
    if (task === undefined) return;
    const bag = new Set(bagOf(task, vectors));
    for (const index of request.train) {
      if (bag.has(index)) continue;
      const row = vectors.values.subarray(index * vectors.width, (index + 1) * vectors.width);
      sums[index] = (sums[index] as number) + predictOne(tree, row);
      counts[index] = (counts[index] as number) + 1;
    }
  });
  return { forest: joinTrees(trees), outOfBag: sums.map((sum, i) => sum / (counts[i] as number)) };
}
