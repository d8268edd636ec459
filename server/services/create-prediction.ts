import { createHash } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { toVector } from "../../lib/features";
import { explain, score } from "../../lib/model/model";
import type { CreatePrediction, Explanation, Prediction, Source } from "../../lib/prediction";
import type { Actor } from "../auth/caller";
import type { Metrics } from "../observability/create-metrics";
import type { Dependencies } from "./dependencies";
import { IdempotencyConflictError } from "./errors";
import {
  type PredictionRow,
  predictionColumns,
  predictionsWithLatest,
  toPrediction,
} from "./prediction-rows";

export interface Submission extends CreatePrediction {
  readonly actor: Actor;
  readonly source: Source;
}

/** One that somebody waits for. */
export interface TimedSubmission extends Submission {
  /** When it came in, its body not yet read; milliseconds of the monotonic clock. */
  readonly begunAt: number;
}

/** SHA-256 in hex over what the answer depends on, so that a key cannot be used for two different questions. */
export function hashBody(submission: Submission): string {
  const { features, caseReference, firstOpinion } = submission;
  // Keys taken before there were opinions keep their hash.
  const opinion = firstOpinion === undefined ? [] : [firstOpinion];
  const body = JSON.stringify([...toVector(features), caseReference ?? null, ...opinion]);
  return createHash("sha256").update(body).digest("hex");
}

/** Phases follow each other: each has lasted since the end of the one before, the first one since `begunAt`. */
function startPhases({ predictionDuration }: Metrics, begunAt: number) {
  let begun = begunAt;
  return (phase: "validate" | "score" | "explain" | "persist") => {
    const now = performance.now();
    predictionDuration.observe({ phase }, (now - begun) / 1000);
    begun = now;
  };
}

type Ended = (phase: "score" | "explain") => void;

/** What is stored and answered; touches no database. */
export function assessed(deps: Pick<Dependencies, "models" | "now">, submission: Submission, ended: Ended) {
  // Taken once: a new champion may come at any time, and score and version are one model's.
  const model = deps.models.champion();
  const vector = toVector(submission.features);
  const scored = score(model, vector);
  ended("score");
  const explanation = explain(model, vector, scored);
  ended("explain");
  const prediction: Prediction & { explanation: Explanation } = {
    id: uuidv7(),
    createdAt: deps.now().toISOString(),
    createdBy: { id: submission.actor.id, name: submission.actor.name },
    source: submission.source,
    caseReference: submission.caseReference ?? null,
    features: submission.features,
    ...scored,
    explanation,
    modelVersion: model.card.version,
    firstOpinion: submission.firstOpinion ?? null,
    outcome: null,
    review: null,
  };
  return prediction;
}

async function findByKey(deps: Dependencies, submission: Submission, bodyHash: string): Promise<Prediction> {
  const rows = await deps.db.$queryRaw<(PredictionRow & { body_hash: string })[]>`
    SELECT ${predictionColumns}, encode(k.body_hash, 'hex') AS body_hash
    FROM ${predictionsWithLatest}
    JOIN idempotency_keys k ON k.prediction_id = p.id
    WHERE k.actor_id = ${submission.actor.id} AND k.key = ${submission.idempotencyKey}`;
  const row = rows[0];
  if (row === undefined) throw new Error("An idempotency key was taken and then gone.");
  if (row.body_hash !== bodyHash) throw new IdempotencyConflictError();
  return toPrediction(row);
}

/**
 * Assesses a candidate region and stores the answer. The same key with the same body gets the first answer
 * again; with another body it throws {@link IdempotencyConflictError} and stores nothing.
 */
export async function createPrediction(deps: Dependencies, submission: TimedSubmission): Promise<Prediction> {
  const { metrics } = deps;
  const ended = startPhases(metrics, submission.begunAt);
  ended("validate");
  const prediction = assessed(deps, submission, ended);
  const bodyHash = hashBody(submission);
  const stored = await deps.writePrediction({
    prediction,
    idempotencyKey: submission.idempotencyKey,
    bodyHash,
  });
  if (!stored) {
    const first = await findByKey(deps, submission, bodyHash);
    metrics.idempotentReplays.inc();
    return first;
  }
  ended("persist");

  const { modelVersion, label, source, probability, explanation } = prediction;
  metrics.predictions.inc({ model_version: modelVersion, label, source });
  metrics.predictionProbability.observe({ model_version: modelVersion }, probability);
  metrics.predictionSupport.inc({ verdict: explanation.support.verdict });
  return prediction;
}
