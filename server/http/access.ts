import { type Caller, callerOf } from "../auth/caller";
import { identify } from "../auth/identity";
import { authoriseOnRecord } from "../services/access";
import { AccountError } from "../services/account-error";
import type { Dependencies } from "../services/dependencies";
import type { NumberedRequest } from "./edge";

type Access = { readonly actor: Caller } | { readonly refusal: readonly [status: number, message: string] };

/** Who asks for something that is no procedure, or why they do not get it. */
export async function accessTo(
  deps: Dependencies,
  request: NumberedRequest,
  operation: string,
): Promise<Access> {
  const { principal } = await identify(deps.accounts, request);
  const actor = callerOf(principal, request);
  try {
    await authoriseOnRecord(deps, { principal, actor, operation });
    return { actor };
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    return {
      refusal:
        principal === null ? [401, "Please sign in first."] : [403, "Your account may not have this file."],
    };
  }
}
