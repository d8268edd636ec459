import { type AuditEvent, auditEventSchema } from "../../lib/audit/audit-event";
import { Prisma } from "../../prisma/generated/client";
import type { ChainedEvent } from "./audit-chain";

/** An event `e` with its seal `s`, as {@link auditColumns} selects it. */
export interface StoredAuditRow extends Omit<ChainedEvent, "at"> {
  readonly at: Date;
  readonly sequence: bigint | null;
}

export const auditColumns = Prisma.sql`
  e.id::text, e.at, e.actor_id AS "actorId", e.actor_name AS "actorName", e.actor_role AS "actorRole", e.action,
  e.target_type AS "targetType", e.target_id AS "targetId", e.address, e.request_id AS "requestId", e.result,
  e.details`;

/** What the chain is over. */
export function toChainedEvent({ at, ...row }: Omit<StoredAuditRow, "sequence">): ChainedEvent {
  return {
    ...{ id: row.id, at: at.toISOString() },
    ...{ actorId: row.actorId, actorName: row.actorName, actorRole: row.actorRole, action: row.action },
    ...{ targetType: row.targetType, targetId: row.targetId, address: row.address },
    ...{ requestId: row.requestId, result: row.result, details: row.details },
  };
}

/** What leaves the service. */
export function toAuditEvent(row: StoredAuditRow): AuditEvent {
  const { id, at, action, targetType, targetId, address, requestId, result, details, sequence } = row;
  return auditEventSchema.parse({
    ...{ id, action, address, requestId, result, details, at: at.toISOString() },
    actor: { id: row.actorId, name: row.actorName, role: row.actorRole },
    target: targetType === null ? null : { type: targetType, id: targetId },
    sequence: sequence === null ? null : Number(sequence),
  });
}
