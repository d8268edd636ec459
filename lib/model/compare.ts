import { z } from "zod";
import { featuresSchema } from "../features-schema";
import { labels, outcomes } from "../outcome";
import { modelCardSchema } from "./card";
import { strata } from "./stratum";
import { modelVersionSchema } from "./version";

export const compareModelsSchema = z.strictObject({ a: modelVersionSchema, b: modelVersionSchema });
export type CompareModels = z.infer<typeof compareModelsSchema>;

const count = z.int().nonnegative();
const probability = z.number().min(0).max(1);
const share = z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable();

/** One of the two, with its figures on distinct held-out rows and the curves behind them. */
const comparedModelSchema = z.object({
  version: modelVersionSchema,
  registeredAt: z.iso.datetime(),
  /** Names that point at it, in alphabetical order. */
  names: z.array(z.string()),
  operatingPoint: z.object({ name: z.string(), threshold: probability }),
  evaluation: modelCardSchema.shape.evaluation.shape.distinct,
});
export type ComparedModel = z.infer<typeof comparedModelSchema>;

const comparedFacts = [
  "dataName",
  "dataSha256",
  "dataRows",
  "dataPositives",
  "engine",
  "seed",
  "option",
  "nodes",
  "calibration",
  "operatingPoint",
  "threshold",
  "folds",
  "foldSeed",
] as const;

/** Something in which the making of the two differs; `null` where one of them does not have it. */
const differingFactSchema = z.object({
  fact: z.enum(comparedFacts),
  /** Name of the option; `null` for all other facts. */
  option: z.string().nullable(),
  a: z.union([z.string(), z.number(), z.boolean()]).nullable(),
  b: z.union([z.string(), z.number(), z.boolean()]).nullable(),
});
export type DifferingFact = z.infer<typeof differingFactSchema>;

/** Calls of a calcification by both, by one alone, by neither. */
const callTableSchema = z.object({ both: count, onlyA: count, onlyB: count, neither: count });

const kappaSchema = z
  .object({ value: z.number(), interval: z.object({ low: z.number(), high: z.number() }).nullable() })
  .nullable();

/** Of the difference of probabilities, b less a, in [-1, 1]. */
const differenceSchema = z.object({
  mean: z.number(),
  /** Of its size. */
  meanAbsolute: z.number(),
  /** 5th, 25th, 50th, 75th and 95th percentile. */
  quantiles: z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()]),
});

const contestedSchema = z.object({
  id: z.uuid(),
  createdAt: z.iso.datetime(),
  features: featuresSchema,
  stratum: z.enum(strata),
  probability: z.object({ a: probability, b: probability }),
  label: z.object({ a: z.enum(labels), b: z.enum(labels) }),
  /** The latest outcome, `null` while none is recorded. */
  outcome: z.enum(outcomes).nullable(),
});
export type Contested = z.infer<typeof contestedSchema>;

/** What both say of the newest predictions, each scored anew by both. */
const recentAgreementSchema = z.object({
  predictions: count,
  /** Times of the oldest and the newest of them; `null` where there are none. */
  from: z.iso.datetime().nullable(),
  to: z.iso.datetime().nullable(),
  calls: callTableSchema,
  /** Share of equal calls. */
  agreement: share,
  kappa: kappaSchema,
  /** Pearson's, of the probabilities; `null` where one of them does not vary. */
  correlation: z.number().min(-1).max(1).nullable(),
  difference: differenceSchema.nullable(),
  /** Probabilities of at most 500 of them, evenly picked in order of time. */
  points: z.array(z.object({ a: probability, b: probability })),
  /** Those with different calls first, then by the size of the difference; at most 20. */
  contested: z.array(contestedSchema),
  strata: z.array(z.object({ stratum: z.enum(strata), predictions: count, differing: count, share })),
});
export type RecentAgreement = z.infer<typeof recentAgreementSchema>;

const judgedQualitySchema = z.object({ precision: share, recall: share, f1: share });

/** What stored answers say: one's own and what the other one said of the same predictions in the shadow. */
const shadowComparisonSchema = z.object({
  /** When either was challenger, the latest first; `to` is `null` where it still is. */
  reigns: z.array(
    z.object({ version: modelVersionSchema, from: z.iso.datetime(), to: z.iso.datetime().nullable() }),
  ),
  /** Predictions with an answer of both; counting stops at `most`. */
  predictions: count,
  most: count,
  /** Those with a determined outcome; counting stops at `most` here too. */
  judged: count,
  positives: count,
  quality: z.object({ a: judgedQualitySchema, b: judgedQualitySchema }),
  /** Judged predictions that only one of the two called rightly. */
  onlyARight: count,
  onlyBRight: count,
  /** McNemar's exact test, two-sided; `null` where there are too few to say anything. */
  mcnemar: z.number().min(0).max(1).nullable(),
});
export type ShadowComparison = z.infer<typeof shadowComparisonSchema>;

export const modelComparisonSchema = z.object({
  a: comparedModelSchema,
  b: comparedModelSchema,
  /** Whether both were measured on the same vectors, held out in the same folds. */
  sameHeldOut: z.boolean(),
  differences: z.array(differingFactSchema),
  /** Versions whose trees this build cannot load; `recent` is then `null`. */
  unloadable: z.array(modelVersionSchema),
  recent: recentAgreementSchema.nullable(),
  /** `null` where neither was ever challenger. */
  shadow: shadowComparisonSchema.nullable(),
});
export type ModelComparison = z.infer<typeof modelComparisonSchema>;
