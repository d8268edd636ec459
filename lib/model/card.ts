import { z } from "zod";
import { featureKeys } from "../features";

const probability = z.number().min(0).max(1);
const count = z.int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** An estimate with its 95 % interval; `null` where nothing can be estimated (no positives, no calls). */
const estimateSchema = z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable();
export type Estimate = z.infer<typeof estimateSchema>;

const confusionSchema = z.object({
  truePositives: count,
  falsePositives: count,
  trueNegatives: count,
  falseNegatives: count,
});

/** Which features stand at their minimum: the four patterns that cover 99 % of the file, and the rest. */
export const strata = [
  "all_at_minimum",
  "last_three_at_minimum",
  "contrast_at_minimum",
  "none_at_minimum",
  "mixed",
] as const;
export type Stratum = (typeof strata)[number];

const summarySchema = z.object({
  rows: count,
  positives: count,
  confusion: confusionSchema,
  accuracy: estimateSchema,
  precision: estimateSchema,
  recall: estimateSchema,
  specificity: estimateSchema,
  f1: estimateSchema,
});

/** Quality on held-out rows at the default operating point, with the curves behind it. */
const evaluationSchema = summarySchema.extend({
  averagePrecision: estimateSchema,
  rocAuc: estimateSchema,
  brier: estimateSchema,
  /** Ascending in both coordinates, at most 200 points. */
  roc: z.array(
    z.object({
      threshold: probability.nullable(),
      falsePositiveRate: probability,
      truePositiveRate: probability,
    }),
  ),
  /** Ascending in recall, at most 200 points. */
  precisionRecall: z.array(
    z.object({ threshold: probability.nullable(), recall: probability, precision: probability }),
  ),
  /** Bins of the calibrated probability, ascending; `observed` is the share of positives with its interval. */
  reliability: z.array(
    z.object({
      from: probability,
      to: probability,
      count,
      positives: count,
      meanProbability: probability.nullable(),
      observed: estimateSchema,
    }),
  ),
  strata: z.array(summarySchema.extend({ stratum: z.enum(strata) })),
});
export type Evaluation = z.infer<typeof evaluationSchema>;

/** Monotone map from raw score to probability: piecewise linear through these points, flat beyond the ends. */
const calibrationSchema = z.object({
  method: z.string(),
  rawScore: z.array(probability).min(1),
  probability: z.array(probability).min(1),
});
export type Calibration = z.infer<typeof calibrationSchema>;

/** A named threshold on the calibrated probability: at it and above, the call is `calcification`. */
const operatingPointSchema = z.object({
  name: z.enum(["balanced"]),
  threshold: probability,
  /** The rule in words a data scientist would use, and which rows it was applied to. */
  rule: z.string(),
});

/** Everything there is to know about one model but its trees. Holds no row of the data and no clock. */
export const modelCardSchema = z.object({
  format: z.literal("microcalc-model-card"),
  formatVersion: z.literal(1),
  version: z.string().regex(/^rf-[0-9a-f]{12}$/),
  features: z.array(z.enum(featureKeys)).length(featureKeys.length),
  data: z.object({
    name: z.string(),
    sha256,
    rows: count,
    positives: count,
    distinctRows: count,
    distinctPositives: count,
  }),
  training: z.object({
    engine: z.string(),
    seed: z.int(),
    /** Trainer options by name, as the command line takes them. */
    options: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
    /** Package name to exact version. */
    madeWith: z.record(z.string(), z.string()),
    /** The command that makes these bytes again. */
    command: z.string(),
  }),
  artefacts: z.object({
    forest: z.object({ sha256, trees: count, nodes: count }),
    reference: z.object({ sha256 }),
  }),
  calibration: calibrationSchema,
  operatingPoint: operatingPointSchema,
  evaluation: z.object({
    /** How the held-out rows were chosen: folds, repeats, and what never stands on both sides. */
    protocol: z.object({ folds: count, repeats: count, seed: z.int(), description: z.string() }),
    /** Every feature vector once. The primary figures. */
    distinct: evaluationSchema,
    /** As published, repeats included: for comparison with the literature. */
    all: evaluationSchema,
  }),
});
export type ModelCard = z.infer<typeof modelCardSchema>;

/** Distribution of one feature over the training rows. The share at the minimum has its own number, not a bin. */
const featureReferenceSchema = z.object({
  feature: z.enum(featureKeys),
  min: z.number(),
  max: z.number(),
  /** Share of rows exactly at `min`, in [0, 1]. */
  shareAtMinimum: probability,
  /** 101 values: the 0th to the 100th percentile of all rows. */
  percentiles: z.array(z.number()).length(101),
  /** Bin edges (n + 1, ascending) for the rows above the minimum, and the rows in each (n). */
  edges: z.array(z.number()).min(2),
  counts: z.array(count).min(1),
  /** The same bins, positives only; and how many positives stand at the minimum. */
  positiveCounts: z.array(count).min(1),
  positivesAtMinimum: count,
});
export type FeatureReference = z.infer<typeof featureReferenceSchema>;

export const referenceSchema = z.object({
  format: z.literal("microcalc-reference"),
  formatVersion: z.literal(1),
  rows: count,
  positives: count,
  features: z.array(featureReferenceSchema).length(featureKeys.length),
});
export type Reference = z.infer<typeof referenceSchema>;
