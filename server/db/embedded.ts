import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { classifyDatabaseError } from "./errors";
import { type DataDirectory, openDataDirectory, recordedPlace } from "./postgres/data-directory";
import { takeHomeLock } from "./postgres/home-lock";
import { databaseRole, passwordFile } from "./postgres/initialise-cluster";
import { runningPostmaster, stopPostmaster } from "./postgres/postmaster";
import { isPostmasterOf, readPostmasterFile } from "./postgres/postmaster-file";
import { DatabaseStartError, HomeInUseError } from "./start-error";

export interface EmbeddedPostgresOptions {
  /** Folder for all that is kept between runs. */
  readonly home: string;
  readonly log: (message: string) => void;
}

export interface EmbeddedPostgres {
  readonly url: string;
  /** Ends the database cleanly, whoever started it. Nothing committed is lost without it either. */
  stop(): Promise<void>;
}

const applicationDatabase = "microcalc";
const firstRetryMilliseconds = 100;
const slowestRetryMilliseconds = 5000;
const dyingMilliseconds = 10_000;

/**
 * Starts the home's Postgres, or takes over the one an application that was killed left running, and keeps it
 * running: when it dies it is started again on the same port. One process at a time: throws HomeInUseError while
 * another one has the home, DatabaseStartError with a sentence for people when it cannot be done.
 *
 * To see an outage, end the process in the first line of `postmaster.pid` in the data directory.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const data = await openDataDirectory(options.home, options.log);
  const { client, port } = await openAndLock(data, 0);
  await createApplicationDatabase(client);
  const supervisor = supervise({ data, port, log: options.log }, client);
  return { url: connectionUrl(data, { port, database: applicationDatabase }), stop: supervisor.stop };
}

/** For commands: uses the database of the server that has this home, or starts it for as long as it is needed. */
export async function joinEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  try {
    return await startEmbeddedPostgres(options);
  } catch (error) {
    if (!(error instanceof HomeInUseError)) throw error;
    const data = await openDataDirectory(options.home, options.log);
    const port = await runningPostmaster(data, { port: 0 });
    return { url: connectionUrl(data, { port, database: applicationDatabase }), stop: async () => undefined };
  }
}

/** For who only looks on: where the home's database answers; `null` while it does not run. Makes and starts nothing. */
export async function runningDatabaseUrl(home: string): Promise<string | null> {
  const path = await recordedPlace(resolve(home));
  const file = path && (await readPostmasterFile(path));
  if (!path || !file || file.status !== "ready" || !(await isPostmasterOf(path, file.pid))) return null;
  const password = (await readFile(join(path, passwordFile), "utf8")).trim();
  return connectionUrl({ password }, { port: file.port, database: applicationDatabase });
}

interface Locked {
  readonly client: pg.Client;
  readonly port: number;
}

async function openAndLock(data: DataDirectory, preferredPort: number): Promise<Locked> {
  const begun = Date.now();
  for (;;) {
    const port = await runningPostmaster(data, { port: preferredPort });
    if (preferredPort !== 0 && port !== preferredPort) throw new HomeInUseError(data.home, null);
    try {
      const attempt = await takeHomeLock(connectionUrl(data, { port, database: "postgres" }));
      if ("heldBy" in attempt) throw new HomeInUseError(data.home, attempt.heldBy);
      return { client: attempt.client, port };
    } catch (error) {
      if (error instanceof HomeInUseError) throw error;
      // One that is just dying still looks alive and hangs up: look again, until it is gone and another is started.
      const dying = classifyDatabaseError(error) === "unavailable" && Date.now() - begun < dyingMilliseconds;
      if (!dying) throw refusedConnection(port, error);
      await sleep(100);
    }
  }
}

function refusedConnection(port: number, cause: unknown): DatabaseStartError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new DatabaseStartError(`Postgres on port ${port} does not take our connection: ${reason}.`, {
    cause,
  });
}

async function createApplicationDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [
    applicationDatabase,
  ]);
  if (rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(applicationDatabase)}`);
}

function connectionUrl(
  data: Pick<DataDirectory, "password">,
  target: { port: number; database: string },
): string {
  return `postgresql://${databaseRole}:${encodeURIComponent(data.password)}@127.0.0.1:${target.port}/${target.database}`;
}

interface Supervised {
  readonly data: DataDirectory;
  readonly port: number;
  readonly log: (message: string) => void;
}

/** The lock's connection ends when Postgres does, at once: that is all the watching it takes. */
function supervise(supervised: Supervised, first: pg.Client): { stop(): Promise<void> } {
  let client: pg.Client | null = null;
  let recovery: Promise<void> = Promise.resolve();
  let stopping = false;

  function watch(next: pg.Client): void {
    client = next;
    next.once("end", () => {
      client = null;
      if (!stopping) recovery = recover();
    });
  }

  async function recover(): Promise<void> {
    const { data, port, log } = supervised;
    const begun = Date.now();
    let told = "";
    log("Postgres is gone; starting it again");
    for (
      let delay = firstRetryMilliseconds;
      !stopping;
      delay = Math.min(2 * delay, slowestRetryMilliseconds)
    ) {
      try {
        watch((await openAndLock(data, port)).client);
        log(`Postgres is back after ${((Date.now() - begun) / 1000).toFixed(1)} s`);
        return;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        if (reason !== told) log(reason);
        told = reason;
        await sleep(delay);
      }
    }
  }

  async function stop(): Promise<void> {
    stopping = true;
    await recovery;
    // Without the lock the home is another process's.
    if (client === null) return;
    await stopPostmaster(supervised.data.path);
    await client?.end().catch(() => undefined);
  }

  watch(first);
  return { stop };
}
