import { toVector } from "../../lib/features";
import type { CreatePrediction, Prediction } from "../../lib/prediction";
import type { Dependencies } from "./dependencies";
import { DatabaseUnavailableError, IdempotencyConflictError } from "./errors";
import {
  type PredictionRow,
  predictionColumns,
  predictionsWithLatest,
  toPrediction,
} from "./prediction-rows";

/** What an answer depends on: a key cannot be used for two different ones. */
type Question = Pick<CreatePrediction, "features" | "caseReference" | "firstOpinion">;

/** By key, the predictions that an actor's keys were first used for; a key that was not is not in it. */
export async function firstAnswers(
  { db, caseCipher }: Pick<Dependencies, "db" | "caseCipher">,
  actorId: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Prediction>> {
  const rows = await db.$queryRaw<(PredictionRow & { key: string })[]>`
    SELECT ${predictionColumns}, k.key
    FROM ${predictionsWithLatest}
    JOIN idempotency_keys k ON k.prediction_id = p.id
    WHERE k.actor_id = ${actorId} AND k.key = ANY(${[...keys]}::text[])`;
  return new Map(rows.map((row) => [row.key, toPrediction(row, caseCipher)] as const));
}

/** As JSON: a minus before a zero does not come as far as the database. */
const canonical = ({ features, caseReference, firstOpinion }: Question | Prediction) =>
  JSON.stringify([...toVector(features), caseReference ?? null, firstOpinion ?? null]);

/**
 * The first answer again; throws {@link IdempotencyConflictError} where the key now comes with another body, and
 * {@link DatabaseUnavailableError} where it is gone since it was found to be used.
 */
export function sameAnswer(first: Prediction | undefined, question: Question): Prediction {
  // Erased with its case between two statements: sent again, it is as good as new.
  if (first === undefined)
    throw new DatabaseUnavailableError({ cause: new Error("An idempotency key was taken and then gone.") });
  if (canonical(first) !== canonical(question)) throw new IdempotencyConflictError();
  return first;
}
