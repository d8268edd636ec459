import { randomUUID } from "node:crypto";
import type { Db } from "../db/client";
import type { Environment } from "../env";
import type { Log } from "../observability/log";
import { agreeOnCaseKey } from "./agree-on-key";
import { type CaseCipher, createCaseCipher } from "./case-cipher";
import { caseSecretsOf } from "./case-secrets";
import { sealClearReferences } from "./seal-clear";

interface OpenedDatabase {
  readonly db: Db;
  /** Of the database's own account. */
  readonly url: string;
  readonly log: Pick<Log, "info">;
}

/**
 * The cipher of a migrated database, once it is sure that the key is the database's and that nothing is left in clear.
 * A worker takes and shows no references: it gets one that opens none.
 */
export async function openCaseCipher(
  env: Environment,
  { db, url, log }: OpenedDatabase,
): Promise<CaseCipher> {
  if (env.ROLE === "worker") return createCaseCipher({ current: randomUUID(), previous: null });
  const cipher = createCaseCipher(await caseSecretsOf(env));
  await agreeOnCaseKey(db, cipher, new Date());
  const count = await sealClearReferences(url, cipher);
  if (count > 0) log.info({ count }, "case references were encrypted");
  return cipher;
}
