import { setTimeout as sleep } from "node:timers/promises";
import { type Ask, connect, type Db, type PoolCounts } from "./client";
import { startEmbeddedPostgres } from "./embedded";
import { classifyDatabaseError } from "./errors";
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

/** A server that is only starting up will answer soon; one that refuses the migrations never will. */
async function migrateWhenReachable(url: string, options: OpenOptions): Promise<void> {
  for (let wait = firstWaitMs; ; wait = Math.min(2 * wait, longestWaitMs)) {
    try {
      await migrate({ url, root: options.root });
      return;
    } catch (error) {
      if (classifyDatabaseError(error) !== "unavailable") throw error;
      options.log(`The database does not answer yet; trying again in ${wait} ms.`);
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
  try {
    await migrateWhenReachable(url, options);
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
  const { db, ask, poolCounts } = connect(url, options.onFailure);
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
