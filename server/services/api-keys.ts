import type { ApiKey, ApiKeyWithSecret, CreateApiKey } from "../../lib/accounts/api-key";
import { makeKey } from "../auth/api-keys";
import type { Caller } from "../auth/caller";
import type { AccountNeeds } from "./accounts";
import { auditRow, writeAuditRows } from "./audit";
import { NotFoundError } from "./errors";

const columns = {
  ...{ id: true, name: true, role: true, prefix: true, scopes: true, createdAt: true, createdById: true },
  ...{ createdByName: true, expiresAt: true, lastUsedAt: true, revokedAt: true },
} as const;

interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly role: ApiKey["role"];
  readonly prefix: string;
  readonly scopes: string[];
  readonly createdAt: Date;
  readonly createdById: string;
  readonly createdByName: string;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

function toApiKey({ createdById, createdByName, ...row }: ApiKeyRow): ApiKey {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    createdBy: { id: createdById, name: createdByName },
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}

const mostListed = 1000;

/** All there ever were, newest first. */
export async function listApiKeys({ db }: AccountNeeds): Promise<ApiKey[]> {
  const rows = await db.apiKey.findMany({
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: mostListed,
    select: columns,
  });
  return rows.map(toApiKey);
}

const dayMilliseconds = 86_400_000;

/** The key is told this once; what is kept of it does not give it back. */
export async function createApiKey(
  { db, now }: AccountNeeds,
  { days, actor, ...given }: CreateApiKey & { readonly actor: Caller },
): Promise<ApiKeyWithSecret> {
  const { key, ...kept } = makeKey();
  const createdAt = now();
  const expiresAt = days === undefined ? null : new Date(createdAt.getTime() + days * dayMilliseconds);
  const who = { createdById: actor.id, createdByName: actor.name };
  const row = await db.$transaction(async (transaction) => {
    const made = await transaction.apiKey.create({
      data: { ...given, ...kept, createdAt, expiresAt, ...who },
      select: columns,
    });
    const details = { roleAfter: made.role };
    const target = { type: "key", id: made.id } as const;
    await writeAuditRows(transaction, [auditRow({ now }, actor, { action: "key.create", target, details })]);
    return made;
  });
  return { apiKey: toApiKey(row), key };
}

/** From the next request on, everywhere. A key that was revoked stays so. */
export async function revokeApiKey(
  { db, now }: AccountNeeds,
  { id, actor }: { readonly id: string; readonly actor: Caller },
): Promise<ApiKey> {
  return db.$transaction(async (transaction) => {
    const { count } = await transaction.apiKey.updateMany({
      where: { id, revokedAt: null },
      data: { revokedAt: now() },
    });
    const row = await transaction.apiKey.findUnique({ where: { id }, select: columns });
    if (row === null) throw new NotFoundError("api_key", id);
    const target = { type: "key", id } as const;
    if (count > 0)
      await writeAuditRows(transaction, [auditRow({ now }, actor, { action: "key.revoke", target })]);
    return toApiKey(row);
  });
}
