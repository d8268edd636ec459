import { type SecretKind, secretOf } from "../auth/secret";
import type { Environment } from "../env";
import type { CaseSecrets } from "./case-cipher";

const caseKey: SecretKind = { variable: "CASE_KEY", file: "case-key" };

/**
 * The secrets that case references are encrypted with: the variables', or one that is made once and kept in the
 * embedded database's home.
 */
export async function caseSecretsOf(
  env: Pick<Environment, "ROLE" | "CASE_KEY" | "CASE_KEY_PREVIOUS" | "DATABASE_URL" | "MICROCALC_HOME">,
): Promise<CaseSecrets> {
  const home = env.DATABASE_URL === undefined ? env.MICROCALC_HOME : null;
  const current = await secretOf({ kind: caseKey, role: env.ROLE, given: env.CASE_KEY, home });
  return { current, previous: env.CASE_KEY_PREVIOUS ?? null };
}
