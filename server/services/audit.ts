import { v7 as uuidv7 } from "uuid";
import type { AuditAction, AuditResult, AuditTarget } from "../../lib/audit/actions";
import { type AuditDetails, auditDetailsSchema } from "../../lib/audit/audit-event";
import type { Prisma } from "../../prisma/generated/client";
import type { Caller } from "../auth/caller";
import type { Db } from "../db/client";
import type { AccountFault } from "./account-error";
import { coalesce } from "./coalesce";
import type { Dependencies } from "./dependencies";

/** What was done; who did it and from where, the caller tells. */
export interface AuditedAct {
  readonly action: AuditAction;
  readonly target?: { readonly type: AuditTarget; readonly id: string };
  /** Without it: done. */
  readonly result?: AuditResult;
  readonly details?: AuditDetails;
}

/** As the table has it. */
export interface AuditRow {
  readonly id: string;
  readonly at: string;
  readonly actorId: string;
  readonly actorName: string;
  readonly actorRole: string;
  readonly action: AuditAction;
  readonly targetType: AuditTarget | null;
  readonly targetId: string | null;
  readonly address: string | null;
  readonly requestId: string | null;
  readonly result: AuditResult;
  readonly details: AuditDetails;
}

/** Most characters of a name that are kept; the id says who it is. */
const longestName = 200;
/** Most rows of one statement. */
const rowsAtOnce = 200;

export function auditRow({ now }: Pick<Dependencies, "now">, caller: Caller, act: AuditedAct): AuditRow {
  const { action, target, result = "done", details } = act;
  const { id, name, role, address, requestId, credentialId } = caller;
  return {
    ...{ id: uuidv7(), at: now().toISOString() },
    ...{ actorId: id, actorName: name.slice(0, longestName), actorRole: role },
    ...{ action, targetType: target?.type ?? null, targetId: target?.id ?? null },
    ...{ address, requestId, result },
    details: auditDetailsSchema.parse({
      ...details,
      ...(credentialId !== null && { credential: credentialId }),
    }),
  };
}

/** Writes rows where their act is written: `db` is its transaction, so that both are there or neither. */
export async function writeAuditRows(
  db: Pick<Prisma.TransactionClient, "$executeRaw">,
  rows: readonly AuditRow[],
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO audit_events (
      id, at, actor_id, actor_name, actor_role, action, target_type, target_id, address, request_id, result, details
    )
    SELECT
      id, at, "actorId", "actorName", "actorRole", action, "targetType", "targetId", address, "requestId", result,
      details
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS row(
      id uuid, at timestamptz, "actorId" text, "actorName" text, "actorRole" text, action text, "targetType" text,
      "targetId" text, address text, "requestId" text, result text, details jsonb
    )`;
}

/** Writes the row of an act that has no transaction of its own: something that is shown, exported, refused. */
export type AuditWriter = (row: AuditRow) => Promise<void>;

/** A writer that stores rows coming together in one statement. */
export function createAuditWriter(db: Db): AuditWriter {
  return coalesce(async (rows: AuditRow[]) => {
    await writeAuditRows(db, rows);
    return rows.map(() => undefined);
  }, rowsAtOnce);
}

/**
 * Puts an act on record that writes nothing else. To be awaited before the answer: what cannot be put on record is not
 * shown.
 */
export function audit(
  deps: Pick<Dependencies, "now" | "writeAudit">,
  caller: Caller,
  act: AuditedAct,
): Promise<void> {
  return deps.writeAudit(auditRow(deps, caller, act));
}

/** Puts on record that an operation was refused to its caller. Outside of any transaction: there is nothing to undo. */
export function auditDenial(
  deps: Pick<Dependencies, "now" | "writeAudit">,
  caller: Caller,
  { operation, reason }: { readonly operation: string; readonly reason: AccountFault },
): Promise<void> {
  const target = { type: "procedure", id: operation } as const;
  return audit(deps, caller, { action: "access.denied", target, result: "denied", details: { reason } });
}
