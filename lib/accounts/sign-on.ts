/** Where a sign-on at the organisation's own server begins, and where that server sends people back to. */
export const signOnPaths = { begin: "/api/auth/sign-in/oidc", end: "/api/auth/callback/oidc" } as const;

/** Why such a sign-on let nobody in. */
export const signOnFaults = [
  "unreachable",
  "expired",
  "cancelled",
  "failed",
  "no_account",
  "account_disabled",
  "too_many_attempts",
] as const;
export type SignOnFault = (typeof signOnFaults)[number];

/** Most characters of an address to go back to. */
export const longestReturn = 500;
