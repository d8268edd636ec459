import { z } from "zod";
import { datasetDescriptionSchema } from "../dataset/description-schema";
import { featureKeys } from "../features";
import { strata } from "./stratum";

const probability = z.number().min(0).max(1);
const count = z.int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** An estimate with its 95 % interval; `null` where nothing can be estimated (no positives, no calls). */
export const estimateSchema = z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable();
export type Estimate = z.infer<typeof estimateSchema>;

const confusionSchema = z.object({
  truePositives: count,
  falsePositives: count,
  trueNegatives: count,
  falseNegatives: count,
});

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

/** Names an operating point; `balanced` is the one that calls are made at unless the card says otherwise. */
const pointNameSchema = z.string().regex(/^[a-z][a-z0-9_]{0,31}$/);

/** What a threshold does to rows with known labels. */
const pointQualitySchema = z.object({
  confusion: confusionSchema,
  precision: estimateSchema,
  recall: estimateSchema,
  specificity: estimateSchema,
  f1: estimateSchema,
  /** Candidates called positive of 1,000, in [0, 1000]. */
  alertsPerThousand: estimateSchema,
});
export type PointQuality = z.infer<typeof pointQualitySchema>;

/** Quality on held-out rows at the operating point in use, with the curves behind it. */
const evaluationSchema = summarySchema.extend({
  averagePrecision: estimateSchema,
  rocAuc: estimateSchema,
  brier: estimateSchema,
  /** Matthews correlation coefficient, in [-1, 1]. */
  mcc: estimateSchema,
  /** 1 - Brier score / Brier score of always answering the share of positives; below 0 is worse than that. */
  brierSkill: estimateSchema,
  /** Recall at the highest threshold that calls at most this share of negatives. */
  recallAtFalsePositiveRate: z.array(z.object({ falsePositiveRate: probability, recall: estimateSchema })),
  /** Each operating point by name: its threshold applied to the held-out probabilities, as to any other threshold. */
  points: z.array(pointQualitySchema.extend({ name: pointNameSchema })),
  /** Ascending in both coordinates, at most 200 points, and one at the threshold of each operating point. */
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
  /** Ends of the 95 % interval of the probability at the same points, each rising; `null` where none was made. */
  band: z.object({ low: z.array(probability).min(1), high: z.array(probability).min(1) }).nullable(),
  /** The methods tried, each by cross-validation on the out-of-bag scores; the first one is in use. */
  compared: z.array(z.object({ method: z.string(), logLoss: z.number(), brier: z.number() })),
});
export type Calibration = z.infer<typeof calibrationSchema>;

/** A named threshold on the calibrated probability: at it and above, the call is `calcification`. */
const operatingPointSchema = z.object({
  name: pointNameSchema,
  threshold: probability,
  /** The rule in words a data scientist would use, and which rows it was applied to. */
  rule: z.string(),
  /** Quality on the out-of-bag probabilities it was chosen on; `null` where it was not kept. */
  chosenOn: pointQualitySchema.nullable(),
});
export type OperatingPoint = z.infer<typeof operatingPointSchema>;

/** How the interval of a probability is made, and how often it held the truth in a simulation. */
const intervalCardSchema = z.object({
  method: z.string(),
  level: probability,
  /** Share of simulated cases whose true probability lay in the interval, and how it was simulated. */
  coverage: estimateSchema,
  simulation: z.string(),
});

/** How often rows the model had not seen were called borderline or outside, though they came from the same file. */
const supportCardSchema = z.object({
  borderline: estimateSchema,
  outside: estimateSchema,
  protocol: z.string(),
});

const importanceSchema = z.object({
  feature: z.enum(featureKeys),
  /**
   * Share of all impurity that splits on this feature take away, by covers; in [0, 1], sums to 1 or is 0 throughout.
   */
  impurity: probability,
  /** Mean size of the feature's Shapley value over the distinct training vectors, in probability. */
  meanAbsoluteContribution: z.number().nonnegative(),
});
export type Importance = z.infer<typeof importanceSchema>;

/** The probability when only this feature is known, by tree covers, at rising values of it. */
const partialDependenceSchema = z.object({
  feature: z.enum(featureKeys),
  values: z.array(z.number()).min(1),
  probability: z.array(probability).min(1),
});

/** One way of making a forest, measured beside the others on the same folds, distinct rows. */
export const comparedVariantSchema = z.object({
  variant: z.string(),
  averagePrecision: estimateSchema,
  rocAuc: estimateSchema,
  f1: estimateSchema,
  brier: estimateSchema,
});
export type ComparedVariant = z.infer<typeof comparedVariantSchema>;

/** Everything there is to know about one model but its trees. Holds no row of the data and no clock. */
export const modelCardSchema = z.object({
  format: z.literal("microcalc-model-card"),
  formatVersion: z.literal(2),
  version: z.string().regex(/^rf-[0-9a-f]{12}$/),
  features: z
    .array(z.enum(featureKeys))
    .refine((list) => list.join() === featureKeys.join(), "The features are not the six, in their order."),
  data: z.object({
    name: z.string(),
    sha256,
    rows: count,
    positives: count,
    distinctRows: count,
    distinctPositives: count,
    /** As it was when the model was trained; empty on cards that were made before it was asked for. */
    description: datasetDescriptionSchema,
  }),
  training: z.object({
    engine: z.string(),
    seed: z.int(),
    /** Trainer options by name, as the command line takes them. */
    options: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
    /** Package name to exact version. */
    madeWith: z.record(z.string(), z.string()),
    /** The command that makes the same version again. The description of the data is not part of it. */
    command: z.string(),
  }),
  artefacts: z.object({
    forest: z.object({ sha256, trees: count, nodes: count }),
    reference: z.object({ sha256 }),
    support: z.object({ sha256 }).nullable(),
  }),
  calibration: calibrationSchema,
  operatingPoints: z.array(operatingPointSchema).min(1),
  /** Name of the operating point that calls are made at. */
  operatingPoint: pointNameSchema,
  interval: intervalCardSchema.nullable(),
  support: supportCardSchema.nullable(),
  /** In column order; empty on cards that were made before it was measured, as the next two. */
  importance: z.array(importanceSchema),
  partialDependence: z.array(partialDependenceSchema),
  compared: z.array(comparedVariantSchema),
  evaluation: z.object({
    /** How the held-out rows were chosen: folds, repeats, and what never stands on both sides. */
    protocol: z.object({ folds: count, repeats: count, seed: z.int(), description: z.string() }),
    /** Every feature vector once. The primary figures. */
    distinct: evaluationSchema,
    /** Every row of the file, repeats included. */
    all: evaluationSchema,
  }),
});
export type ModelCard = z.infer<typeof modelCardSchema>;

/** Everything that decides a model's answers, as one text; the version is made from its SHA-256. */
export function identityOf(
  card: Pick<ModelCard, "artefacts" | "calibration" | "operatingPoints" | "operatingPoint">,
): string {
  return JSON.stringify([card.artefacts, card.calibration, card.operatingPoints, card.operatingPoint]);
}

/** The operating point that calls are made at. Throws when the card names one it does not have. */
export function pointInUse({ operatingPoints, operatingPoint }: ModelCard): OperatingPoint {
  const point = operatingPoints.find(({ name }) => name === operatingPoint);
  if (point === undefined) throw new Error(`The card has no operating point ${operatingPoint}.`);
  return point;
}

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
  features: z
    .array(featureReferenceSchema)
    .refine(
      (list) => list.map(({ feature }) => feature).join() === featureKeys.join(),
      "The features are not the six, in their order.",
    ),
});
export type Reference = z.infer<typeof referenceSchema>;
