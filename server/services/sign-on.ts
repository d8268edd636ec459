import type { SignOnFault } from "../../lib/accounts/sign-on";
import { longestReturn } from "../../lib/accounts/sign-on";
import type { SignOn } from "../auth/accounts";
import type { SignedOn } from "../auth/sign-on-server";
import { noStep, type SignOnStep } from "../auth/sign-on-step";
import { describe } from "../observability/log";
import { AccountError, type AccountFault } from "./account-error";
import { accountRow } from "./accounts";
import { audit, writeAuditRows } from "./audit";
import type { Dependencies } from "./dependencies";
import { beginSession, type From, newcomer, throughAuth } from "./sign-in";
import { SignOnError } from "./sign-on-error";
import { linkAwaiting, linkedAccount } from "./sign-on-links";

/** How a step of a sign-on ended, and where the person wanted to go, as the address said it. */
interface Refused {
  readonly fault: SignOnFault;
  readonly from: string | null;
}

const accountFaults: Partial<Record<AccountFault, SignOnFault>> = {
  too_many_attempts: "too_many_attempts",
  // No session begins for an account that is disabled.
  invalid_credentials: "account_disabled",
};

function faultOf(error: unknown): SignOnFault | null {
  if (error instanceof SignOnError) return error.fault;
  return error instanceof AccountError ? (accountFaults[error.fault] ?? null) : null;
}

/** Why, for whoever runs the server. What the sign-on server or the person sent is no part of it. */
function logRefusal({ log }: Dependencies, error: unknown, requestId: string | null): void {
  const { cause } = error as Error;
  const entry = { requestId, fault: faultOf(error), ...(cause !== undefined && describe(cause)) };
  log.warn(entry, "somebody was not signed on");
}

export interface BeginSignOn extends From {
  readonly signOn: SignOn;
  /** Where the person wants to go. */
  readonly from: string | null;
}

/** Where to send a browser to sign on, bound to that browser; or why that is not possible. */
export async function beginSignOn(
  deps: Dependencies,
  { signOn, from: wanted, visitor, actor }: BeginSignOn,
): Promise<Refused | { readonly address: string }> {
  const from = wanted !== null && wanted.length <= longestReturn ? wanted : null;
  try {
    const { address, step } = await signOn.server.begin();
    visitor.sendCookies([await signOn.steps.seal({ ...step, from })]);
    return { address };
  } catch (error) {
    const fault = faultOf(error);
    if (fault === null) throw error;
    logRefusal(deps, error, actor.requestId);
    return { fault, from };
  }
}

export interface EndSignOn extends From {
  readonly signOn: SignOn;
  /** What the browser came back with. */
  readonly query: URLSearchParams;
}

/** Signs in whoever comes back from the sign-on server with what this very browser was sent there with, once. */
export async function endSignOn(
  deps: Dependencies,
  { signOn, query, visitor, actor }: EndSignOn,
): Promise<Refused | { readonly from: string | null }> {
  const step = await signOn.steps.open(visitor.cookies);
  visitor.sendCookies([noStep]);
  const from = step?.from ?? null;
  try {
    await deps.accounts.attempts.count({ address: visitor.address });
    if (step === null || query.get("state") !== step.state) throw new SignOnError("expired");
    await letIn(deps, await comeBack(deps, { signOn, query, step }), { visitor, actor });
    return { from };
  } catch (error) {
    const fault = faultOf(error);
    if (fault === null) throw error;
    logRefusal(deps, error, actor.requestId);
    const details = { reason: `sign_on_${fault}` };
    await audit(deps, actor, { action: "session.denied", result: "denied", details });
    return { fault, from };
  }
}

interface ComingBack extends Pick<EndSignOn, "signOn" | "query"> {
  readonly step: SignOnStep;
}

async function comeBack(deps: Dependencies, { signOn, query, step }: ComingBack): Promise<SignedOn> {
  await deps.accounts.attempts.spendSignOn(step.state);
  return signOn.server.end(query, step);
}

/** Begins a session for whose account it is, linking it first where it awaits its owner. */
async function letIn(deps: Dependencies, signedOn: SignedOn, { visitor, actor }: From): Promise<void> {
  // The server may have to be asked, for which no transaction is kept open.
  const isLinked = (await linkedAccount(deps.db, signedOn)) !== null;
  const email = isLinked ? null : await signedOn.verifiedEmail();
  // A new sign-in is a new session, whatever came along.
  await throughAuth(deps, { ...visitor, session: null }, async (headers, transaction) => {
    const linked = await linkedAccount(transaction, signedOn);
    const { issuer, subject } = signedOn;
    const account =
      linked ?? (email === null ? null : await linkAwaiting(transaction, { issuer, subject, email }));
    if (account === null) {
      // Whoever runs the server needs it to link an account by hand.
      deps.log.warn({ requestId: actor.requestId, issuer, subject }, "no account is linked with this person");
      throw new SignOnError("no_account");
    }
    const call = { body: { userId: account.id }, headers, returnHeaders: true } as const;
    const answered = await deps.accounts.auth.api.signInLinked(call);
    const owner = newcomer(account, actor);
    const link = { actor: owner, action: "account.update", id: account.id } as const;
    if (linked === null)
      await writeAuditRows(transaction, [
        accountRow(deps, { ...link, details: { reason: "sign_on_linked" } }),
      ]);
    await beginSession(deps, transaction, { person: account, visitor, actor });
    return answered;
  });
}
