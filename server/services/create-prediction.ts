import { createHash } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { toVector } from "../../lib/features";
import { assess } from "../../lib/model/model";
import type { CreatePrediction, Prediction, Source } from "../../lib/prediction";
import { Prisma } from "../../prisma/generated/client";
import type { Actor } from "../auth/identity";
import type { Dependencies } from "./dependencies";
import { IdempotencyConflictError } from "./errors";
import {
  type PredictionRow,
  predictionColumns,
  predictionsWithOutcome,
  toPrediction,
} from "./prediction-rows";

export interface Submission extends CreatePrediction {
  readonly actor: Actor;
  readonly source: Source;
}

/** SHA-256 over what the answer depends on, so that a key cannot be used for two different questions. */
function hashBody(submission: Submission): Uint8Array<ArrayBuffer> {
  const body = JSON.stringify([...toVector(submission.features), submission.caseReference ?? null]);
  return new Uint8Array(createHash("sha256").update(body).digest());
}

function assessed(deps: Dependencies, submission: Submission): Prediction {
  const { operatingPoint, ...assessment } = assess(deps.model, toVector(submission.features));
  return {
    id: uuidv7(),
    createdAt: deps.now().toISOString(),
    createdBy: { id: submission.actor.id, name: submission.actor.name },
    source: submission.source,
    caseReference: submission.caseReference ?? null,
    features: submission.features,
    ...assessment,
    operatingPoint,
    modelVersion: deps.model.card.version,
    outcome: null,
  };
}

/**
 * Key and prediction in one statement, hence in one transaction: both are stored or neither. Returns false when
 * the key was taken; a concurrent submission of the same key waits here until the first has ended.
 */
async function insert(deps: Dependencies, prediction: Prediction, key: Prisma.Sql): Promise<boolean> {
  const { features } = prediction;
  const inserted = await deps.db.$executeRaw`
    WITH claimed AS (
      INSERT INTO idempotency_keys (actor_id, key, body_hash, prediction_id, created_at)
      VALUES (${key})
      ON CONFLICT DO NOTHING
      RETURNING prediction_id, created_at, actor_id
    )
    INSERT INTO predictions (
      id, created_at, actor_id, actor_name, source, case_reference,
      area, grey_level, gradient_strength, noise_fluctuation, contrast, shape_descriptor,
      raw_score, probability, label, threshold, operating_point, model_version
    )
    SELECT
      prediction_id, created_at, actor_id, ${prediction.createdBy.name}, ${prediction.source}::source,
      ${prediction.caseReference},
      ${features.area}, ${features.greyLevel}, ${features.gradientStrength}, ${features.noiseFluctuation},
      ${features.contrast}, ${features.shapeDescriptor},
      ${prediction.rawScore}, ${prediction.probability}, ${prediction.label}::label, ${prediction.threshold},
      ${prediction.operatingPoint}, ${prediction.modelVersion}
    FROM claimed`;
  return inserted === 1;
}

async function findByKey(
  deps: Dependencies,
  submission: Submission,
  bodyHash: Uint8Array,
): Promise<Prediction> {
  const rows = await deps.db.$queryRaw<(PredictionRow & { body_hash: Uint8Array })[]>`
    SELECT ${predictionColumns}, k.body_hash
    FROM ${predictionsWithOutcome}
    JOIN idempotency_keys k ON k.prediction_id = p.id
    WHERE k.actor_id = ${submission.actor.id} AND k.key = ${submission.idempotencyKey}`;
  const row = rows[0];
  if (row === undefined) throw new Error("An idempotency key was taken and then gone.");
  if (Buffer.compare(row.body_hash, bodyHash) !== 0) throw new IdempotencyConflictError();
  return toPrediction(row);
}

/**
 * Assesses a candidate region and stores the answer. The same key with the same body gets the first answer
 * again; with another body it throws {@link IdempotencyConflictError} and stores nothing.
 */
export async function createPrediction(deps: Dependencies, submission: Submission): Promise<Prediction> {
  const { metrics } = deps;
  const endScore = metrics.predictionDuration.startTimer({ phase: "score" });
  const prediction = assessed(deps, submission);
  endScore();

  const bodyHash = hashBody(submission);
  const endPersist = metrics.predictionDuration.startTimer({ phase: "persist" });
  const key = Prisma.join([
    prediction.createdBy.id,
    submission.idempotencyKey,
    bodyHash,
    Prisma.sql`${prediction.id}::uuid`,
    Prisma.sql`${prediction.createdAt}::timestamptz`,
  ]);
  const stored = await insert(deps, prediction, key);
  if (!stored) {
    const first = await findByKey(deps, submission, bodyHash);
    metrics.idempotentReplays.inc();
    return first;
  }
  endPersist();

  const { modelVersion, label, source, probability } = prediction;
  metrics.predictions.inc({ model_version: modelVersion, label, source });
  metrics.predictionProbability.observe({ model_version: modelVersion }, probability);
  return prediction;
}
