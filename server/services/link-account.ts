import { inTransaction } from "../auth/bound-client";
import type { Caller } from "../auth/caller";
import { type AccountNeeds, accountRow } from "./accounts";
import { writeAuditRows } from "./audit";
import { linkedAccount, linkKeyOf, type Subject, unlink } from "./sign-on-links";

interface LinkAccount extends Subject {
  readonly id: string;
  readonly actor: Caller;
}

/**
 * Links an account by an administrator's word, in place of the link it had; `taken` where the person is linked with
 * another one. A password that was made for somebody who has not been in yet is void from then on.
 */
export async function linkAccount(
  needs: AccountNeeds,
  { id, actor, ...subject }: LinkAccount,
): Promise<"linked" | "taken"> {
  return inTransaction(needs.db, async (transaction) => {
    const holder = await linkedAccount(transaction, subject);
    if (holder !== null && holder.id !== id) return "taken";
    await unlink(transaction, id);
    const { count } = await transaction.user.updateMany({
      where: { id, mustChangePassword: true },
      data: { mustChangePassword: false },
    });
    if (count > 0) await transaction.credential.deleteMany({ where: { userId: id } });
    await transaction.credential.create({ data: { ...linkKeyOf(subject), userId: id } });
    const details = { reason: "sign_on_linked" };
    await writeAuditRows(transaction, [accountRow(needs, { actor, action: "account.update", id, details })]);
    return "linked";
  });
}
