import { optionDefaults, type VariantName } from "../../lib/training/option-limits";
import type { ForestOptions } from "./tree-task";

/** What options not given are, whichever way a forest is made. */
const common = {
  engine: "ours",
  trees: optionDefaults.trees,
  bag: "bootstrap",
  negativesPerPositive: 10,
  positiveWeight: 1,
  maxFeatures: 6,
  columnDraw: "without-replacement",
  featuresPerNode: 6,
  thresholds: "best",
  boundaries: "all",
  minNumSamples: 1,
  maxDepth: Number.POSITIVE_INFINITY,
  gainThreshold: 1e-12,
} as const satisfies ForestOptions;

/** Ways of making a forest that are measured beside each other. */
export const forestVariants = {
  /** Extremely randomised trees on bootstrap bags, one threshold of every column tried at each node, root scale. */
  "extra-trees-root": { ...common, thresholds: "random-root", minNumSamples: 3 },
  /** The same with a positive weighing five times a negative. */
  "extra-trees-root-weighted": {
    ...common,
    thresholds: "random-root",
    minNumSamples: 3,
    positiveWeight: 5,
  },
  /** As Geurts and others have them, but for the bags: thresholds even along the range. */
  "extra-trees": { ...common, thresholds: "random", minNumSamples: 3 },
  /** Breiman's random forest: the best boundary of two columns drawn at each node. */
  "random-forest": { ...common, featuresPerNode: 2 },
  /** The library's kind of forest: columns drawn once for each tree. */
  "random-subspaces": { ...common, maxFeatures: 4 },
  /** As shipped before: subspaces on bags of all positives and ten times as many negatives. */
  "balanced-subspaces": { ...common, maxFeatures: 3, minNumSamples: 2, bag: "balanced" },
} as const satisfies Record<VariantName, ForestOptions>;

/** What may be asked for in place of a variant's own. */
export type ForestChanges = {
  readonly [Key in
    | "engine"
    | "trees"
    | "featuresPerNode"
    | "maxFeatures"
    | "minNumSamples"
    | "positiveWeight"]?: ForestOptions[Key] | undefined;
};

/** The variant's options with those given in their place; ml-random-forest has no others than it has. */
export function forestOptions(variant: VariantName, changes: ForestChanges): ForestOptions {
  const { engine, trees, featuresPerNode, maxFeatures, minNumSamples, positiveWeight } = changes;
  const known = { engine, trees, featuresPerNode, maxFeatures, minNumSamples, positiveWeight };
  const given = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
  const forest: ForestOptions = { ...forestVariants[variant], ...given };
  if (forest.engine === "ours") return forest;
  const drawsAtNodes = forest.featuresPerNode < forest.maxFeatures;
  const unknown = forest.thresholds !== "best" || forest.positiveWeight !== 1 || drawsAtNodes;
  if (unknown || forest.maxFeatures < 2) {
    throw new Error(
      "--engine reference: ml-random-forest knows no random thresholds, no weights and no features drawn at a node, " +
        "and reads 1 for its features as all of them; take --variant random-subspaces or balanced-subspaces with " +
        "--max-features from 2 to 6.",
    );
  }
  // What it does, whatever it is told.
  return { ...forest, boundaries: "label-changes" };
}
