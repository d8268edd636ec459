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

/** Ways of making a forest that are measured beside each other; `extra-trees-weighted` is what is shipped. */
export const forestVariants = {
  /** Extremely randomised trees on bootstrap bags, a positive weighing five times a negative. */
  "extra-trees-weighted": {
    ...common,
    thresholds: "random",
    featuresPerNode: 4,
    minNumSamples: 3,
    positiveWeight: 5,
  },
  /** The same without weights. */
  "extra-trees": { ...common, thresholds: "random", featuresPerNode: 4, minNumSamples: 3 },
  /** Breiman's random forest: the best boundary of two columns drawn at each node. */
  "random-forest": { ...common, featuresPerNode: 2 },
  /** The library's kind of forest: columns drawn once for each tree. */
  "random-subspaces": { ...common, maxFeatures: 4 },
  /** As shipped before: subspaces on bags of all positives and ten times as many negatives. */
  "balanced-subspaces": { ...common, maxFeatures: 3, minNumSamples: 2, bag: "balanced" },
} as const satisfies Record<string, ForestOptions>;

export type ForestVariant = keyof typeof forestVariants;
