import { z } from "zod";
import { featureKeys } from "../features";
import { choleskyFactor } from "./copula";

const count = z.int().nonnegative();

/** Quantiles kept of a feature within a pattern: the 0th to the 64th of 64 equal shares. */
export const quantileSteps = 64;
/** Cells along one side of a pair's grid, each an equal share of the pattern's vectors. */
export const gridSide = 16;

/** The levels of a cell of a grid, and of anything else that can raise a verdict. */
export const levels = { inside: 0, borderline: 1, outside: 2 } as const;
export type Level = (typeof levels)[keyof typeof levels];

const rangeSchema = z.object({
  feature: z.enum(featureKeys),
  min: z.number(),
  max: z.number(),
  /** Values above the minimum, but below the first or above the second, are the rarest 0.1 % at either end. */
  rareBelow: z.number(),
  rareAbove: z.number(),
});
export type FeatureRange = z.infer<typeof rangeSchema>;

const limitsSchema = z.object({ borderline: z.number(), outside: z.number() });

/**
 * What is known of combinations within one pattern. The grids see holes between ordinary values, which the correlation
 * cannot; the correlation sees three values that go together in pairs but not all at once, which no grid can.
 */
const jointSchema = z.object({
  /** The features above their minimum in this pattern, in column order; the next two have as many entries. */
  features: z.array(z.enum(featureKeys)).min(1),
  /** Per feature its values at `quantileSteps` + 1 equal steps of rank, never falling. */
  quantiles: z.array(z.array(z.number()).length(quantileSteps + 1)),
  /** Correlation of the features' normal scores, row by row. */
  correlation: z.array(z.array(z.number().min(-1).max(1))),
  /**
   * One grid for each pair of these features, (1st, 2nd), (1st, 3rd), … (2nd, 3rd), …: `gridSide` × `gridSide` digits,
   * row by row in the pair's first feature. A digit is the level of a candidate in that cell.
   */
  grids: z.array(
    z
      .string()
      .regex(/^[012]*$/)
      .length(gridSide * gridSide),
  ),
});
export type Joint = z.infer<typeof jointSchema>;

const patternSchema = z.object({
  /** One digit a feature, in column order: 1 at its minimum, 0 above it. */
  pattern: z.string().regex(/^[01]{6}$/),
  vectors: count.min(1),
  /** `null` where the vectors are too few to tell ordinary combinations from rare ones. */
  joint: jointSchema.nullable(),
});

/** What is remembered of the training vectors to tell whether a candidate is like them. Holds none of them. */
export const supportSchema = z.object({
  format: z.literal("microcalc-support"),
  formatVersion: z.literal(1),
  /** Distinct training vectors. */
  vectors: count.min(1),
  /** In column order. */
  ranges: z.array(rangeSchema).length(featureKeys.length),
  /** Every pattern seen, the most frequent first. */
  patterns: z.array(patternSchema).min(1),
  /** Training vectors in a cell and the cells around it: a grid's level is 2 up to `outside`, 1 up to `borderline`. */
  neighbours: z.object({ borderline: count, outside: count }),
  /** Of the unlikeliness of a combination: above `borderline` the level is 1, above `outside` 2. */
  unlikeliness: limitsSchema,
});
export type SupportRegion = z.infer<typeof supportSchema>;

const malformed = (what: string) => new Error(`The support region is malformed: ${what}.`);

const rises = (values: readonly number[]) =>
  values.every((value, i) => i === 0 || value >= (values[i - 1] as number));

function checkJoint(pattern: string, { features, quantiles, correlation, grids }: Joint): void {
  const free = featureKeys.filter((_, i) => pattern[i] === "0");
  if (features.join() !== free.join())
    throw malformed(`pattern ${pattern} has other features above the minimum`);
  const width = features.length;
  if (quantiles.length !== width || !quantiles.every(rises)) {
    throw malformed(`pattern ${pattern} needs ${width} lists of quantiles, none of them falling`);
  }
  if (grids.length !== (width * (width - 1)) / 2)
    throw malformed(`pattern ${pattern} needs a grid for each pair`);
  const square = correlation.length === width && correlation.every((row) => row.length === width);
  const symmetric =
    square &&
    correlation.every((row, i) => row[i] === 1 && row.every((value, j) => value === correlation[j]?.[i]));
  if (!symmetric || choleskyFactor(correlation) === null) {
    throw malformed(`pattern ${pattern} has no correlation matrix of ${width} features`);
  }
}

/** Refuses, with a sentence, a region of the right form whose parts do not fit together. */
export function checkSupport({ vectors, ranges, patterns, neighbours, unlikeliness }: SupportRegion): void {
  if (ranges.some(({ feature }, i) => feature !== featureKeys[i]))
    throw malformed("its features are out of order");
  for (const { feature, min, rareBelow, rareAbove, max } of ranges) {
    if (!rises([min, rareBelow, rareAbove, max])) throw malformed(`the range of ${feature} falls`);
  }
  if (new Set(patterns.map(({ pattern }) => pattern)).size !== patterns.length) {
    throw malformed("a pattern stands there twice");
  }
  if (patterns.reduce((sum, pattern) => sum + pattern.vectors, 0) !== vectors) {
    throw malformed(`its patterns do not add up to ${vectors} vectors`);
  }
  for (const { pattern, joint } of patterns) if (joint !== null) checkJoint(pattern, joint);
  if (neighbours.outside > neighbours.borderline || unlikeliness.outside < unlikeliness.borderline) {
    throw malformed("what is outside must be further out than what is borderline");
  }
}
