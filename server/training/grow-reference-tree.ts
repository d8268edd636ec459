import { RandomForestClassifier } from "ml-random-forest";
import { countRows } from "../../lib/forest/count-rows";
import type { Forest } from "../../lib/forest/forest";
import { fromMlRandomForest } from "../../lib/forest/ml-random-forest";
import type { ForestOptions, TrainingVectors } from "./tree-task";

interface ReferenceOptions extends Pick<ForestOptions, "maxFeatures" | "minNumSamples" | "gainThreshold"> {
  /** 32 bits, for the library's draw of features. */
  readonly seed: number;
}

/**
 * Grows one tree with ml-random-forest on a bag we drew; `counts`, shape (vectors,), says how often each vector is in
 * it. What makes the library sound on rare positives: no bagging of its own, features drawn without replacement (at
 * least 2: it reads 1 as "all"), the gain threshold given, where its default of 0.01 would never split a node of few
 * positives, and leaf shares counted by us, since its sums of 1/n end beside the share.
 */
export function growReferenceTree(
  { width, values, labels }: TrainingVectors,
  counts: Int32Array,
  { maxFeatures, minNumSamples, gainThreshold, seed }: ReferenceOptions,
): Forest {
  const drawn = Array.from(counts.keys()).flatMap((index) =>
    new Array<number>(counts[index] as number).fill(index),
  );
  const library = new RandomForestClassifier({
    nEstimators: 1,
    maxFeatures,
    replacement: false,
    useSampleBagging: false,
    noOOB: true,
    seed,
    treeOptions: { gainThreshold, minNumSamples },
  });
  library.train(
    drawn.map((index) => Array.from(values.subarray(index * width, (index + 1) * width))),
    drawn.map((index) => labels[index] as number),
  );
  const tree = fromMlRandomForest(JSON.parse(JSON.stringify(library)), width);
  return countRows(tree, { values, labels, weights: counts });
}
