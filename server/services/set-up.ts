import { createHash, randomBytes } from "node:crypto";
import type { Setup } from "../../lib/accounts/account";
import { inTransaction } from "../auth/bound-client";
import { isGuessable } from "../auth/guessable";
import { AccountError } from "./account-error";
import { type AccountNeeds, accountRow, insertAccount } from "./accounts";
import { writeAuditRows } from "./audit";
import type { Dependencies } from "./dependencies";
import { denied, type From, signIn } from "./sign-in";

const holdsMilliseconds = 24 * 3600 * 1000;
const digest = (token: string) => new Uint8Array(createHash("sha256").update(token).digest());

/** The secret of a link with which the first administrator is made; `null` where there is an account already. */
export async function makeSetupToken({ db, now }: AccountNeeds): Promise<string | null> {
  if ((await db.user.findFirst({ select: { id: true } })) !== null) return null;
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(now().getTime() + holdsMilliseconds);
  await db.setupLink.create({ data: { tokenHash: digest(token), expiresAt } });
  return token;
}

/**
 * Makes the first administrator and signs them in; throws {@link AccountError} for a link that does not hold any more.
 */
export async function setUp(
  deps: Dependencies,
  { token, visitor, actor, ...person }: Setup & From,
): Promise<void> {
  await makeFirst(deps, { token, visitor, actor, ...person }).catch(async (error: unknown) => {
    throw await denied(deps, actor, error);
  });
  await signIn(deps, { email: person.email, password: person.password, visitor, actor });
}

async function makeFirst(deps: Dependencies, { token, visitor, actor, ...person }: Setup & From) {
  const { db, now, accounts } = deps;
  await accounts.attempts.count({ account: "set-up", address: visitor.address });
  await inTransaction(db, async (transaction) => {
    // Two who open the link at once: one of them waits here, and finds an account.
    await transaction.$executeRaw`LOCK TABLE setup_links IN SHARE ROW EXCLUSIVE MODE`;
    const { count } = await transaction.setupLink.deleteMany({
      where: { tokenHash: digest(token), expiresAt: { gt: now() } },
    });
    const first = await transaction.user.findFirst({ select: { id: true } });
    if (count === 0 || first !== null) throw new AccountError("setup_link_invalid");
    if (isGuessable(person.password, person)) throw new AccountError("guessable_password");
    const made = { ...person, role: "administrator", mustChangePassword: false } as const;
    const { id } = await insertAccount(transaction, made);
    const details = { roleAfter: made.role };
    await writeAuditRows(transaction, [accountRow(deps, { actor, action: "account.create", id, details })]);
    await transaction.setupLink.deleteMany({});
  });
}
