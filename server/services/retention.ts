import type { ErasedCase } from "../../lib/case-records/case-record";
import type { Caller } from "../auth/caller";
import { auditRow, writeAuditRows } from "./audit";
import type { Dependencies } from "./dependencies";
import { eraseFrom } from "./erase-cases";

/** Predictions of one transaction. */
const batchSize = 500;

/** The rule itself, which nobody asks to act. */
const retention: Caller = {
  ...{ id: "retention", name: "Retention", role: "machine" },
  ...{ address: null, requestId: null, credentialId: null },
};

type Needs = Pick<Dependencies, "db" | "now">;

/** Some predictions with a case that were made before, or about which something was written before. */
async function dueBefore({ db }: Needs, before: Date): Promise<string[]> {
  const at = before.toISOString();
  const rows = await db.$queryRaw<{ id: string }[]>`
    (SELECT prediction_id::text AS id FROM case_references WHERE predicted_at < ${at}::timestamptz
      ORDER BY predicted_at LIMIT ${batchSize})
    UNION
    (SELECT prediction_id::text FROM outcomes WHERE note IS NOT NULL AND recorded_at < ${at}::timestamptz
      ORDER BY recorded_at LIMIT ${batchSize})
    UNION
    (SELECT prediction_id::text FROM reviews WHERE reason IS NOT NULL AND reviewed_at < ${at}::timestamptz
      ORDER BY reviewed_at LIMIT ${batchSize})
    LIMIT ${batchSize}`;
  return rows.map(({ id }) => id);
}

/**
 * Erases some of what is older than may be kept; `null` where nothing is. What is written of a prediction goes with its
 * case, or when it is itself as old.
 */
export async function eraseOldest(deps: Needs, before: Date): Promise<ErasedCase | null> {
  const ids = await dueBefore(deps, before);
  if (ids.length === 0) return null;
  return await deps.db.$transaction(async (tx) => {
    const erased = await eraseFrom(tx, ids, deps.now());
    const details = { count: erased.predictions, reason: "retention" };
    await writeAuditRows(tx, [auditRow(deps, retention, { action: "case.erase", details })]);
    return erased;
  });
}
