import type { Dependencies } from "./dependencies";

/** Until then the list of accounts says when somebody was last there. */
const sessionsKeptMilliseconds = 30 * 24 * 3600 * 1000;

/** Takes away what lets nobody in any more: steps of sign-ins and set-up links, and sessions that ended a month ago. */
export async function clearExpiredSignIns({ db, now }: Pick<Dependencies, "db" | "now">): Promise<void> {
  const at = now();
  const expired = { where: { expiresAt: { lte: at } } };
  await db.verification.deleteMany(expired);
  await db.setupLink.deleteMany(expired);
  // A session has ended by then whenever that was.
  const before = new Date(at.getTime() - sessionsKeptMilliseconds);
  await db.session.deleteMany({ where: { expiresAt: { lte: before } } });
}
