import type { AuditHead } from "../../lib/audit/audit-event";
import { Prisma } from "../../prisma/generated/client";
import type { Db } from "../db/client";
import { lockClass } from "../db/lock-class";
import { chainHash, chainStart } from "./audit-chain";
import { auditColumns, type StoredAuditRow, toChainedEvent } from "./audit-rows";
import type { Position } from "./cursor";

/** One sealer at a time; without this, two would only refuse each other's numbers. */
const sealingLock = 5;
/** Events looked at in one transaction. */
const pieceSize = 2000;
/**
 * A transaction lasts at most a minute, and an event has its time before that; what comes later than this behind the
 * newest sealed one is found by going through all again.
 */
const lateMs = 120_000;
const lowestId = "00000000-0000-0000-0000-000000000000";

interface HeadRow {
  readonly sequence: bigint;
  readonly hash: Uint8Array;
  readonly sealedAt: Date;
}

/** The end of the chain; `null` while there is none. */
export async function auditHead(db: Pick<Db, "$queryRaw">): Promise<AuditHead> {
  const head = await headRow(db);
  if (head === null) return null;
  const hash = Buffer.from(head.hash).toString("hex");
  return { sequence: Number(head.sequence), hash, sealedAt: head.sealedAt.toISOString() };
}

async function headRow(db: Pick<Db, "$queryRaw">): Promise<HeadRow | null> {
  const [head] = await db.$queryRaw<HeadRow[]>`
    SELECT sequence, hash, sealed_at AS "sealedAt" FROM audit_seals ORDER BY sequence DESC LIMIT 1`;
  return head ?? null;
}

/** From where on events may be unsealed, unless they came very late; `null`: from the first one on. */
async function frontier(db: Pick<Db, "$queryRaw">, now: Date): Promise<Position | null> {
  const [newest] = await db.$queryRaw<{ at: Date }[]>`
    SELECT e.at FROM audit_seals s JOIN audit_events e ON e.id = s.event_id ORDER BY s.sequence DESC LIMIT 1`;
  if (newest === undefined) return null;
  // A clock that goes ahead must not lead past what others still have to write.
  return { at: new Date(Math.min(newest.at.getTime(), now.getTime()) - lateMs), id: lowestId };
}

const after = (position: Position | null) =>
  position === null
    ? Prisma.sql`true`
    : Prisma.sql`(at, id) > (${position.at.toISOString()}::timestamptz, ${position.id}::uuid)`;

const upTo = (position: Position | null) =>
  position === null
    ? Prisma.sql`true`
    : Prisma.sql`(at, id) <= (${position.at.toISOString()}::timestamptz, ${position.id}::uuid)`;

/** The last of the next 2,000 events behind a position, sealed or not; `null` where there are fewer. */
async function endOfPiece(db: Pick<Db, "$queryRaw">, position: Position | null): Promise<Position | null> {
  const [last] = await db.$queryRaw<Position[]>`
    SELECT at, id::text FROM audit_events WHERE ${after(position)}
    ORDER BY at, id OFFSET ${pieceSize - 1} LIMIT 1`;
  return last ?? null;
}

export interface Sealed {
  readonly count: number;
  /** Where the next piece begins; `null` where this was the last one. */
  readonly next: Position | null;
}

/**
 * Seals what is unsealed of the next 2,000 events behind a position, in the order of their time and id, behind the end
 * of the chain; all or nothing. Right when done twice, and by two at once.
 */
export async function sealPiece(db: Db, position: Position | null, now: Date): Promise<Sealed> {
  return await db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${lockClass}::int, ${sealingLock}::int)`;
    const next = await endOfPiece(tx, position);
    const unsealed = await tx.$queryRaw<StoredAuditRow[]>`
      SELECT ${auditColumns}, NULL AS sequence FROM audit_events e
      WHERE ${after(position)} AND ${upTo(next)}
        AND NOT EXISTS (SELECT 1 FROM audit_seals WHERE event_id = e.id)
      ORDER BY e.at, e.id LIMIT ${pieceSize}`;
    if (unsealed.length > 0) await appendSeals(tx, unsealed, now);
    return { count: unsealed.length, next };
  });
}

async function appendSeals(
  tx: Prisma.TransactionClient,
  unsealed: readonly StoredAuditRow[],
  now: Date,
): Promise<void> {
  const head = await headRow(tx);
  const sealedAt = now.toISOString();
  let [sequence, hash] = [Number(head?.sequence ?? 0), head?.hash ?? chainStart];
  const seals = unsealed.map((row) => {
    sequence += 1;
    hash = chainHash(hash, toChainedEvent(row), { sequence, sealedAt });
    return { sequence, eventId: row.id, hash: Buffer.from(hash).toString("hex") };
  });
  await tx.$executeRaw`
    INSERT INTO audit_seals (sequence, event_id, hash, sealed_at)
    SELECT sequence, "eventId", decode(hash, 'hex'), ${sealedAt}::timestamptz
    FROM json_to_recordset(${JSON.stringify(seals)}::json) AS row(sequence bigint, "eventId" uuid, hash text)`;
}

export interface SealingRound {
  readonly now: () => Date;
  readonly goesOn: () => boolean;
  /** Where the round before had to stop; `null` where it came to the end. */
  readonly from: Position | null;
}

/** Seals all that is near the end of the chain, while `goesOn` holds. Gives where it had to stop, or `null`. */
export async function sealNewest(db: Db, { now, goesOn, from }: SealingRound): Promise<Position | null> {
  let position = from ?? (await frontier(db, now()));
  do {
    position = (await sealPiece(db, position, now())).next;
  } while (position !== null && goesOn());
  return position;
}

/** Events that wait to be sealed, as far as they are near the end of the chain. */
export interface Unsealed {
  /** Counted to 10,000. */
  readonly events: number;
  /** When the oldest of them was written; `null` where there is none. */
  readonly oldestAt: Date | null;
}

const countedTo = 10_000;

export async function unsealedEvents(db: Db, now: Date): Promise<Unsealed> {
  const position = await frontier(db, now);
  const [row] = await db.$queryRaw<[{ events: number; oldestAt: Date | null }]>`
    SELECT count(*)::int AS events, min(at) AS "oldestAt" FROM (
      SELECT at FROM audit_events e
      WHERE ${after(position)} AND NOT EXISTS (SELECT 1 FROM audit_seals WHERE event_id = e.id)
      ORDER BY at, id LIMIT ${countedTo}
    ) unsealed`;
  return row;
}
