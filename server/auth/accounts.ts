import type { Db } from "../db/client";
import type { Log } from "../observability/log";
import { createFindKey } from "./api-keys";
import { type Attempts, createAttempts } from "./attempts";
import { type Auth, createAuth } from "./better-auth";
import type { Identifiers } from "./identity";
import { createSessions } from "./sessions";

/** What lets people and programs in. */
export interface Accounts extends Identifiers {
  readonly auth: Auth;
  readonly attempts: Attempts;
}

export interface AccountSettings {
  readonly db: Db;
  readonly log: Log;
  readonly now: () => Date;
  readonly secret: string;
  readonly publicUrl: string;
}

export function createAccounts(settings: AccountSettings): Accounts {
  const { db, now } = settings;
  return {
    auth: createAuth(settings),
    attempts: createAttempts(db),
    sessions: createSessions(settings),
    findKey: createFindKey(db, now),
  };
}
