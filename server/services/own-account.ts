import type { ChangePassword, OwnSession, SecondFactor } from "../../lib/accounts/account";
import type { Visitor } from "../auth/visitor";
import { AccountError } from "./account-error";
import type { Dependencies } from "./dependencies";
import { NotFoundError } from "./errors";
import { throughAuth } from "./sign-in";

/** The session somebody acts in; a key has none. */
function sessionOf({ session }: Visitor) {
  if (session === null) throw new AccountError("forbidden");
  const { id, credential } = session.principal;
  return { session, userId: id, sessionId: credential.id };
}

/** Passwords and codes that are tried within a session are counted too. */
async function countTry(deps: Dependencies, visitor: Visitor): Promise<string> {
  const { userId } = sessionOf(visitor);
  await deps.accounts.attempts.count({ account: userId, address: visitor.address });
  return userId;
}

/** Other sessions are ended: whoever knows the old password is out. */
export async function changePassword(
  deps: Dependencies,
  { currentPassword, newPassword, visitor }: ChangePassword & { readonly visitor: Visitor },
): Promise<void> {
  const userId = await countTry(deps, visitor);
  await throughAuth(deps, visitor, (headers) =>
    deps.accounts.auth.api.changePassword({
      body: { currentPassword, newPassword, revokeOtherSessions: true },
      headers,
      returnHeaders: true,
    }),
  );
  await deps.db.user.update({ where: { id: userId }, data: { mustChangePassword: false } });
  await deps.accounts.attempts.forget(userId);
}

interface WithPassword {
  readonly password: string;
  readonly visitor: Visitor;
}

/** Holds from the first code on, see {@link confirmSecondFactor}. */
export async function startSecondFactor(
  deps: Dependencies,
  { password, visitor }: WithPassword,
): Promise<SecondFactor> {
  await countTry(deps, visitor);
  const answer = await throughAuth(deps, visitor, (headers) =>
    deps.accounts.auth.api.enableTwoFactor({ body: { password }, headers, returnHeaders: true }),
  );
  if (!("totpURI" in answer)) throw new Error("The second factor is of another kind than was asked for.");
  return { uri: answer.totpURI, recoveryCodes: answer.backupCodes };
}

export async function confirmSecondFactor(
  deps: Dependencies,
  { code, visitor }: { readonly code: string; readonly visitor: Visitor },
): Promise<void> {
  const userId = await countTry(deps, visitor);
  await throughAuth(deps, visitor, async (headers) => {
    const verified = await deps.accounts.auth.api.verifyTOTP({
      body: { code },
      headers,
      returnHeaders: true,
    });
    await deps.accounts.attempts.spendCode(userId, code);
    return verified;
  });
  await deps.accounts.attempts.forget(userId);
}

export async function endSecondFactor(
  deps: Dependencies,
  { password, visitor }: WithPassword,
): Promise<void> {
  await countTry(deps, visitor);
  await throughAuth(deps, visitor, (headers) =>
    deps.accounts.auth.api.disableTwoFactor({ body: { password }, headers, returnHeaders: true }),
  );
}

/** Those that hold, newest first. */
export async function listOwnSessions({ db, now }: Dependencies, visitor: Visitor): Promise<OwnSession[]> {
  const { userId, sessionId } = sessionOf(visitor);
  const rows = await db.session.findMany({
    where: { userId, expiresAt: { gt: now() } },
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
  { db }: Dependencies,
  { id, visitor }: { readonly id: string; readonly visitor: Visitor },
): Promise<void> {
  const { userId } = sessionOf(visitor);
  const { count } = await db.session.deleteMany({ where: { id, userId } });
  if (count === 0) throw new NotFoundError("session", id);
}
