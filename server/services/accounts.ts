import { randomBytes } from "node:crypto";
import type { Account, AccountWithPassword, CreateAccount, UpdateAccount } from "../../lib/accounts/account";
import type { AuditAction } from "../../lib/audit/actions";
import type { AuditDetails } from "../../lib/audit/audit-event";
import { inTransaction, type Transaction } from "../auth/bound-client";
import type { Caller } from "../auth/caller";
import { hashPassword } from "../auth/passwords";
import { classifyDatabaseError } from "../db/errors";
import { AccountError } from "./account-error";
import { auditRow, writeAuditRows } from "./audit";
import type { Dependencies } from "./dependencies";
import { NotFoundError } from "./errors";
import { unlink } from "./sign-on-links";

const columns = {
  ...{
    id: true,
    name: true,
    email: true,
    role: true,
    twoFactorEnabled: true,
    createdAt: true,
    disabledAt: true,
  },
  sessions: { orderBy: { lastSeenAt: "desc" }, take: 1, select: { lastSeenAt: true } },
} as const;

interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Account["role"] | "service";
  readonly twoFactorEnabled: boolean;
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
  readonly sessions: readonly { readonly lastSeenAt: Date }[];
}

function toAccount({ role, twoFactorEnabled, createdAt, disabledAt, sessions, ...row }: AccountRow): Account {
  return {
    ...row,
    role: role as Account["role"],
    hasSecondFactor: twoFactorEnabled,
    createdAt: createdAt.toISOString(),
    disabledAt: disabledAt?.toISOString() ?? null,
    lastSeenAt: sessions[0]?.lastSeenAt.toISOString() ?? null,
  };
}

/** What services for the command line need as well. */
export type AccountNeeds = Pick<Dependencies, "db" | "now">;

const mostListed = 1000;

/** All, by name. */
export async function listAccounts({ db }: AccountNeeds): Promise<Account[]> {
  const rows = await db.user.findMany({
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: mostListed,
    select: columns,
  });
  return rows.map(toAccount);
}

/** 96 random bits, to be told to somebody and then changed. */
const makePassword = () => randomBytes(12).toString("base64url");

export interface NewAccount extends CreateAccount {
  readonly password: string;
  readonly mustChangePassword: boolean;
}

/** Throws {@link AccountError} where somebody has the address already. */
export async function insertAccount(
  transaction: Transaction,
  { password, ...account }: NewAccount,
): Promise<Account> {
  try {
    const row = await transaction.user.create({ data: account, select: columns });
    await transaction.credential.create({
      data: {
        userId: row.id,
        accountId: row.id,
        providerId: "credential",
        password: await hashPassword(password),
      },
    });
    return toAccount(row);
  } catch (error) {
    if (classifyDatabaseError(error) !== "conflict") throw error;
    throw new AccountError("email_taken", { cause: error });
  }
}

export type AccountAction = Extract<AuditAction, `account.${string}`>;

interface AccountAct {
  readonly actor: Caller;
  readonly action: AccountAction;
  readonly id: string;
  readonly details?: AuditDetails;
}

/** What was done to an account, as it is put on record with it. */
export const accountRow = (
  { now }: Pick<AccountNeeds, "now">,
  { actor, action, id, details = {} }: AccountAct,
) => auditRow({ now }, actor, { action, target: { type: "account", id }, details });

type By<Given> = Given & { readonly actor: Caller };

export async function createAccount(
  needs: AccountNeeds,
  { actor, ...given }: By<CreateAccount>,
): Promise<AccountWithPassword> {
  const password = makePassword();
  const account = await inTransaction(needs.db, async (transaction) => {
    const made = await insertAccount(transaction, { ...given, password, mustChangePassword: true });
    const details = { roleAfter: made.role };
    await writeAuditRows(transaction, [
      accountRow(needs, { actor, action: "account.create", id: made.id, details }),
    ]);
    return made;
  });
  return { account, password };
}

/** There is always an administrator who may sign in. */
async function keepAdministrator(transaction: Transaction): Promise<void> {
  // Two that would each leave the other as the last wait for each other here.
  await transaction.$executeRaw`LOCK TABLE users IN SHARE ROW EXCLUSIVE MODE`;
  const left = await transaction.user.count({ where: { role: "administrator", disabledAt: null } });
  if (left === 0) throw new AccountError("last_administrator");
}

/** Who is disabled, or gets another role, is signed out everywhere. */
export async function updateAccount(
  needs: AccountNeeds,
  { id, name, role, isDisabled, actor }: By<UpdateAccount>,
): Promise<Account> {
  return inTransaction(needs.db, async (transaction) => {
    const before = await transaction.user.findUnique({ where: { id }, select: columns });
    if (before === null) throw new NotFoundError("account", id);
    const disabledAt =
      isDisabled === undefined ? before.disabledAt : isDisabled ? (before.disabledAt ?? needs.now()) : null;
    const data = { name: name ?? before.name, role: role ?? before.role, disabledAt };
    const row = await transaction.user.update({ where: { id }, data, select: columns });
    if (data.role !== before.role || disabledAt !== null)
      await transaction.session.deleteMany({ where: { userId: id } });
    if (before.role === "administrator") await keepAdministrator(transaction);
    const action = disabledAt !== null && before.disabledAt === null ? "account.disable" : "account.update";
    const details = { roleBefore: before.role, roleAfter: data.role };
    await writeAuditRows(transaction, [accountRow(needs, { actor, action, id, details })]);
    return toAccount(row);
  });
}

/**
 * A new password to tell, signed out everywhere, the link to a sign-on taken off. A second factor stays: what replaces
 * one of two proofs is not to replace both.
 */
export async function resetPassword(
  needs: AccountNeeds,
  { id, actor }: By<{ readonly id: string }>,
): Promise<AccountWithPassword> {
  const password = makePassword();
  const hash = await hashPassword(password);
  const account = await inTransaction(needs.db, async (transaction) => {
    const { count } = await transaction.user.updateMany({
      where: { id },
      data: { mustChangePassword: true },
    });
    if (count === 0) throw new NotFoundError("account", id);
    await transaction.session.deleteMany({ where: { userId: id } });
    await unlink(transaction, id);
    const details = { reason: "password_reset" };
    await writeAuditRows(transaction, [accountRow(needs, { actor, action: "account.update", id, details })]);
    await transaction.credential.upsert({
      where: { providerId_accountId: { providerId: "credential", accountId: id } },
      create: { userId: id, accountId: id, providerId: "credential", password: hash },
      update: { password: hash },
    });
    return toAccount(await transaction.user.findUniqueOrThrow({ where: { id }, select: columns }));
  });
  return { account, password };
}

/** For who has lost authenticator and recovery codes: the password alone lets in again. Signed out everywhere. */
export async function removeSecondFactor(
  needs: AccountNeeds,
  { id, actor }: By<{ readonly id: string }>,
): Promise<Account> {
  return inTransaction(needs.db, async (transaction) => {
    const { count } = await transaction.user.updateMany({ where: { id }, data: { twoFactorEnabled: false } });
    if (count === 0) throw new NotFoundError("account", id);
    await transaction.secondFactor.deleteMany({ where: { userId: id } });
    await transaction.session.deleteMany({ where: { userId: id } });
    const details = { reason: "second_factor_removed" };
    await writeAuditRows(transaction, [accountRow(needs, { actor, action: "account.update", id, details })]);
    return toAccount(await transaction.user.findUniqueOrThrow({ where: { id }, select: columns }));
  });
}
