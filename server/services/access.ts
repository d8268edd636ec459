import { authorise, type Caller, type Principal } from "../auth/caller";
import type { Reach } from "../auth/permissions";
import { AccountError } from "./account-error";
import { auditDenial } from "./audit";
import type { Dependencies } from "./dependencies";

export interface Access {
  readonly principal: Principal | null;
  readonly actor: Caller;
  readonly operation: string;
}

/** {@link authorise}; that somebody was refused what they may not is put on record. */
export async function authoriseOnRecord(
  deps: Pick<Dependencies, "now" | "writeAudit">,
  { principal, actor, operation }: Access,
): Promise<Reach> {
  try {
    return authorise(principal, operation);
  } catch (error) {
    const isDenial = error instanceof AccountError && error.fault === "forbidden";
    if (isDenial) await auditDenial(deps, actor, operation);
    throw error;
  }
}
