import { isAPIError } from "better-auth/api";
import type { CurrentSession, SignedIn, SignIn, VerifyCode } from "../../lib/accounts/account";
import { addressHeader } from "../auth/better-auth";
import { inTransaction, type Transaction } from "../auth/bound-client";
import { type Caller, operationsOf, type Principal } from "../auth/caller";
import { idleSeconds, sessionCookie } from "../auth/session-limits";
import { createTurns } from "../auth/turns";
import type { Visitor } from "../auth/visitor";
import { AccountError, type AccountFault } from "./account-error";
import { audit, auditRow, writeAuditRows } from "./audit";
import type { Dependencies } from "./dependencies";

/** better-auth's word for a refusal, its status where it has no word, and ours. */
const faults: Readonly<Record<string, AccountFault>> = {
  INVALID_EMAIL_OR_PASSWORD: "invalid_credentials",
  INVALID_EMAIL: "invalid_credentials",
  PASSWORD_TOO_LONG: "invalid_credentials",
  // Nobody is told that there is such an account.
  ACCOUNT_DISABLED: "invalid_credentials",
  INVALID_CODE: "invalid_code",
  INVALID_BACKUP_CODE: "invalid_code",
  INVALID_TWO_FACTOR_COOKIE: "sign_in_again",
  // Two with the same recovery code at once: one of them is late.
  CONFLICT: "invalid_code",
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: "sign_in_again",
  TOTP_NOT_ENABLED: "sign_in_again",
  BACKUP_CODES_NOT_ENABLED: "sign_in_again",
  TOTP_ALREADY_ENABLED: "second_factor_on",
  // The session has ended since it was found.
  UNAUTHORIZED: "sign_in_required",
  ACCOUNT_TEMPORARILY_LOCKED: "too_many_attempts",
  INVALID_PASSWORD: "wrong_password",
  CREDENTIAL_ACCOUNT_NOT_FOUND: "no_password",
};

/** Ours for a refusal of better-auth's; what it does not mean to refuse is thrown on. */
function refusalOf(error: unknown): unknown {
  if (!isAPIError(error)) return error;
  const fault = faults[String(error.body?.code ?? error.status)];
  if (fault === undefined) return error;
  const wait = fault === "too_many_attempts" ? { retryAfterSeconds: 15 * 60 } : {};
  return new AccountError(fault, { ...wait, cause: error });
}

/** What better-auth is told of whoever asks: a session's cookie only where we have found that it holds. */
function headersOf({ address, userAgent, cookies = "", session }: Visitor): Headers {
  const accepted = cookies
    .split(/;\s*/)
    .filter((cookie) => session !== null || !cookie.startsWith(`${sessionCookie}=`))
    .join("; ");
  return new Headers({ cookie: accepted, "user-agent": userAgent ?? "", [addressHeader]: address });
}

/** Each holds a connection while a password is hashed: a flood of sign-ins is to leave the others to the rest. */
const inTurn = createTurns({ atOnce: 3, mostWaiting: 32 });

/** Calls better-auth in one transaction, sends on the cookies it sets, and puts its refusals into our words. */
export async function throughAuth<Result>(
  { db }: Pick<Dependencies, "db">,
  visitor: Visitor,
  call: (headers: Headers, transaction: Transaction) => Promise<{ headers: Headers; response: Result }>,
): Promise<Result> {
  try {
    const { headers, response } = await inTurn(() =>
      inTransaction(db, (transaction) => call(headersOf(visitor), transaction)),
    );
    visitor.sendCookies(headers.getSetCookie());
    return response;
  } catch (error) {
    throw refusalOf(error);
  }
}

/** A password that somebody else made has been told, and may lie about: it lets its owner in for a week. */
const firstPasswordMilliseconds = 7 * 24 * 3600 * 1000;

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

/** Somebody who is just getting in: as yet without a session to act in. */
export const newcomer = ({ id, name, role }: Person, actor: Caller): Caller => ({ ...actor, id, name, role });

/** Puts on record that somebody was not let in, and gives the refusal back. */
export async function denied(deps: Dependencies, actor: Caller, error: unknown): Promise<unknown> {
  if (!(error instanceof AccountError)) return error;
  await audit(deps, actor, { action: "session.denied", result: "denied", details: { reason: error.fault } });
  return error;
}

/** Who acts, and from where. */
export interface From {
  readonly visitor: Visitor;
  readonly actor: Caller;
}

/** Whatever session came along with a sign-in is over: the browser is handed another cookie, or none. */
async function endPresent(transaction: Transaction, { session }: Visitor): Promise<void> {
  if (session === null) return;
  await transaction.session.deleteMany({ where: { id: session.principal.credential.id } });
}

interface Beginning extends From {
  readonly person: Person;
}

