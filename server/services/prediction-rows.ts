import { utcDayOf } from "../../lib/calendar";
import {
  explanationSchema,
  type Prediction,
  type RecordedOutcome,
  type RecordedReview,
} from "../../lib/prediction";
import { utc } from "../../lib/time-zone";
import { Prisma } from "../../prisma/generated/client";
import type { CaseCipher } from "../case-references/case-cipher";

/** A prediction with its latest outcome and review, as {@link predictionColumns} selects it. */
export interface PredictionRow {
  id: string;
  created_at: Date;
  actor_id: string;
  actor_name: string;
  source: Prediction["source"];
  /** Encrypted. */
  case_sealed: Uint8Array | null;
  area: number;
  grey_level: number;
  gradient_strength: number;
  noise_fluctuation: number;
  contrast: number;
  shape_descriptor: number;
  raw_score: number;
  probability: number;
  label: Prediction["label"];
  threshold: number;
  operating_point: string;
  model_version: string;
  explanation: unknown;
  first_opinion: Prediction["firstOpinion"];
  outcome_id: string | null;
  outcome: RecordedOutcome["outcome"] | null;
  outcome_note: string | null;
  outcome_observed_on: Date | null;
  outcome_time_zone: string | null;
  outcome_at: Date | null;
  outcome_actor_id: string | null;
  outcome_actor_name: string | null;
  review_id: string | null;
  review_verdict: RecordedReview["verdict"] | null;
  review_reason: string | null;
  reviewed_at: Date | null;
  reviewer_id: string | null;
  reviewer_name: string | null;
}

export const predictionColumns = Prisma.sql`
  p.id::text, p.created_at, p.actor_id, p.actor_name, p.source::text,
  (SELECT sealed FROM case_references WHERE prediction_id = p.id) AS case_sealed,
  p.area, p.grey_level, p.gradient_strength, p.noise_fluctuation, p.contrast, p.shape_descriptor,
  p.raw_score, p.probability, p.label::text, p.threshold, p.operating_point, p.model_version,
  p.explanation, p.first_opinion::text,
  o.id::text AS outcome_id, o.outcome::text, o.note AS outcome_note, o.observed_on AS outcome_observed_on,
  o.time_zone AS outcome_time_zone,
  o.recorded_at AS outcome_at, o.actor_id AS outcome_actor_id, o.actor_name AS outcome_actor_name,
  r.id::text AS review_id, r.verdict::text AS review_verdict, r.reason AS review_reason, r.reviewed_at,
  r.actor_id AS reviewer_id, r.actor_name AS reviewer_name`;

/** Gives predictions `p` their latest outcome `o` and review `r`, or none. */
export const withLatest = Prisma.sql`
  LEFT JOIN LATERAL (
    SELECT * FROM outcomes WHERE prediction_id = p.id ORDER BY recorded_at DESC, id DESC LIMIT 1
  ) o ON true
  LEFT JOIN LATERAL (
    SELECT * FROM reviews WHERE prediction_id = p.id ORDER BY reviewed_at DESC, id DESC LIMIT 1
  ) r ON true`;

export const predictionsWithLatest = Prisma.sql`predictions p ${withLatest}`;

function toLatestOutcome(row: PredictionRow): RecordedOutcome | null {
  if (row.outcome_id === null || row.outcome === null || row.outcome_at === null) return null;
  return {
    id: row.outcome_id,
    outcome: row.outcome,
    note: row.outcome_note,
    observedOn: row.outcome_observed_on === null ? null : utcDayOf(row.outcome_observed_on),
    timeZone: row.outcome_time_zone ?? utc,
    recordedAt: row.outcome_at.toISOString(),
    recordedBy: { id: row.outcome_actor_id ?? "", name: row.outcome_actor_name ?? "" },
  };
}

function toLatestReview(row: PredictionRow): RecordedReview | null {
  if (row.review_id === null || row.review_verdict === null || row.reviewed_at === null) return null;
  return {
    id: row.review_id,
    verdict: row.review_verdict,
    reason: row.review_reason,
    reviewedAt: row.reviewed_at.toISOString(),
    reviewedBy: { id: row.reviewer_id ?? "", name: row.reviewer_name ?? "" },
  };
}

function namedCase(
  { id, case_sealed: sealed }: PredictionRow,
  cipher: CaseCipher,
): Pick<Prediction, "caseReference" | "caseReferenceState"> {
  if (sealed === null) return { caseReference: null, caseReferenceState: "none" };
  const caseReference = cipher.open(sealed, id);
  return { caseReference, caseReferenceState: caseReference === null ? "unreadable" : "readable" };
}

/** The only way from a row to what leaves the service. */
export function toPrediction(row: PredictionRow, cipher: CaseCipher): Prediction {
  return {
    id: row.id,
    createdAt: row.created_at.toISOString(),
    createdBy: { id: row.actor_id, name: row.actor_name },
    source: row.source,
    ...namedCase(row, cipher),
    features: {
      area: row.area,
      greyLevel: row.grey_level,
      gradientStrength: row.gradient_strength,
      noiseFluctuation: row.noise_fluctuation,
      contrast: row.contrast,
      shapeDescriptor: row.shape_descriptor,
    },
    rawScore: row.raw_score,
    probability: row.probability,
    label: row.label,
    threshold: row.threshold,
    operatingPoint: row.operating_point,
    explanation: explanationSchema.nullable().parse(row.explanation),
    modelVersion: row.model_version,
    firstOpinion: row.first_opinion,
    outcome: toLatestOutcome(row),
    review: toLatestReview(row),
  };
}
