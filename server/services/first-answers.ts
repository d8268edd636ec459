import { toVector } from "../../lib/features";
import type { CreatePrediction, Prediction } from "../../lib/prediction";
import { coalesce } from "./coalesce";
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

interface UsedKey {
  readonly actorId: string;
  readonly key: string;
}

/** Finds the prediction that an actor's key was first used for; `undefined` where there is none. */
export type FirstAnswerReader = (used: UsedKey) => Promise<Prediction | undefined>;

/** Most keys of one statement. */
const keysAtOnce = 200;

/**
 * Keys that come together are looked up in one statement: however many repeat theirs at once, one connection is taken.
 */
export function createFirstAnswerReader({
  db,
  caseCipher,
}: Pick<Dependencies, "db" | "caseCipher">): FirstAnswerReader {
  return coalesce(async (used: UsedKey[]) => {
    const rows = await db.$queryRaw<(PredictionRow & { key_actor_id: string; key: string })[]>`
      SELECT ${predictionColumns}, k.actor_id AS key_actor_id, k.key
      FROM ${predictionsWithLatest}
      JOIN idempotency_keys k ON k.prediction_id = p.id
      WHERE (k.actor_id, k.key) IN (
        SELECT * FROM unnest(${used.map(({ actorId }) => actorId)}::text[], ${used.map(({ key }) => key)}::text[])
      )`;
    const first = new Map(
      rows.map((row) => [nameOf({ actorId: row.key_actor_id, key: row.key }), toPrediction(row, caseCipher)]),
    );
    return used.map((one) => first.get(nameOf(one)));
  }, keysAtOnce);
}

const nameOf = ({ actorId, key }: UsedKey) => JSON.stringify([actorId, key]);

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
    throw new DatabaseUnavailableError({
      reason: "contended",
      cause: new Error("An idempotency key was taken and then gone."),
    });
  if (canonical(first) !== canonical(question)) throw new IdempotencyConflictError();
  return first;
}
