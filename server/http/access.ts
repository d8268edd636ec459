import { type Caller, callerOf } from "../auth/caller";
import { identify } from "../auth/identity";
import type { LiveSession } from "../auth/sessions";
import { admitOnRecord } from "../services/access";
import { AccountError } from "../services/account-error";
import type { Dependencies } from "../services/dependencies";
import type { Refusal } from "./address";
import type { NumberedRequest } from "./edge";
import { tooManyRequests } from "./too-many-requests";

interface Admitted {
  readonly actor: Caller;
  /** `null` where none came along. */
  readonly session: LiveSession | null;
}

type Access = Admitted | { readonly refusal: Refusal };

/** What is said to somebody who does not get a file. */
function refusalFor({ fault, retryAfterSeconds }: AccountError): Refusal {
  if (fault === "sign_in_required") return [401, "Please sign in first."];
  if (fault === "too_many_requests") return tooManyRequests(retryAfterSeconds ?? 1);
  return [403, "Your account may not have this file."];
}

/** Who asks for something that is no procedure, or why they do not get it. */
export async function accessTo(
  deps: Dependencies,
  request: NumberedRequest,
  operation: string,
): Promise<Access> {
  const { principal, session } = await identify(deps.accounts, request);
  const actor = callerOf(principal, request);
  try {
    await admitOnRecord(deps, { principal, actor, operation });
    return { actor, session };
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    return { refusal: refusalFor(error) };
  }
}
