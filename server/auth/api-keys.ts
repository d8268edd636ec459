import { createHash, randomBytes } from "node:crypto";
import type { Role } from "../../lib/accounts/role";
import type { Db } from "../db/client";
import { coalesce } from "../services/coalesce";
import type { Principal } from "./caller";

/** So that scanners for secrets find keys that were left lying about. */
const keyPrefix = "mcalc_";
const keyForm = /^mcalc_[A-Za-z0-9_-]{43}$/;
const shownCharacters = keyPrefix.length + 6;

const digest = (key: string) => createHash("sha256").update(key).digest();

/** A new key of 256 random bits, with what is kept of it. */
export function makeKey(): { key: string; prefix: string; secretHash: Uint8Array<ArrayBuffer> } {
  const key = keyPrefix + randomBytes(32).toString("base64url");
  return { key, prefix: key.slice(0, shownCharacters), secretHash: new Uint8Array(digest(key)) };
}

/** Finds whose key a request is signed with; `null` for none that holds. */
export type FindKey = (key: string) => Promise<Principal | null>;

interface KeyRow {
  readonly hash: string;
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly scopes: string[];
}

const atOnce = 200;
const usedMilliseconds = 60_000;

/** Looked up anew for every request, so that a key that was revoked is refused at once, everywhere. */
export function createFindKey(db: Db, now: () => Date): FindKey {
  const findAll = async (hashes: string[]): Promise<(Principal | null)[]> => {
    const at = now();
    const rows = await db.$queryRaw<KeyRow[]>`
      WITH found AS (
        SELECT id, name, role, scopes, secret_hash, last_used_at FROM api_keys
        WHERE secret_hash = ANY(SELECT decode(h, 'hex') FROM unnest(${hashes}::text[]) AS h)
          AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ${at})
      ), used AS (
        UPDATE api_keys SET last_used_at = ${at} FROM found
        WHERE api_keys.id = found.id
          AND (found.last_used_at IS NULL OR found.last_used_at < ${new Date(at.getTime() - usedMilliseconds)})
      )
      SELECT encode(secret_hash, 'hex') AS hash, id::text, name, role::text AS role, scopes FROM found`;
    const callers = new Map(rows.map((row) => [row.hash, toCaller(row)]));
    return hashes.map((hash) => callers.get(hash) ?? null);
  };
  const findOne = coalesce(findAll, atOnce);
  return async (key) => (keyForm.test(key) ? findOne(digest(key).toString("hex")) : null);
}

const toCaller = ({ id, name, role, scopes }: KeyRow): Principal => ({
  ...{ id, name, role, scopes },
  credential: { kind: "key", id },
  mustFirst: null,
});
