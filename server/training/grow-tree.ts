import { RandomForestClassifier } from "ml-random-forest";
import { countRows } from "../../lib/forest/count-rows";
import type { Forest } from "../../lib/forest/forest";
import { fromMlRandomForest } from "../../lib/forest/ml-random-forest";

export interface TreeOptions {
  /** Features drawn once for the tree, without replacement; at least 2: the library reads 1 as "all". */
  readonly maxFeatures: number;
  /** A node of this many rows or fewer becomes a leaf. */
  readonly minNumSamples: number;
  /** 32 bits, for the library's draw of features. */
  readonly seed: number;
}

/** The rows of one tree's bag. */
export interface Bag {
  /** Shape (rows, features). */
  readonly rows: readonly (readonly number[])[];
  /** Shape (rows,): 0 or 1. */
  readonly labels: readonly number[];
}

/**
 * Grows one tree with ml-random-forest on a bag we drew. What makes the library sound on rare positives: no bagging
 * of its own, features drawn without replacement, a gain threshold of (almost) 0 where its default of 0.01 would
 * never split a node of few positives, and leaf shares counted by us, since its sums of 1/n end beside the share.
 */
export function growTree(bag: Bag, { maxFeatures, minNumSamples, seed }: TreeOptions): Forest {
  const library = new RandomForestClassifier({
    nEstimators: 1,
    maxFeatures,
    replacement: false,
    useSampleBagging: false,
    noOOB: true,
    seed,
    treeOptions: { gainThreshold: 1e-12, minNumSamples },
  });
  library.train(bag.rows as number[][], bag.labels as number[]);
  const featureCount = bag.rows[0]?.length ?? 0;
  const tree = fromMlRandomForest(JSON.parse(JSON.stringify(library)), featureCount);
  return countRows(tree, { values: bag.rows.flat(), labels: bag.labels, weights: bag.labels.map(() => 1) });
}
