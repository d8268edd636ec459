import type { Account } from "@/lib/accounts/account";

/** What an administrator is being asked about. */
export type PendingChange =
  | { readonly kind: "create" }
  | {
      readonly kind: "role" | "disable" | "enable" | "resetPassword" | "removeSecondFactor";
      readonly account: Account;
    };
