import type { CurrentSession } from "@/lib/accounts/account";
import { shareSeen } from "./last-seen";
import { firstPageOf } from "./page-operations";
import { claimPersonal } from "./personal-storage";
import { tell } from "./session-news";

/** Goes from the door to a page, loaded anew: nothing of whoever was here before is left in memory. */
export function enter({ account, may }: CurrentSession, back: string | null): void {
  if (account === null) return;
  claimPersonal(account.id);
  shareSeen(Date.now());
  tell({ kind: "signed_in" });
  location.replace(account.mustFirst !== null ? "/account" : (back ?? firstPageOf(may)));
}
