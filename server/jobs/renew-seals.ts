import { renewSeals } from "../case-references/renew-seals";
import { describe } from "../observability/log";
import type { Dependencies } from "../services/dependencies";

/**
 * After a change of keys, encrypts anew what is under the one before, once; tells the log when that one is not needed
 * any more. What fails is done at the next start. Returns what ends it.
 */
export function startRenewal({
  db,
  caseCipher,
  log,
}: Pick<Dependencies, "db" | "caseCipher" | "log">): () => Promise<void> {
  if (caseCipher.previousKeyId === null) return async () => undefined;
  const ending = new AbortController();
  const renewing = renewSeals(db, caseCipher, ending.signal).then(
    (renewal) => {
      if (!ending.signal.aborted)
        log.info(renewal, "case references are under the current key; CASE_KEY_PREVIOUS may go");
    },
    (error) => log.warn(describe(error), "case references could not be encrypted anew"),
  );
  return async () => {
    ending.abort();
    await renewing;
  };
}
