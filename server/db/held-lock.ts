import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Db } from "./client";

/** A role that one process of all has at a time. */
export interface HeldLock {
  /** True while this process has it, as far as it knows: a lost connection is noticed within seconds. */
  held(): boolean;
  stop(): Promise<void>;
}

export interface HeldLockOptions {
  readonly url: string;
  /** Advisory locks are numbers by agreement: 0x4d43 and this one. */
  readonly key: number;
  readonly onChange: (held: boolean) => void;
}

/** The number of the keeper's role. */
export const keeperLock = 3;

const intervalMs = 1000;
const connectMilliseconds = 2000;
const answerMilliseconds = 2000;

/**
 * Tries to get a lock of the database's session and keeps it as long as the process lives: whoever dies loses its
 * connection, and with it the lock, and another process has it within seconds. Needs a connection of its own, not
 * one through a pool that shares sessions.
 */
export function holdLock({ url, key, onChange }: HeldLockOptions): HeldLock {
  const stopping = new AbortController();
  let held = false;
  let client: pg.Client | null = null;

  function say(now: boolean): void {
    if (held === now) return;
    held = now;
    onChange(now);
  }

  function drop(): void {
    say(false);
    client?.end().catch(() => undefined);
    client = null;
  }

  async function connected(): Promise<pg.Client> {
    if (client !== null) return client;
    const fresh = new pg.Client({
      connectionString: url,
      application_name: "microcalc keeper",
      connectionTimeoutMillis: connectMilliseconds,
      query_timeout: answerMilliseconds,
      keepAlive: true,
    });
    fresh.on("error", () => {
      if (client === fresh) drop();
    });
    await fresh.connect();
    client = fresh;
    return fresh;
  }

  async function look(): Promise<void> {
    const connection = await connected();
    if (held) {
      await connection.query("SELECT 1");
      return;
    }
    const { rows } = await connection.query<{ taken: boolean }>(
      "SELECT pg_try_advisory_lock(0x4d43, $1::int) AS taken",
      [key],
    );
    say(rows[0]?.taken === true);
  }

  const looking = (async () => {
    while (!stopping.signal.aborted) {
      await look().catch(drop);
      await sleep(intervalMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    drop();
  })();

  return {
    held: () => held,
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
      WHERE locktype = 'advisory' AND granted AND classid = 0x4d43 AND objid = ${key} AND objsubid = 2
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    ) AS held`;
  return row?.held === true;
}