/** What goes with a session that begins: the one that came along ends, and it is put on record. */
export async function beginSession(
  deps: Pick<Dependencies, "now">,
  transaction: Transaction,
  { person, visitor, actor }: Beginning,
): Promise<void> {
  await endPresent(transaction, visitor);
  const target = { type: "account", id: person.id } as const;
  const row = auditRow(deps, newcomer(person, actor), { action: "session.sign_in", target });
  await writeAuditRows(transaction, [row]);
}

/** The same after a password; throws {@link AccountError} for one that was made for its owner too long ago. */
async function beginWithPassword(
  deps: Pick<Dependencies, "now">,
  transaction: Transaction,
  beginning: Beginning,
): Promise<void> {
  const old = await transaction.credential.findFirst({
    where: {
      userId: beginning.person.id,
      providerId: "credential",
      updatedAt: { lte: new Date(deps.now().getTime() - firstPasswordMilliseconds) },
      user: { mustChangePassword: true },
    },
    select: { id: true },
  });
  if (old !== null) throw new AccountError("first_password_expired");
  await beginSession(deps, transaction, beginning);
}

/** The first step, or the only one. How long it takes tells nothing of whether there is such an account. */
export async function signIn(
  deps: Dependencies,
  { email, password, visitor, actor }: SignIn & From,
): Promise<SignedIn> {
  const { attempts, auth } = deps.accounts;
  try {
    await attempts.count({ account: email, address: visitor.address });
    // A new sign-in is a new session, whatever came along.
    const answer = await throughAuth(deps, { ...visitor, session: null }, async (headers, transaction) => {
      const answered = await auth.api.signInEmail({
        body: { email, password },
        headers,
        returnHeaders: true,
      });
      const { response } = answered;
      if ("twoFactorRedirect" in response) await endPresent(transaction, visitor);
      else
        await beginWithPassword(deps, transaction, {
          person: response.user as unknown as Person,
          visitor,
          actor,
        });
      return answered;
    });
    await attempts.forget(email);
    return { kind: "twoFactorRedirect" in answer ? "second_factor" : "signed_in" };
  } catch (error) {
    throw await denied(deps, actor, error);
  }
}

/**
 * The second step. Wrong codes are counted by account with better-auth: ten of them, and none is taken for fifteen
 * minutes.
 */
export async function verifyCode(
  deps: Dependencies,
  { kind, code, visitor, actor }: VerifyCode & From,
): Promise<SignedIn> {
  const { attempts, auth } = deps.accounts;
  try {
    await attempts.count({ address: visitor.address });
    await throughAuth(deps, { ...visitor, session: null }, async (headers, transaction) => {
      const call = { body: { code }, headers, returnHeaders: true } as const;
      const verified =
        kind === "recovery" ? await auth.api.verifyBackupCode(call) : await auth.api.verifyTOTP(call);
      const { id } = verified.response.user;
      if (kind === "authenticator") await attempts.spendCode(id, code);
      const person = await transaction.user.findUniqueOrThrow({
        where: { id },
        select: { id: true, name: true, role: true },
      });
      await beginWithPassword(deps, transaction, { person, visitor, actor });
      return verified;
    });
    return { kind: "signed_in" };
  } catch (error) {
    throw await denied(deps, actor, error);
  }
}

/** Ends the session, and where there is none takes the cookies away. */
export async function signOut(deps: Dependencies, { visitor, actor }: From): Promise<void> {
  if (visitor.session !== null) {
    const { id } = visitor.session.principal.credential;
    await deps.db.$transaction(async (transaction) => {
      await transaction.session.deleteMany({ where: { id } });
      await writeAuditRows(transaction, [
        auditRow(deps, actor, { action: "session.sign_out", target: { type: "session", id } }),
      ]);
    });
  }
  const gone = "=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax";
  visitor.sendCookies([`${sessionCookie}${gone}`]);
}

export interface AskCurrent {
  readonly principal: Principal | null;
  readonly visitor: Visitor;
}

/** Who is signed in, and what they may ask for. */
export async function currentSession(
  { db, accounts }: Dependencies,
  { principal, visitor: { session } }: AskCurrent,
): Promise<CurrentSession> {
  const signOn = accounts.signOn && { name: accounts.signOn.server.name };
  const may = principal === null ? [] : operationsOf(principal);
  if (session === null) {
    const awaitsSetup = principal === null && (await db.user.findFirst({ select: { id: true } })) === null;
    return { account: null, may, idleSeconds, endsAt: null, awaitsSetup, signOn };
  }
  const { id, name, role, mustFirst } = session.principal;
  const { email, hasSecondFactor } = session;
  return {
    account: { id, name, email, role, hasSecondFactor, mustFirst },
    may,
    idleSeconds,
    endsAt: session.endsAt.toISOString(),
    awaitsSetup: false,
    signOn,
  };
}
