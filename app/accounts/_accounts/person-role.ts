import type { Account } from "@/lib/accounts/account";

export type PersonRole = Account["role"];
