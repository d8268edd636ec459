import { z } from "zod";
import { caseReferenceForm, longestCaseReference } from "./case-reference";
import { daySchema, timeZoneSchema } from "./day";
import { type FeatureKey, featureKeys } from "./features";
import { featuresSchema } from "./features-schema";
import { strata } from "./model/stratum";
import { modelVersionSchema } from "./model/version";
import { labels, outcomeStates, outcomes } from "./outcome";

export type Label = (typeof labels)[number];

export type Outcome = (typeof outcomes)[number];

/** What a clinician thought of a region before the answer was shown. */
export const opinions = ["calcification", "not_calcification", "unsure"] as const;
export type Opinion = (typeof opinions)[number];

/** What a clinician made of an answer. */
export const reviewVerdicts = ["agreed", "dismissed"] as const;
export type ReviewVerdict = (typeof reviewVerdicts)[number];

/** Where a prediction came from: the assess page, the programming interface, or made-up seed data. */
const sources = ["form", "api", "seed"] as const;
export type Source = (typeof sources)[number];

/** A made-up name for a case, 1 to 64 characters; letters, digits and ` . _ / # -`, starting with one of the first two. */
export const caseReferenceSchema = z
  .string()
  .trim()
  .min(1)
  .max(longestCaseReference)
  .regex(caseReferenceForm);

/** Whether a prediction's case was named; `unreadable` where it was, under a key that the server does not have. */
const caseReferenceStates = ["none", "readable", "unreadable"] as const;

/** Free text to 2,000 characters: line breaks, but no other control characters and no half of a surrogate pair. */
export const noteSchema = z
  .string()
  .trim()
  .max(2000)
  .regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\r\t])*$/u);

/** Made by the client with the draft, so that a repeated submission is recognised. */
export const idempotencyKeySchema = z
  .string()
  .min(8)
  .max(128)
  .regex(/^[A-Za-z0-9_-]+$/);

export const createPredictionSchema = z.strictObject({
  idempotencyKey: idempotencyKeySchema,
  features: featuresSchema,
  caseReference: caseReferenceSchema.optional(),
  /** Recorded before the answer is shown. */
  firstOpinion: z.enum(opinions).optional(),
});
export type CreatePrediction = z.infer<typeof createPredictionSchema>;

/** What ISO 8601 and Postgres both read: no year 0, an offset below 16 hours, at most nanoseconds. */
export const instant = z.iso
  .datetime({ offset: true })
  .regex(/^(?!0000)[^.]+(?:\.\d{1,9})?(?:Z|[+-](?:0\d|1[0-5]):\d\d)$/);
const probability = z.number().min(0).max(1);

/** Which predictions to show. `from` is inclusive, `to` exclusive; probabilities are inclusive at both ends. */
export const predictionFiltersSchema = z.strictObject({
  from: instant.optional(),
  to: instant.optional(),
  label: z.enum(labels).optional(),
  minProbability: probability.optional(),
  maxProbability: probability.optional(),
  outcome: z.enum(outcomeStates).optional(),
  modelVersion: modelVersionSchema.optional(),
  caseReference: caseReferenceSchema.optional(),
});
export type PredictionFilters = z.infer<typeof predictionFiltersSchema>;

export const listPredictionsSchema = predictionFiltersSchema.extend({
  limit: z.int().min(1).max(200).default(25),
  cursor: z.string().min(1).max(200).nullish(),
});
export type ListPredictions = z.infer<typeof listPredictionsSchema>;

/** How many predictions of the same filter arrived after the newest one on screen; `null` when none was. */
export const arrivalsSchema = predictionFiltersSchema.extend({ after: z.uuid().nullable() });
export type Arrivals = z.infer<typeof arrivalsSchema>;

export const recordOutcomeSchema = z.strictObject({
  id: z.uuid(),
  outcome: z.enum(outcomes),
  note: noteSchema.optional(),
  /** The day it was found out: not before that of the prediction, not after today, both in `timeZone`. */
  observedOn: daySchema.optional(),
  /** UTC where it is left out. */
  timeZone: timeZoneSchema.optional(),
});
export type RecordOutcome = z.infer<typeof recordOutcomeSchema>;

export const personSchema = z.object({ id: z.string(), name: z.string() });

export const recordedOutcomeSchema = z.object({
  id: z.uuid(),
  outcome: z.enum(outcomes),
  note: z.string().nullable(),
  /** The day it was found out, in `timeZone`; `null` where only the day of recording is known. */
  observedOn: daySchema.nullable(),
  timeZone: z.string(),
  recordedAt: z.iso.datetime(),
  recordedBy: personSchema,
});
export type RecordedOutcome = z.infer<typeof recordedOutcomeSchema>;

