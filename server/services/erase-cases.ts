import type { ErasedCase } from "../../lib/case-records/case-record";
import type { Prisma } from "../../prisma/generated/client";

/** Rows of one statement. */
const batchSize = 1000;

/**
 * Holds these predictions against whoever records something of them, in one order, so that no two wait for each other.
 */
const lockPredictions = (tx: Prisma.TransactionClient, ids: readonly string[]) => tx.$executeRaw`
  SELECT id FROM predictions WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;

async function eraseBatch(
  tx: Prisma.TransactionClient,
  ids: readonly string[],
  now: Date,
): Promise<ErasedCase> {
  const at = now.toISOString();
  await lockPredictions(tx, ids);
  const predictions = await tx.$executeRaw`
    DELETE FROM case_references WHERE prediction_id = ANY(${[...ids]}::uuid[])`;
  const outcomes = await tx.$executeRaw`
    UPDATE outcomes SET note = NULL, note_erased_at = ${at}::timestamptz
    WHERE prediction_id = ANY(${[...ids]}::uuid[]) AND note IS NOT NULL`;
  const reviews = await tx.$executeRaw`
    UPDATE reviews SET reason = NULL, reason_erased_at = ${at}::timestamptz
    WHERE prediction_id = ANY(${[...ids]}::uuid[]) AND reason IS NOT NULL`;
  // Programs make keys of what they know of a case.
  await tx.$executeRaw`DELETE FROM idempotency_keys WHERE prediction_id = ANY(${[...ids]}::uuid[])`;
  return { predictions, notes: outcomes + reviews };
}

/** Takes from predictions what leads to a person: their case, and what people wrote. What was computed stays. */
export async function eraseFrom(
  tx: Prisma.TransactionClient,
  ids: readonly string[],
  now: Date,
): Promise<ErasedCase> {
  const erased = { predictions: 0, notes: 0 };
  const sorted = [...ids].sort();
  for (let from = 0; from < sorted.length; from += batchSize) {
    const some = await eraseBatch(tx, sorted.slice(from, from + batchSize), now);
    erased.predictions += some.predictions;
    erased.notes += some.notes;
  }
  return erased;
}
