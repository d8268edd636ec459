import type { ForestOptions } from "./tree-task";

/** What options not given are, whichever way a forest is made. */
const common = {
  engine: "ours",
  trees: 200,
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
} as const satisfies Record<string, ForestOptions>;

/** The one that won on the same folds, and is shipped. */
export const shippedVariant = "extra-trees-root" satisfies keyof typeof forestVariants;
