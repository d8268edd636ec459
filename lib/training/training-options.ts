import { z } from "zod";

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

const whole = ([min, max]: readonly [number, number]) => z.int().min(min).max(max);
const number = ([min, max]: readonly [number, number]) => z.number().min(min).max(max);

/** Options of a run from the interface. What is left out is the variant's own. */
export const trainingOptionsSchema = z.strictObject({
  variant: z.enum(variantNames).default(shippedVariant),
  trees: whole(interfaceLimits.trees).default(optionDefaults.trees),
  featuresPerNode: whole(interfaceLimits.featuresPerNode).optional(),
  maxFeatures: whole(interfaceLimits.maxFeatures).optional(),
  minNumSamples: whole(interfaceLimits.minNumSamples).optional(),
  positiveWeight: number(interfaceLimits.positiveWeight).optional(),
  folds: whole(interfaceLimits.folds).default(optionDefaults.folds),
  seed: whole(interfaceLimits.seed).default(optionDefaults.seed),
});
export type TrainingOptions = z.infer<typeof trainingOptionsSchema>;

/** Trees that a run grows: the model's own, and as many again for each fold. */
export const treesToGrow = ({ trees, folds }: Pick<TrainingOptions, "trees" | "folds">) =>
  trees * (folds + 1);
