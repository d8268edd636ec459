import { authorise, type Caller, type Principal } from "../auth/caller";
import type { Reach } from "../auth/permissions";
import type { TooMany } from "../auth/rate-limits";
import { AccountError } from "./account-error";
import { auditDenial } from "./audit";
import type { Dependencies } from "./dependencies";

export interface Access {
  readonly principal: Principal | null;
  readonly actor: Caller;
  readonly operation: string;
}

type AccessNeeds = Pick<Dependencies, "now" | "writeAudit" | "rateLimits" | "metrics">;

/** The first refusal of a window is put on record; a row for each would be the flood itself. */
async function refuse(needs: AccessNeeds, { actor, operation }: Access, tooMany: TooMany): Promise<never> {
  const { by, retryAfterSeconds, isFirst } = tooMany;
  needs.metrics.requestsLimited.inc({ by });
  if (isFirst) await auditDenial(needs, actor, { operation, reason: "too_many_requests" });
  throw new AccountError("too_many_requests", { retryAfterSeconds });
}

/**
 * Lets a call in: counts it, then asks {@link authorise}. Refusals are put on record, of those for too many calls the
 * first of each minute. Nothing of the call's input has been read yet.
 */
export async function admitOnRecord(needs: AccessNeeds, access: Access): Promise<Reach> {
  const { principal, actor, operation } = access;
  const tooMany = await needs.rateLimits.call(principal, actor.address ?? "");
  if (tooMany !== null) return refuse(needs, access, tooMany);
  const reach = await authoriseOnRecord(needs, access);
  const tooCostly = principal === null ? null : await needs.rateLimits.costly(principal, operation);
  return tooCostly === null ? reach : refuse(needs, access, tooCostly);
}

async function authoriseOnRecord(
  needs: AccessNeeds,
  { principal, actor, operation }: Access,
): Promise<Reach> {
  try {
    return authorise(principal, operation);
  } catch (error) {
    const isDenial = error instanceof AccountError && error.fault !== "sign_in_required";
    if (isDenial) await auditDenial(needs, actor, { operation, reason: error.fault });
    throw error;
  }
}
