import { createDb } from "../db/client";
import { type EmbeddedPostgres, joinEmbeddedPostgres, startEmbeddedPostgres } from "../db/embedded";
import { migrate } from "../db/migrate";
import { type Environment, readEnvironment } from "../env";
import type { AccountNeeds } from "../services/accounts";

/** Where a command's database is, and what to do when the command is done. */
export type CommandDatabase = EmbeddedPostgres;

const silent = () => undefined;

/** The server's database: DATABASE_URL's, or the embedded one, beside the server or, where none runs, alone. */
export async function sharedDatabase(env: Environment = readEnvironment()): Promise<CommandDatabase> {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, stop: async () => undefined };
  return await joinEmbeddedPostgres({ home: env.MICROCALC_HOME, log: silent });
}

/** What a command does with accounts, on that database, its schema brought up to date. */
export async function withAccounts(work: (needs: AccountNeeds) => Promise<void>): Promise<void> {
  const database = await sharedDatabase();
  const db = createDb(database.url);
  try {
    await migrate({ url: database.url, root: process.cwd() });
    await work({ db, now: () => new Date() });
  } finally {
    await db.$disconnect();
    await database.stop();
  }
}

/**
 * As {@link sharedDatabase}, but refuses while a server has the embedded one. Servers on DATABASE_URL are not known
 * here.
 */
export async function exclusiveDatabase(env: Environment = readEnvironment()): Promise<CommandDatabase> {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, stop: async () => undefined };
  return await startEmbeddedPostgres({ home: env.MICROCALC_HOME, log: silent });
}

/** Host and database without the password, as a person would name them. */
export function describeDatabase(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `the database "${decodeURIComponent(pathname.slice(1))}" on ${hostname || "this machine"}${port && `:${port}`}`;
}

/** Ends the process after the command: its message instead of a stack, and no waiting for timers. */
export function runCommand(command: () => Promise<void>): void {
  command().then(
    () => process.exit(),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`, () =>
        process.exit(1),
      );
    },
  );
}
