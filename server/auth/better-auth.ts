import { prismaAdapter } from "better-auth/adapters/prisma";
import { APIError } from "better-auth/api";
import { type BetterAuthOptions, betterAuth } from "better-auth/minimal";
import { twoFactor } from "better-auth/plugins/two-factor";
import { passwordLengths } from "../../lib/accounts/account";
import type { Db } from "../db/client";
import type { Log } from "../observability/log";
import { boundClient } from "./bound-client";
import { withHashedTokens } from "./hashed-tokens";
import { linkedSignIn } from "./linked-sign-in";
import { hashPassword, verifyPassword } from "./passwords";
import { cookiePrefix, sessionSeconds } from "./session-limits";

export interface AuthSettings {
  readonly db: Db;
  readonly log: Log;
  /** At least 32 characters: signs cookies and encrypts second factors. */
  readonly secret: string;
  /** Where browsers find the application, without a slash at the end. */
  readonly publicUrl: string;
}

/** In which the services tell better-auth from where somebody comes; no request reaches it otherwise. */
export const addressHeader = "x-microcalc-address";

/** Seconds from the password to the code. */
const secondStepSeconds = 300;

function optionsOf({ db, log, secret, publicUrl }: AuthSettings) {
  const client = boundClient(db);
  return {
    appName: "Microcalc",
    baseURL: publicUrl,
    basePath: "/api/auth",
    secrets: [{ version: 1, value: secret }],
    telemetry: { enabled: false },
    // Its own lines hold addresses of people.
    logger: {
      level: "error",
      disableColors: true,
      log: (_level, message) => log.warn({ message }, "accounts"),
    },
    database: withHashedTokens(prismaAdapter(client, { provider: "postgresql", transaction: false })),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      autoSignIn: false,
      minPasswordLength: passwordLengths.least,
      maxPasswordLength: passwordLengths.most,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    user: {
      modelName: "user",
      additionalFields: {
        role: { type: "string", required: true, input: false },
        disabledAt: { type: "date", required: false, input: false },
        mustChangePassword: { type: "boolean", required: false, input: false, defaultValue: false },
      },
    },
    session: {
      modelName: "session",
      additionalFields: {
        lastSeenAt: { type: "date", required: false, input: false, defaultValue: () => new Date() },
      },
      expiresIn: sessionSeconds,
      disableSessionRefresh: true,
      freshAge: 0,
      cookieCache: { enabled: false },
    },
    account: {
      modelName: "credential",
      encryptOAuthTokens: true,
      accountLinking: { enabled: true, disableImplicitLinking: true, trustedProviders: [] },
      updateAccountOnSignIn: false,
    },
    verification: { modelName: "verification", storeIdentifier: "hashed", disableCleanup: true },
    // Ours, in front of it: see server/auth/attempts.ts.
    rateLimit: { enabled: false },
    advanced: {
      database: { generateId: "uuid" },
      useSecureCookies: false,
      cookiePrefix,
      defaultCookieAttributes: { secure: true, httpOnly: true, sameSite: "lax", path: "/" },
      ipAddress: { ipAddressHeaders: [addressHeader], ipv6Subnet: 128 },
    },
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }) => {
            const user = await client.user.findUnique({
              where: { id: userId },
              select: { disabledAt: true },
            });
            if (user === null || user.disabledAt !== null)
              throw new APIError("FORBIDDEN", { code: "ACCOUNT_DISABLED", message: "Disabled" });
          },
        },
      },
    },
    plugins: [
      twoFactor({
        issuer: "Microcalc",
        twoFactorTable: "secondFactor",
        twoFactorCookieMaxAge: secondStepSeconds,
        backupCodeOptions: { storeBackupCodes: "encrypted" },
      }),
      linkedSignIn(),
    ],
  } satisfies BetterAuthOptions;
}

/** The library behind accounts. Its own way in over HTTP is not mounted: services call it. */
export const createAuth = (settings: AuthSettings) => betterAuth(optionsOf(settings));
export type Auth = ReturnType<typeof createAuth>;
