import type { Transaction } from "../auth/bound-client";

/** Before the issuer's address in a link's provider; a password's is `credential`. */
const providerPrefix = "oidc:";

/** A person at a sign-on server. */
export interface Subject {
  readonly issuer: string;
  readonly subject: string;
}

/** Issuers are written with and without a slash at the end. */
export const linkKeyOf = ({ issuer, subject }: Subject) => ({
  providerId: providerPrefix + new URL(issuer).href,
  accountId: subject,
});

const person = { id: true, name: true, role: true } as const;

/** Whose account is linked with this person; `null` for nobody's. */
export async function linkedAccount(db: Pick<Transaction, "credential">, subject: Subject) {
  const where = { providerId_accountId: linkKeyOf(subject) };
  const link = await db.credential.findUnique({ where, select: { user: { select: person } } });
  return link?.user ?? null;
}

/**
 * Links an account that awaits its owner: made or reset by an administrator, nobody in it since, linked with nobody.
 * Returns it; `null` where the address is of none that does. The password that was made for it is void from then on.
 */
export async function linkAwaiting(
  transaction: Transaction,
  { email, ...subject }: Subject & { email: string },
) {
  const links = { providerId: { startsWith: providerPrefix } };
  // Two who come at once with one address: one of them waits here, and finds an account that awaits nobody any more.
  const { count } = await transaction.user.updateMany({
    where: { email, mustChangePassword: true, disabledAt: null, credentials: { none: links } },
    data: { mustChangePassword: false },
  });
  if (count === 0) return null;
  const account = await transaction.user.findUniqueOrThrow({ where: { email }, select: person });
  await transaction.credential.deleteMany({ where: { userId: account.id } });
  await transaction.session.deleteMany({ where: { userId: account.id } });
  await transaction.credential.create({ data: { ...linkKeyOf(subject), userId: account.id } });
  return account;
}

/** Takes all links of an account away. */
export async function unlink(transaction: Transaction, userId: string): Promise<void> {
  await transaction.credential.deleteMany({ where: { userId, providerId: { startsWith: providerPrefix } } });
}
