import { isAPIError } from "better-auth/api";
import type { CurrentSession, SignedIn, SignIn, VerifyCode } from "../../lib/accounts/account";
import { addressHeader } from "../auth/better-auth";
import { inTransaction } from "../auth/bound-client";
import { type Caller, operationsOf } from "../auth/caller";
import { idleSeconds, sessionCookie } from "../auth/session-limits";
import type { Visitor } from "../auth/visitor";
import { AccountError, type AccountFault } from "./account-error";
import type { Dependencies } from "./dependencies";

/** better-auth's word for a refusal, and ours. */
const faults: Readonly<Record<string, AccountFault>> = {
  INVALID_EMAIL_OR_PASSWORD: "invalid_credentials",
  INVALID_EMAIL: "invalid_credentials",
  PASSWORD_TOO_LONG: "invalid_credentials",
  // Nobody is told that there is such an account.
  ACCOUNT_DISABLED: "invalid_credentials",
  INVALID_CODE: "invalid_code",
  INVALID_BACKUP_CODE: "invalid_code",
  INVALID_TWO_FACTOR_COOKIE: "sign_in_again",
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: "sign_in_again",
  TOTP_NOT_ENABLED: "sign_in_again",
  ACCOUNT_TEMPORARILY_LOCKED: "too_many_attempts",
  INVALID_PASSWORD: "wrong_password",
};

/** Ours for a refusal of better-auth's; what it does not mean to refuse is thrown on. */
function refusalOf(error: unknown): unknown {
  if (!isAPIError(error)) return error;
  const fault = faults[String(error.body?.code)];
  if (fault === undefined) return error;
  const wait = fault === "too_many_attempts" ? { retryAfterSeconds: 15 * 60 } : {};
  return new AccountError(fault, { ...wait, cause: error });
}

/** What better-auth is told of whoever asks: a session's cookie only where we have found that it holds. */
export function headersOf({ address, userAgent, cookies = "", session }: Visitor): Headers {
  const accepted = cookies
    .split(/;\s*/)
    .filter((cookie) => session !== null || !cookie.startsWith(`${sessionCookie}=`))
    .join("; ");
  return new Headers({ cookie: accepted, "user-agent": userAgent ?? "", [addressHeader]: address });
}

/** Calls better-auth in one transaction, sends on the cookies it sets, and puts its refusals into our words. */
export async function throughAuth<Result>(
  { db }: Pick<Dependencies, "db">,
  visitor: Visitor,
  call: (headers: Headers) => Promise<{ headers: Headers; response: Result }>,
): Promise<Result> {
  try {
    const { headers, response } = await inTransaction(db, () => call(headersOf(visitor)));
    visitor.sendCookies(headers.getSetCookie());
    return response;
  } catch (error) {
    throw refusalOf(error);
  }
}

/** The first step, or the only one. How long it takes tells nothing of whether there is such an account. */
export async function signIn(
  deps: Dependencies,
  { email, password, visitor }: SignIn & { readonly visitor: Visitor },
): Promise<SignedIn> {
  const { attempts, auth } = deps.accounts;
  await attempts.count({ account: email, address: visitor.address });
  // A new sign-in is a new session, whatever came along.
  const newcomer = { ...visitor, session: null };
  const answer = await throughAuth(deps, newcomer, (headers) =>
    auth.api.signInEmail({ body: { email, password }, headers, returnHeaders: true }),
  );
  await attempts.forget(email);
  if ("twoFactorRedirect" in answer) return { kind: "second_factor" };
  return { kind: "signed_in" };
}

/** The second step. */
export async function verifyCode(
  deps: Dependencies,
  { kind, code, visitor }: VerifyCode & { readonly visitor: Visitor },
): Promise<SignedIn> {
  const { attempts, auth } = deps.accounts;
  await attempts.count({ account: `code from ${visitor.address}`, address: visitor.address });
  await throughAuth(deps, { ...visitor, session: null }, async (headers) => {
    const call = { body: { code }, headers, returnHeaders: true } as const;
    if (kind === "recovery") return auth.api.verifyBackupCode(call);
    const verified = await auth.api.verifyTOTP(call);
    await attempts.spendCode(verified.response.user.id, code);
    return verified;
  });
  return { kind: "signed_in" };
}

/** Ends the session, and where there is none takes the cookies away. */
export async function signOut(deps: Dependencies, visitor: Visitor): Promise<void> {
  if (visitor.session !== null) {
    await deps.db.session.deleteMany({ where: { id: visitor.session.caller.credential.id } });
  }
  const gone = "=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax";
  visitor.sendCookies([`${sessionCookie}${gone}`]);
}

export interface AskCurrent {
  readonly caller: Caller | null;
  readonly visitor: Visitor;
}

/** Who is signed in, and what they may ask for. */
export async function currentSession(
  { db }: Dependencies,
  { caller, visitor: { session } }: AskCurrent,
): Promise<CurrentSession> {
  const may = caller === null ? [] : operationsOf(caller);
  if (session === null) {
    const awaitsSetup = caller === null && (await db.user.findFirst({ select: { id: true } })) === null;
    return { account: null, may, idleSeconds, endsAt: null, awaitsSetup };
  }
  const { id, name, role, mustChangePassword } = session.caller;
  const { email, hasSecondFactor } = session;
  return {
    account: { id, name, email, role, hasSecondFactor, mustChangePassword },
    may,
    idleSeconds,
    endsAt: session.endsAt.toISOString(),
    awaitsSetup: false,
  };
}
