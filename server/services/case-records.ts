import type { EraseCase, ErasedCase, HeldCase, NamedCase } from "../../lib/case-records/case-record";
import type { PredictionRecord } from "../../lib/prediction";
import { Prisma } from "../../prisma/generated/client";
import type { Caller } from "../auth/caller";
import { audit, auditRow, writeAuditRows } from "./audit";
import type { Dependencies } from "./dependencies";
import { eraseFrom } from "./erase-cases";
import { outcomesByPrediction } from "./outcomes";
import { exportPredictions } from "./predictions";
import { reviewsByPrediction } from "./reviews";

const transactionMilliseconds = 60_000;

const isOfCase = ({ caseCipher }: Pick<Dependencies, "caseCipher">, { caseReference }: NamedCase) =>
  Prisma.sql`hash IN (${Prisma.join(caseCipher.hashes(caseReference))})`;

interface HeldRow extends Omit<HeldCase, "firstAt" | "lastAt"> {
  readonly firstAt: Date | null;
  readonly lastAt: Date | null;
}

/** How much is held on a case, on record before it is shown. Nothing is held on a reference that nobody has named. */
export async function heldOnCase(
  deps: Dependencies,
  { actor, ...named }: NamedCase & { actor: Caller },
): Promise<HeldCase> {
  const [held] = await deps.db.$queryRaw<[HeldRow]>`
    WITH named AS (
      SELECT prediction_id, predicted_at FROM case_references WHERE ${isOfCase(deps, named)}
    )
    SELECT count(*)::int AS predictions, min(predicted_at) AS "firstAt", max(predicted_at) AS "lastAt",
      (SELECT count(*)::int FROM outcomes JOIN named USING (prediction_id)) AS outcomes,
      (SELECT count(*)::int FROM reviews JOIN named USING (prediction_id)) AS reviews,
      (SELECT count(note)::int FROM outcomes JOIN named USING (prediction_id))
        + (SELECT count(reason)::int FROM reviews JOIN named USING (prediction_id)) AS notes
    FROM named`;
  await audit(deps, actor, { action: "case.read", details: { count: held.predictions } });
  const { firstAt, lastAt } = held;
  return { ...held, firstAt: firstAt?.toISOString() ?? null, lastAt: lastAt?.toISOString() ?? null };
}

/**
 * Erases what leads from predictions to a case: its reference, and what people wrote. Inputs, scores and outcomes stay,
 * of nobody's. The trail keeps how many, and not which case.
 */
export function eraseCase(
  deps: Dependencies,
  { actor, reason, ...named }: EraseCase & { actor: Caller },
): Promise<ErasedCase> {
  return deps.db.$transaction(
    async (tx) => {
      const rows = await tx.$queryRaw<{ id: string }[]>`
        SELECT prediction_id::text AS id FROM case_references WHERE ${isOfCase(deps, named)}`;
      const ids = rows.map(({ id }) => id);
      const erased = await eraseFrom(tx, ids, deps.now());
      const details = { count: erased.predictions, reason };
      await writeAuditRows(tx, [auditRow(deps, actor, { action: "case.erase", details })]);
      return erased;
    },
    { timeout: transactionMilliseconds },
  );
}

/** Everything held on a case, the newest first, in batches. */
export async function* exportCase(
  deps: Dependencies,
  { caseReference }: NamedCase,
): AsyncGenerator<PredictionRecord[], void, undefined> {
  for await (const batch of exportPredictions(deps, { caseReference })) {
    const ids = batch.map(({ id }) => id);
    const [outcomes, reviews] = await Promise.all([
      outcomesByPrediction(deps, ids),
      reviewsByPrediction(deps, ids),
    ]);
    yield batch.map((prediction) => ({
      ...prediction,
      outcomes: outcomes.get(prediction.id) ?? [],
      reviews: reviews.get(prediction.id) ?? [],
    }));
  }
}
