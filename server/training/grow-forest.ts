import type { Forest } from "../../lib/forest/forest";
import { joinTrees } from "../../lib/forest/join-trees";
import type { TreePool } from "./tree-pool";
import { type GrowTask, tasksOf } from "./tree-task";

export interface Grown {
  readonly forest: Forest;
  /**
   * Shape (vectors,): mean over the trees whose bag does not hold the vector; NaN where every bag does, or where the
   * vector was not to be trained on.
   */
  readonly outOfBag: Float64Array;
}

export type GrowRequest = Omit<GrowTask, "begin" | "end">;

/**
 * Grows a forest on a pool and scores every training vector by the trees that did not see it. Tells `onTrees` how
 * many trees were added. To cancel, close the pool: the promise then rejects.
 */
export async function growForest(
  pool: TreePool,
  request: GrowRequest,
  onTrees: (count: number) => void,
): Promise<Grown> {
  const parts = await Promise.all(
    tasksOf(request).map(async (task) => {
      const part = await pool.grow(task);
      onTrees(task.end - task.begin);
      return part;
    }),
  );
  const vectors = parts[0]?.outOfBagSums.length ?? 0;
  const outOfBag = new Float64Array(vectors);
  const trees = new Int32Array(vectors);
  for (const part of parts) {
    for (let index = 0; index < vectors; index++) {
      outOfBag[index] = (outOfBag[index] as number) + (part.outOfBagSums[index] as number);
      trees[index] = (trees[index] as number) + (part.outOfBagTrees[index] as number);
    }
  }
  return {
    forest: joinTrees(parts.map(({ forest }) => forest)),
    outOfBag: outOfBag.map((sum, index) => sum / (trees[index] as number)),
  };
}
