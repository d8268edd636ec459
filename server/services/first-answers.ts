import type { Prediction } from "../../lib/prediction";
import type { Dependencies } from "./dependencies";
import { IdempotencyConflictError } from "./errors";
import {
  type PredictionRow,
  predictionColumns,
  predictionsWithLatest,
  toPrediction,
} from "./prediction-rows";

/** The prediction that a key was first used for, and SHA-256 in hex of what was submitted then. */
export interface FirstAnswer {
  readonly prediction: Prediction;
  readonly bodyHash: string;
}

/** By key, what an actor's keys were first used for; a key that was not is not in it. */
export async function firstAnswers(
  { db }: Pick<Dependencies, "db">,
  actorId: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, FirstAnswer>> {
  const rows = await db.$queryRaw<(PredictionRow & { key: string; body_hash: string })[]>`
    SELECT ${predictionColumns}, k.key, encode(k.body_hash, 'hex') AS body_hash
    FROM ${predictionsWithLatest}
    JOIN idempotency_keys k ON k.prediction_id = p.id
    WHERE k.actor_id = ${actorId} AND k.key = ANY(${[...keys]}::text[])`;
  return new Map(
    rows.map((row) => [row.key, { prediction: toPrediction(row), bodyHash: row.body_hash }] as const),
  );
}

/** The first answer again; throws {@link IdempotencyConflictError} where the key now comes with another body. */
export function sameAnswer(first: FirstAnswer | undefined, bodyHash: string): Prediction {
  if (first === undefined) throw new Error("An idempotency key was taken and then gone.");
  if (first.bodyHash !== bodyHash) throw new IdempotencyConflictError();
  return first.prediction;
}
