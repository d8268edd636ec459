import { createDb, type Db } from "../../server/db/client";
import { auditHead, unsealedEvents } from "../../server/services/audit-sealing";
import { type NotedHead, verifyAudit } from "../../server/services/verify-audit";

/** How the audit trail of a database stands. */
export interface AuditAccount {
  /** Predictions without a row that says they were made, or with more than one, and such rows without a prediction. */
  readonly unaudited: number;
  /** Rows of the chain that fit, from the first on. */
  readonly sealed: number;
  /** What does not fit, in words; `null` where all does. */
  readonly fault: string | null;
  /** The end of the chain, to be found again in it later. */
  readonly head: NotedHead | null;
}

async function unauditedIn(db: Db): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM predictions p FULL JOIN (
      SELECT target_id, count(*) AS rows FROM audit_events WHERE action = 'prediction.create' GROUP BY target_id
    ) a ON a.target_id = p.id::text
    WHERE p.id IS NULL OR a.rows IS DISTINCT FROM 1`;
  return row?.count ?? 0;
}

/** As `npm run audit -- verify --head` does it: the whole chain, and whether it leads through the end noted before. */
export async function auditAccount(databaseUrl: string, noted: NotedHead | null): Promise<AuditAccount> {
  const db = createDb(databaseUrl);
  try {
    const [unaudited, { end, fault, leadsThrough }] = [await unauditedIn(db), await verifyAudit(db, noted)];
    const strayed =
      leadsThrough === false ? `The chain leads past row ${noted?.sequence} as it was noted.` : null;
    return {
      unaudited,
      sealed: end.sequence,
      fault: fault === null ? strayed : `Row ${fault.sequence} of the chain: ${fault.kind}.`,
      head: await auditHead(db),
    };
  } finally {
    await db.$disconnect();
  }
}

/** Waits, half a minute at most, until a server that runs has sealed all there is; gives how much it has not. */
export async function unsealedAfterRest(databaseUrl: string): Promise<number> {
  const db = createDb(databaseUrl);
  try {
    const until = performance.now() + 30_000;
    for (;;) {
      const { events } = await unsealedEvents(db, new Date());
      if (events === 0 || performance.now() > until) return events;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  } finally {
    await db.$disconnect();
  }
}
