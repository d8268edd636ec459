import type { ChangePassword, OwnSession, SecondFactor } from "../../lib/accounts/account";
import type { Transaction } from "../auth/bound-client";
import { isGuessable } from "../auth/guessable";
import { holdsAt } from "../auth/session-limits";
import type { Visitor } from "../auth/visitor";
import { AccountError } from "./account-error";
import { type AccountAction, accountRow } from "./accounts";
import { auditDenial, auditRow, writeAuditRows } from "./audit";
import type { Dependencies } from "./dependencies";
import { NotFoundError } from "./errors";
import { type From, throughAuth } from "./sign-in";

/** The session somebody acts in; a key has none. */
function sessionOf({ session }: Visitor) {
  if (session === null) throw new AccountError("forbidden");
  const { id, credential } = session.principal;
  return { session, userId: id, sessionId: credential.id };
}

interface OwnChange<Result> {
  readonly operation: string;
  readonly action: AccountAction;
  /** What better-auth does in it, in the transaction. */
  call(headers: Headers, transaction: Transaction): Promise<{ headers: Headers; response: Result }>;
}

/**
 * Changes one's own account and puts it on record in the same transaction. Passwords and codes that are tried within a
 * session are counted as attempts, and refusals are on record too.
 */
async function changeOwn<Result>(
  deps: Dependencies,
  { visitor, actor }: From,
  { operation, action, call }: OwnChange<Result>,
): Promise<Result> {
  const { userId: id } = sessionOf(visitor);
  try {
    await deps.accounts.attempts.count({ account: id, address: visitor.address });
    return await throughAuth(deps, visitor, async (headers, transaction) => {
      const answer = await call(headers, transaction);
      await writeAuditRows(transaction, [accountRow(deps, { actor, action, id })]);
      return answer;
    });
  } catch (error) {
    if (error instanceof AccountError) await auditDenial(deps, actor, { operation, reason: error.fault });
    throw error;
  }
}

/** Throws {@link AccountError} for a new password that is none, or that others would guess. */
function refusePoor(
  { currentPassword, newPassword }: ChangePassword,
  owner: { name: string; email: string },
) {
  if (newPassword.normalize("NFKC") === currentPassword.normalize("NFKC"))
    throw new AccountError("same_password");
  if (isGuessable(newPassword, owner)) throw new AccountError("guessable_password");
}

/** Other sessions are ended: whoever knows the old password is out. */
export async function changePassword(
  deps: Dependencies,
  { currentPassword, newPassword, ...from }: ChangePassword & From,
): Promise<void> {
  const { session, userId: id } = sessionOf(from.visitor);
  const owner = { name: session.principal.name, email: session.email };
  await changeOwn(deps, from, {
    operation: "account.changePassword",
    action: "account.change_password",
    call: async (headers, transaction) => {
      refusePoor({ currentPassword, newPassword }, owner);
      const body = { currentPassword, newPassword, revokeOtherSessions: true };
      const answer = await deps.accounts.auth.api.changePassword({ body, headers, returnHeaders: true });
      await transaction.user.update({ where: { id }, data: { mustChangePassword: false } });
      return answer;
    },
  });
  await deps.accounts.attempts.forget(id);
}

type WithPassword = From & { readonly password: string };

/** Holds from the first code on, see {@link confirmSecondFactor}. */
export async function startSecondFactor(
  deps: Dependencies,
  { password, ...from }: WithPassword,
): Promise<SecondFactor> {
  const answer = await changeOwn(deps, from, {
    operation: "account.startSecondFactor",
    action: "account.start_second_factor",
    call: (headers) =>
      deps.accounts.auth.api.enableTwoFactor({ body: { password }, headers, returnHeaders: true }),
  });
  if (!("totpURI" in answer)) throw new Error("The second factor is of another kind than was asked for.");
  return { uri: answer.totpURI, recoveryCodes: answer.backupCodes };
}

export async function confirmSecondFactor(
  deps: Dependencies,
  { code, ...from }: From & { readonly code: string },
): Promise<void> {
  const { userId } = sessionOf(from.visitor);
  await changeOwn(deps, from, {
    operation: "account.confirmSecondFactor",
    action: "account.confirm_second_factor",
    call: async (headers) => {
      const verified = await deps.accounts.auth.api.verifyTOTP({
        body: { code },
        headers,
        returnHeaders: true,
      });
      await deps.accounts.attempts.spendCode(userId, code);
      return verified;
    },
  });
  await deps.accounts.attempts.forget(userId);
}

export async function endSecondFactor(
  deps: Dependencies,
  { password, ...from }: WithPassword,
): Promise<void> {
  await changeOwn(deps, from, {
    operation: "account.endSecondFactor",
    action: "account.end_second_factor",
    call: (headers) =>
      deps.accounts.auth.api.disableTwoFactor({ body: { password }, headers, returnHeaders: true }),
  });
}

/** Those that hold, newest first. */
export async function listOwnSessions({ db, now }: Dependencies, visitor: Visitor): Promise<OwnSession[]> {
  const { userId, sessionId } = sessionOf(visitor);
  const rows = await db.session.findMany({
    where: { userId, ...holdsAt(now()) },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 100,
    select: { id: true, createdAt: true, lastSeenAt: true, ipAddress: true, userAgent: true },
  });
  return rows.map(({ id, createdAt, lastSeenAt, ipAddress, userAgent }) => ({
    id,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    address: ipAddress,
    userAgent,
    isThis: id === sessionId,
  }));
}

export async function revokeOwnSession(
  deps: Dependencies,
  { id, visitor, actor }: From & { readonly id: string },
): Promise<void> {
  const { userId } = sessionOf(visitor);
  await deps.db.$transaction(async (transaction) => {
    const { count } = await transaction.session.deleteMany({ where: { id, userId } });
    if (count === 0) throw new NotFoundError("session", id);
    const target = { type: "session", id } as const;
    await writeAuditRows(transaction, [auditRow(deps, actor, { action: "session.revoke", target })]);
  });
}
