import type { Db } from "../db/client";
import type { Log } from "../observability/log";
import { createFindKey } from "./api-keys";
import { type Attempts, createAttempts } from "./attempts";
import { type Auth, createAuth } from "./better-auth";
import type { Identifiers } from "./identity";
import { createSessions, type SecondFactorRule } from "./sessions";
import { createSignOnServer, type SignOnServer } from "./sign-on-server";
import type { SignOnSettings } from "./sign-on-settings";
import { createSignOnSteps, type SignOnSteps } from "./sign-on-step";

/** Sign-on at the organisation's own server. */
export interface SignOn {
  readonly server: SignOnServer;
  readonly steps: SignOnSteps;
}

/** What lets people and programs in. */
export interface Accounts extends Identifiers {
  readonly auth: Auth;
  readonly attempts: Attempts;
  /** `null` where it is not configured. */
  readonly signOn: SignOn | null;
}

export interface AccountSettings {
  readonly db: Db;
  readonly log: Log;
  readonly now: () => Date;
  readonly secret: string;
  readonly publicUrl: string;
  readonly secondFactor: SecondFactorRule;
  /** `null` for none. */
  readonly signOn: SignOnSettings | null;
}

export function createAccounts(settings: AccountSettings): Accounts {
  const { db, now, secret, signOn } = settings;
  return {
    auth: createAuth(settings),
    attempts: createAttempts(db),
    signOn: signOn && { server: createSignOnServer(signOn), steps: createSignOnSteps(secret) },
    sessions: createSessions(settings),
    findKey: createFindKey(db, now),
  };
}
