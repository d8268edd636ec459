import type { Forest } from "../../lib/forest/forest";
import { TreeGrower } from "../../lib/forest/grow";
import { joinTrees } from "../../lib/forest/join-trees";
import { leafIndexOf } from "../../lib/forest/predict";
import { sortRows, type TrainingRows } from "../../lib/forest/training-rows";
import { growReferenceTree } from "./grow-reference-tree";
import { bagOf, type GrowTask, type TrainingVectors } from "./tree-task";

/** Trees of one task, with what they say of the training vectors outside their bags. */
export interface GrownTrees {
  readonly forest: Forest;
  /** Shape (vectors,): sum of the answers of those trees whose bag lacks the vector, and how many they are. */
  readonly outOfBagSums: Float64Array;
  readonly outOfBagTrees: Int32Array;
}

/** Grows the trees of tasks on vectors that are sorted once, at the start. */
export class TaskGrower {
  private readonly rows: TrainingRows;
  private grower: { readonly key: string; readonly trees: TreeGrower } | undefined;

  constructor(private readonly vectors: TrainingVectors) {
    this.rows = sortRows(vectors.values, vectors.labels);
  }

  grow(task: GrowTask): GrownTrees {
    const { width, values, labels } = this.vectors;
    const outOfBagSums = new Float64Array(labels.length);
    const outOfBagTrees = new Int32Array(labels.length);
    const trees: Forest[] = [];
    for (let number = task.begin; number < task.end; number++) {
      const { bag, random } = bagOf(task, number, this.vectors);
      const tree =
        task.options.engine === "ours"
          ? this.growerFor(task).grow(bag, random)
          : growReferenceTree(this.vectors, bag.counts, {
              ...task.options,
              seed: (Math.imul(task.seed, 65_537) + number + 1) | 0,
            });
      for (const index of task.train) {
        if ((bag.counts[index] as number) > 0) continue;
        const leaf = leafIndexOf(tree, 0, values.subarray(index * width, (index + 1) * width));
        outOfBagSums[index] = (outOfBagSums[index] as number) + (tree.positiveFraction[leaf] as number);
        outOfBagTrees[index] = (outOfBagTrees[index] as number) + 1;
      }
      trees.push(tree);
    }
    return { forest: joinTrees(trees), outOfBagSums, outOfBagTrees };
  }

  private growerFor({ options }: GrowTask): TreeGrower {
    const key = JSON.stringify(options);
    if (this.grower?.key !== key) this.grower = { key, trees: new TreeGrower(this.rows, options) };
    return this.grower.trees;
  }
}
