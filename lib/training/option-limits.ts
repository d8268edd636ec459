/** Ways of making a forest that one may ask for; server/training/forest-options.ts says what each is. */
export const variantNames = [
  "extra-trees-root",
  "extra-trees-root-weighted",
  "extra-trees",
  "random-forest",
  "random-subspaces",
  "balanced-subspaces",
] as const;
export type VariantName = (typeof variantNames)[number];

/** The one that won on the same folds, and is shipped. */
export const shippedVariant = "extra-trees-root" satisfies VariantName;

/** What the command line takes, by option: smallest and largest value. */
export const optionLimits = {
  trees: [10, 10_000],
  folds: [2, 20],
  /** Least weight of a leaf, in rows of the bag. */
  minNumSamples: [1, 1000],
  positiveWeight: [0.01, 1000],
  /** Columns drawn for each node, and for each tree. */
  featuresPerNode: [1, 6],
  maxFeatures: [1, 6],
  seed: [0, 2 ** 31 - 1],
} as const satisfies Record<string, readonly [min: number, max: number]>;

/** What is taken where nothing is said; a variant brings its own of the rest. */
export const optionDefaults = { trees: 100, folds: 5, seed: 1 } as const;

/** From the interface: a forest of more trees is more than one row of the database and one process should hold. */
export const interfaceLimits = { ...optionLimits, trees: [10, 1000] } as const;

/** Trees that a run grows: the model's own, and as many again for each fold. */
export const treesToGrow = ({ trees, folds }: { readonly trees: number; readonly folds: number }) =>
  trees * (folds + 1);