/** A dismissal needs a reason. */
export const reviewPredictionSchema = z
  .strictObject({
    id: z.uuid(),
    verdict: z.enum(reviewVerdicts),
    reason: noteSchema.optional(),
  })
  .refine(({ verdict, reason }) => verdict === "agreed" || Boolean(reason), { path: ["reason"] });
export type ReviewPrediction = z.infer<typeof reviewPredictionSchema>;

export const recordedReviewSchema = z.object({
  id: z.uuid(),
  verdict: z.enum(reviewVerdicts),
  reason: z.string().nullable(),
  reviewedAt: z.iso.datetime(),
  reviewedBy: personSchema,
});
export type RecordedReview = z.infer<typeof recordedReviewSchema>;

/** How well the training data speak for a candidate: enough like it, barely, or not at all. */
export const supportVerdicts = ["inside", "borderline", "outside"] as const;
export type SupportVerdict = (typeof supportVerdicts)[number];

/**
 * Why a candidate is not inside: `range`, values of the features lie beyond those seen in training, or among their
 * rarest; `combination`, the values are ordinary, together they are not; `pattern`, these features at their minimum,
 * and no others, were not seen.
 */
const supportCauseSchema = z.object({
  kind: z.enum(["range", "combination", "pattern"]),
  features: z.array(z.enum(featureKeys)).min(1),
});
export type SupportCause = z.infer<typeof supportCauseSchema>;

const supportSchema = z.object({ verdict: z.enum(supportVerdicts), causes: z.array(supportCauseSchema) });
export type Support = z.infer<typeof supportSchema>;

const contribution = z.number().min(-1).max(1);

/**
 * Shapley values of the probability by tree covers: `baseProbability`, what the model says knowing no feature, plus
 * the sum of `contributions` is the probability, within 1e-9.
 */
const reasonsSchema = z.object({
  baseProbability: probability,
  contributions: z.object({
    area: contribution,
    greyLevel: contribution,
    gradientStrength: contribution,
    noiseFluctuation: contribution,
    contrast: contribution,
    shapeDescriptor: contribution,
  } satisfies Record<FeatureKey, typeof contribution>),
});
export type Reasons = z.infer<typeof reasonsSchema>;

/** What stands behind a probability: how sure, why, and how far the training data reach. */
export const explanationSchema = z.object({
  /** 95 % interval of the probability; `null` where the model has none. */
  interval: z.object({ low: probability, high: probability }).nullable(),
  reasons: reasonsSchema,
  support: supportSchema,
  /** Which features stand at their minimum. */
  stratum: z.enum(strata),
});
export type Explanation = z.infer<typeof explanationSchema>;

/** One stored prediction: what was asked, what the model said, by which rule, and what it turned out to be. */
export const predictionSchema = z.object({
  id: z.uuid(),
  createdAt: z.iso.datetime(),
  createdBy: personSchema,
  source: z.enum(sources),
  caseReference: z.string().nullable(),
  caseReferenceState: z.enum(caseReferenceStates),
  features: featuresSchema,
  /** Mean positive fraction over the trees' leaves, before calibration, in [0, 1]. */
  rawScore: probability,
  /** Calibrated probability of a calcification, in [0, 1]. */
  probability,
  /** `null` on predictions made before explanations were kept. */
  explanation: explanationSchema.nullable(),
  label: z.enum(labels),
  /** `calcification` is called at this probability and above. */
  threshold: probability,
  operatingPoint: z.string(),
  modelVersion: z.string(),
  /** `null` where none was asked for. */
  firstOpinion: z.enum(opinions).nullable(),
  /** The latest outcome, `null` while none is recorded. */
  outcome: recordedOutcomeSchema.nullable(),
  /** The latest review, `null` while there is none. */
  review: recordedReviewSchema.nullable(),
});
export type Prediction = z.infer<typeof predictionSchema>;

export const predictionPageSchema = z.object({
  items: z.array(predictionSchema),
  nextCursor: z.string().nullable(),
});
export type PredictionPage = z.infer<typeof predictionPageSchema>;

/** A prediction with every outcome and every review ever recorded for it, newest first. */
export const predictionRecordSchema = predictionSchema.extend({
  outcomes: z.array(recordedOutcomeSchema),
  reviews: z.array(recordedReviewSchema),
});
export type PredictionRecord = z.infer<typeof predictionRecordSchema>;

/** `count` stops at 100: beyond that nobody needs the number. */
export const arrivalCountSchema = z.object({ count: z.int().min(0).max(100) });
