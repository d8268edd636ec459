import { Socket } from "node:net";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Db } from "./client";
import { lockClass } from "./lock-class";

/** A role that one process of all has at a time. */
export interface HeldLock {
  /**
   * True while nobody else can have it. False as soon as the database has not confirmed it for five seconds, whatever
   * this process was doing meanwhile: also when it had been stopped, and goes on without having noticed the loss.
   */
  held(): boolean;
  /** Lets go of it. */
  stop(): Promise<void>;
}

export interface HeldLockOptions {
  readonly url: string;
  /** The second number of the advisory lock. */
  readonly key: number;
  /** Got it, or lost it. Not to throw. */
  readonly onChange: (held: boolean) => void;
}

/** The number of the keeper's role. */
export const keeperLock = 3;

const intervalMs = 1000;
const connectMilliseconds = 2000;
const answerMilliseconds = 2000;
/** Between two confirmations: a pause and two answers that just come in time. */
const leaseMilliseconds = intervalMs + 2 * answerMilliseconds;
/**
 * When the server ends a session that says nothing: twice the lease, so that whoever holds the lock has stopped to
 * believe it before anyone else can get it. Without this a process that is frozen, or behind a dead network, keeps
 * the lock for hours.
 */
const silenceMilliseconds = 2 * leaseMilliseconds;
const goodbyeMilliseconds = 500;

/** For people who ask `pg_stat_activity` which process it is; Postgres keeps 63 bytes. */
const applicationName = `microcalc keeper, pid ${process.pid} on ${hostname()}`.slice(0, 63);

interface Session {
  /** Resolves when the connection is gone, for whatever reason. */
  readonly lost: Promise<void>;
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<Row>>;
  /** Resolves within half a second, politely or not. */
  close(): Promise<void>;
}

/** A connection of its own. Throws when there is none within a few seconds, or once `signal` is aborted. */
async function openSession(url: string, signal: AbortSignal): Promise<Session> {
  // Held here so that it can be torn down: a goodbye to a server that is gone would wait for an answer for ever.
  const socket = new Socket();
  const tearDown = () => socket.destroy();
  const client = new pg.Client({
    connectionString: url,
    application_name: applicationName,
    connectionTimeoutMillis: connectMilliseconds,
    query_timeout: answerMilliseconds,
    keepAlive: true,
    stream: () => socket,
  });
  const lost = new Promise<void>((resolve) => {
    client.once("end", resolve);
    client.on("error", () => resolve());
  });
  signal.addEventListener("abort", tearDown);
  try {
    await client.connect();
    await client.query("SELECT set_config('idle_session_timeout', $1, false)", [String(silenceMilliseconds)]);
  } catch (error) {
    tearDown();
    throw error;
  } finally {
    signal.removeEventListener("abort", tearDown);
  }
  return {
    lost,
    query: (text, values) => client.query(text, values),
    close: async () => {
      const goodbye = client.end().catch(() => undefined);
      await Promise.race([goodbye, sleep(goodbyeMilliseconds, undefined, { ref: false })]);
      tearDown();
    },
  };
}

/**
 * Tries every second to get a lock of the database's session and keeps it as long as the process lives: whoever dies
 * loses its connection, and with it the lock, and another process has it within seconds; whoever freezes loses it
 * after ten. Needs a connection of its own, not one through a pool that shares sessions.
 */
export function holdLock({ url, key, onChange }: HeldLockOptions): HeldLock {
  const stopping = new AbortController();
  let session: Session | null = null;
  let told = false;
  /** Of the last confirmation's question, in milliseconds of the monotonic clock. */
  let confirmedAt = Number.NEGATIVE_INFINITY;

  function tell(held: boolean): void {
    if (told === held) return;
    told = held;
    onChange(held);
  }

  async function drop(): Promise<void> {
    confirmedAt = Number.NEGATIVE_INFINITY;
    tell(false);
    const dropped = session;
    session = null;
    await dropped?.close();
  }

  async function connected(): Promise<Session> {
    if (session !== null) return session;
    const fresh = await openSession(url, stopping.signal);
    session = fresh;
    void fresh.lost.then(() => (session === fresh ? drop() : undefined));
    return fresh;
  }

  async function look(): Promise<void> {
    const connection = await connected();
    const askedAt = performance.now();
    // A session that has the lock would be given it once more.
    const statement = told ? "SELECT true AS held" : "SELECT pg_try_advisory_lock($1, $2) AS held";
    const { rows } = await connection.query<{ held: boolean }>(statement, told ? [] : [lockClass, key]);
    if (connection !== session || stopping.signal.aborted || rows[0]?.held !== true) return;
    confirmedAt = askedAt;
    tell(true);
  }

  const looking = (async () => {
    while (!stopping.signal.aborted) {
      await look().catch(drop);
      await sleep(intervalMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    await drop();
  })();

  return {
    held: () => told && performance.now() - confirmedAt < leaseMilliseconds,
    stop: async () => {
      stopping.abort();
      await looking;
    },
  };
}

/** Whether a process has the role at the moment. */
export async function isLockHeld(db: Db, key: number): Promise<boolean> {
  const [row] = await db.$queryRaw<{ held: boolean }[]>`
    SELECT EXISTS (
      SELECT 1 FROM pg_locks
      WHERE locktype = 'advisory' AND granted AND classid = ${lockClass}::int AND objid = ${key} AND objsubid = 2
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    ) AS held`;
  return row?.held === true;
}
