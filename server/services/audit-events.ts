import { z } from "zod";
import type { AuditEvent, AuditFilters, AuditPage, ListAudit } from "../../lib/audit/audit-event";
import { Prisma } from "../../prisma/generated/client";
import type { Caller } from "../auth/caller";
import type { Db } from "../db/client";
import { audit } from "./audit";
import { auditColumns, type StoredAuditRow, toAuditEvent } from "./audit-rows";
import { decodeCursor, encodeCursor, type Position } from "./cursor";
import type { Dependencies } from "./dependencies";
import { filtersSet } from "./shown-predictions";

const exportBatch = 1000;

function conditions({ from, to, actor, action, target, result }: AuditFilters): Prisma.Sql[] {
  const given: (Prisma.Sql | undefined)[] = [
    from === undefined ? undefined : Prisma.sql`e.at >= ${from}::timestamptz`,
    to === undefined ? undefined : Prisma.sql`e.at < ${to}::timestamptz`,
    actor === undefined ? undefined : Prisma.sql`e.actor_id = ${actor}`,
    action === undefined ? undefined : Prisma.sql`e.action = ${action}`,
    target === undefined ? undefined : Prisma.sql`e.target_id = ${target}`,
    result === undefined ? undefined : Prisma.sql`e.result = ${result}`,
  ];
  return given.filter((condition) => condition !== undefined);
}

/** An event with what seals it. */
interface ExportedRow extends StoredAuditRow {
  readonly sealedAt: Date | null;
  /** In hex. */
  readonly hash: string | null;
}

/** Newest first. */
async function select(db: Pick<Db, "$queryRaw">, all: Prisma.Sql[], limit: number): Promise<ExportedRow[]> {
  const where = all.length === 0 ? Prisma.empty : Prisma.sql`WHERE ${Prisma.join(all, " AND ")}`;
  return await db.$queryRaw<ExportedRow[]>`
    SELECT ${auditColumns}, s.sequence, s.sealed_at AS "sealedAt", encode(s.hash, 'hex') AS hash
    FROM (SELECT * FROM audit_events e ${where} ORDER BY e.at DESC, e.id DESC LIMIT ${limit}) e
    LEFT JOIN audit_seals s ON s.event_id = e.id ORDER BY e.at DESC, e.id DESC`;
}

const olderThan = ({ at, id }: Position) =>
  Prisma.sql`(e.at, e.id) < (${at.toISOString()}::timestamptz, ${id}::uuid)`;

/** One page of the trail, newest first, itself on record before it is shown. */
export async function listAudit(
  deps: Dependencies,
  { actor: caller, asked }: { readonly actor: Caller; readonly asked: ListAudit },
): Promise<AuditPage> {
  const { limit, cursor, ...filters } = asked;
  const all = conditions(filters);
  if (cursor) all.push(olderThan(decodeCursor(cursor, z.uuid())));
  const found = await select(deps.db, all, limit + 1);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const details = { count: rows.length, filters: filtersSet(filters) };
  await audit(deps, caller, { action: "audit.read", details });
  return {
    items: rows.map(toAuditEvent),
    nextCursor: found.length > limit && last ? encodeCursor({ at: last.at, id: last.id }) : null,
  };
}

/** An event as it leaves in a file: with what one needs to compute the chain again. */
export interface ExportedEvent {
  readonly event: AuditEvent;
  readonly sealedAt: string | null;
  /** In hex. */
  readonly hash: string | null;
}

/** All events of a filter, newest first, in batches: memory stays flat whatever their number. */
export async function* exportAudit(
  db: Pick<Db, "$queryRaw">,
  filters: AuditFilters,
): AsyncGenerator<ExportedEvent[], void, undefined> {
  let position: Position | null = null;
  while (true) {
    const all = conditions(filters);
    if (position !== null) all.push(olderThan(position));
    const rows = await select(db, all, exportBatch);
    if (rows.length > 0) {
      yield rows.map((row) => ({
        event: toAuditEvent(row),
        sealedAt: row.sealedAt?.toISOString() ?? null,
        hash: row.hash,
      }));
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < exportBatch) return;
    position = { at: last.at, id: last.id };
  }
}
