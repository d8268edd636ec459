import { z } from "zod";
import { daySchema } from "../day";
import { featureKeys } from "../features";
import { modelVersionSchema } from "../model/version";
import { defaultWindowSize, driftWindowings, minimumCandidates } from "./drift-limits";
import { driftVerdicts } from "./drift-verdict";

export type DriftWindowing = (typeof driftWindowings)[number];

export const mostWindows = 26;

/** `size` is how many candidates end a window by count; `to` is the last day to look at, UTC, today if not given. */
export const askDriftSchema = z.strictObject({
  by: z.enum(driftWindowings).default("count"),
  size: z.int().min(minimumCandidates).max(100_000).default(defaultWindowSize),
  to: daySchema.optional(),
});
export type AskDrift = z.infer<typeof askDriftSchema>;

const count = z.int().nonnegative();
const share = z.number().min(0).max(1);

/** `noise` is what chance alone hardly ever exceeds; beyond `threshold`, its own size counted in, is an alarm. */
const levelSchema = z.object({
  value: z.number().nonnegative(),
  noise: z.number().nonnegative(),
  threshold: z.number().nonnegative(),
});
export type Level = z.infer<typeof levelSchema>;

const findingSchema = z.object({
  /** Candidates that the measure is of. */
  n: count,
  verdict: z.enum(driftVerdicts),
});

const histogramFindingSchema = findingSchema.extend({
  /** `null`, both, where there are too few. */
  psi: levelSchema.nullable(),
  /** Distance to base 2. */
  jensenShannon: levelSchema.nullable(),
});
export type HistogramFinding = z.infer<typeof histogramFindingSchema>;

const shareFindingSchema = findingSchema.extend({ share: levelSchema.nullable() });
export type ShareFinding = z.infer<typeof shareFindingSchema>;

/** First day of the unbroken run of windows with an alarm that ends at the latest window; `null` without one. */
const since = z.iso.date().nullable();

const histogramMeasureSchema = z.object({
  kind: z.literal("histogram"),
  measure: z.enum([...featureKeys, "score"]),
  referenceRows: count,
  bins: z.array(
    z.object({
      /** The bin of the values at the minimum, which has no width. */
      atMinimum: z.boolean(),
      from: z.number(),
      to: z.number(),
      reference: share,
      /** Of the latest window; `null` where it has no candidate. */
      current: share.nullable(),
    }),
  ),
  since,
  /** One a window. */
  series: z.array(histogramFindingSchema),
});
export type HistogramMeasure = z.infer<typeof histogramMeasureSchema>;

/** Candidates not inside the region that the training data speak for: what pairs and all six together show. */
const shareMeasureSchema = z.object({
  kind: z.literal("share"),
  measure: z.literal("support"),
  referenceRows: count,
  expected: share,
  since,
  series: z.array(shareFindingSchema),
});

/** The model was made before what such a measure compares with was kept. */
const missingMeasureSchema = z.object({
  kind: z.literal("missing"),
  measure: z.enum(["score", "support"]),
  reason: z.literal("no_held_out"),
});

const measureSchema = z.discriminatedUnion("kind", [
  histogramMeasureSchema,
  shareMeasureSchema,
  missingMeasureSchema,
]);
export type DriftMeasureReport = z.infer<typeof measureSchema>;

const windowSchema = z.object({
  /** Days, UTC, both inclusive. */
  from: z.iso.date(),
  to: z.iso.date(),
  n: count,
  /** Whether it is full: has its number of candidates, or its last day is over. */
  complete: z.boolean(),
});
export type DriftWindow = z.infer<typeof windowSchema>;

export const driftReportSchema = z.object({
  /** The champion, whose reference is compared with. */
  modelVersion: modelVersionSchema,
  minimum: count,
  by: z.enum(driftWindowings),
  size: count,
  /** Ascending, the latest 26 at most. */
  windows: z.array(windowSchema).max(mostWindows),
  /** Place in `windows` of the last one with enough candidates, which the verdicts are of; `null` without one. */
  latest: count.nullable(),
  /** Candidates since the last window, too few for one. */
  waiting: count,
  /** Days not counted yet, or not for this model: the report will be another one. */
  daysBehind: count,
  /** Features, score, support. */
  measures: z.array(measureSchema),
  /** When the champion changed, within the windows. */
  promotions: z.array(z.object({ at: z.iso.datetime(), version: modelVersionSchema })),
});
export type DriftReport = z.infer<typeof driftReportSchema>;
