import type { Db } from "../db/client";
import type { CaseCipher } from "./case-cipher";

/** By what a key is told apart, as a parameter of a statement. */
export const keyIdText = (id: Uint8Array) => Buffer.from(id).toString("hex");

const refusal = (earlier: boolean) =>
  `CASE_KEY, or the file case-key in the home, is ${earlier ? "an earlier" : "not the"} key that this database's case references are encrypted with. ` +
  "Start with the right one. To change keys, give the one in use as CASE_KEY_PREVIOUS as well; if it is lost, see docs/runbook.md, The key of case references.";

/**
 * Sees to it that all processes of a database encrypt with one key, so that nobody writes what others cannot read: the
 * first key that comes is the database's, and another takes its place only beside the one before. Throws otherwise.
 */
export function agreeOnCaseKey(db: Db, cipher: CaseCipher, now: Date): Promise<void> {
  const current = keyIdText(cipher.keyId);
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`LOCK TABLE case_keys IN SHARE ROW EXCLUSIVE MODE`;
    const known = await tx.caseKey.findMany({ orderBy: { inUseAt: "desc" }, select: { id: true } });
    const ids = known.map(({ id }) => keyIdText(id));
    const [inUse] = ids;
    if (inUse === current) return;
    const previous = cipher.previousKeyId === null ? null : keyIdText(cipher.previousKeyId);
    if (inUse !== undefined && inUse !== previous) throw new Error(refusal(ids.includes(current)));
    await takeKey(tx, cipher, now);
  });
}

/** Makes this key the database's, whichever was before. */
export async function takeKey(
  db: Pick<Db, "$executeRaw">,
  { keyId }: Pick<CaseCipher, "keyId">,
  now: Date,
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO case_keys (id, in_use_at) VALUES (decode(${keyIdText(keyId)}, 'hex'), ${now.toISOString()}::timestamptz)
    ON CONFLICT (id) DO UPDATE SET in_use_at = EXCLUDED.in_use_at`;
}
