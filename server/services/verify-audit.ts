import type { Db } from "../db/client";
import { type ChainEnd, type ChainFault, chainStart, faultOf, type SealedRow } from "./audit-chain";
import { auditColumns, type StoredAuditRow, toChainedEvent } from "./audit-rows";

const pieceSize = 2000;

type JoinedRow = { [Key in keyof StoredAuditRow]: StoredAuditRow[Key] | null } & {
  readonly sequence: bigint;
  readonly eventId: string;
  readonly hash: Uint8Array;
  readonly sealedAt: Date;
};

function toSealedRow(row: JoinedRow): SealedRow {
  const { sequence, eventId, hash, sealedAt } = row;
  const event = row.id === null ? null : toChainedEvent(row as StoredAuditRow);
  return { sequence: Number(sequence), eventId, hash, sealedAt: sealedAt.toISOString(), event };
}

/** The seals in their order, each with its event, in pieces: memory stays flat whatever their number. */
async function* sealedRows(db: Db): AsyncGenerator<SealedRow, void, undefined> {
  for (let after = -1; ; ) {
    const rows = await db.$queryRaw<JoinedRow[]>`
      SELECT ${auditColumns}, s.sequence, s.event_id::text AS "eventId", s.hash, s.sealed_at AS "sealedAt"
      FROM (SELECT * FROM audit_seals WHERE sequence > ${after} ORDER BY sequence LIMIT ${pieceSize}) s
      LEFT JOIN audit_events e ON e.id = s.event_id ORDER BY s.sequence`;
    yield* rows.map(toSealedRow);
    if (rows.length < pieceSize) return;
    after = Number(rows.at(-1)?.sequence);
  }
}

/** An end of the chain that was noted earlier, outside of the database. */
export interface NotedHead {
  readonly sequence: number;
  /** In hex. */
  readonly hash: string;
}

export interface Verification {
  /** The last link that fits. */
  readonly end: ChainEnd;
  readonly fault: ChainFault | null;
  /** Whether the chain leads through the noted end; `null` where none was given, or a fault comes before it. */
  readonly leadsThrough: boolean | null;
}

/** Follows the chain from its beginning to the first row that does not fit, or to its end. */
export async function verifyAudit(db: Db, noted: NotedHead | null): Promise<Verification> {
  let end: ChainEnd = { sequence: 0, hash: chainStart };
  let leadsThrough: boolean | null = noted === null ? null : false;
  for await (const row of sealedRows(db)) {
    const fault = faultOf(end, row);
    if (fault !== null) return { end, fault, leadsThrough: leadsThrough || null };
    end = { sequence: row.sequence, hash: row.hash };
    if (noted?.sequence === end.sequence) leadsThrough = noted.hash === Buffer.from(end.hash).toString("hex");
  }
  return { end, fault: null, leadsThrough };
}
