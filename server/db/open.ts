import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { applicationRole, prepareApplicationRole } from "./application-role";
import { type Ask, connect, type Db, type PoolCounts } from "./client";
import { startEmbeddedPostgres } from "./embedded";
import { outageReasonOf, outageWords } from "./errors";
import { migrate } from "./migrate";

export interface OpenOptions {
  /** A Postgres of one's own; without it the embedded one under `home` is started. */
  readonly databaseUrl: string | undefined;
  readonly home: string;
  /** Folder that holds `prisma/`. */
  readonly root: string;
  readonly log: (message: string) => void;
  /** Told of each statement of `db` that failed, in the database or on the way there. */
  readonly onFailure: (error: unknown) => void;
  /** Ends the wait for a database that does not answer. */
  readonly signal: AbortSignal;
}

/** A migrated database, ready to use. */
export interface OpenDatabase {
  readonly db: Db;
  readonly ask: Ask;
  readonly url: string;
  poolCounts(): PoolCounts;
  close(): Promise<void>;
}

const firstWaitMs = 250;
const longestWaitMs = 5000;

const warning = (url: string, refusal: string) =>
  `The application's connections act as the account of the database itself, which could change the audit trail's tables: ${refusal}. ` +
  `Have an administrator run: CREATE ROLE ${applicationRole} NOLOGIN; GRANT ${applicationRole} TO ${pg.escapeIdentifier(new URL(url).username)}; then start again.`;

/**
 * A server that is only starting up will answer soon; one that refuses the migrations never will. Gives the role to
 * connect as.
 */
async function readyWhenReachable(url: string, options: OpenOptions): Promise<string | null> {
  for (let wait = firstWaitMs; ; wait = Math.min(2 * wait, longestWaitMs)) {
    try {
      await migrate({ url, root: options.root });
      const { role, refusal } = await prepareApplicationRole(url);
      if (refusal !== null) options.log(warning(url, refusal));
      return role;
    } catch (error) {
      const reason = outageReasonOf(error);
      if (reason === null) throw error;
      options.log(`The database ${outageWords[reason]}; trying again in ${wait} ms.`);
      await sleep(wait, undefined, { signal: options.signal });
    }
  }
}

/** Starts or finds the database, brings its schema up to date, and connects. */
export async function openDatabase(options: OpenOptions): Promise<OpenDatabase> {
  const embedded = options.databaseUrl
    ? null
    : await startEmbeddedPostgres({ home: options.home, log: options.log });
  const url = options.databaseUrl ?? embedded?.url ?? "";
  const role = await readyWhenReachable(url, options).catch(async (error: unknown) => {
    await embedded?.stop();
    throw error;
  });
  const { db, ask, poolCounts } = connect(url, { role, onFailure: options.onFailure });
  return {
    db,
    ask,
    url,
    poolCounts,
    close: async () => {
      await db.$disconnect();
      await embedded?.stop();
    },
  };
}
