import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { lockClass } from "../lock-class";

/** Stands for "a process uses this home". */
const homeLock = [lockClass, 1];
const namePrefix = "microcalc home ";
/** The server notices that a killed holder is gone within milliseconds, yet not at once. */
const patienceMilliseconds = 1500;

/** A connection that holds the home's lock for as long as it lives, or the process id of who holds it. */
export type LockAttempt = { readonly client: pg.Client } | { readonly heldBy: number | null };

/**
 * Takes the lock in the database of `url`. It belongs to the connection, so it goes when the process goes,
 * whatever way it dies; no file is left to mislead the next one.
 */
export async function takeHomeLock(url: string): Promise<LockAttempt> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `${namePrefix}${process.pid}`,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
  });
  // Without a listener a lost connection would end the process; the caller watches "end".
  client.on("error", () => undefined);
  await client.connect();
  try {
    const begun = Date.now();
    for (;;) {
      const { rows } = await client.query<{ taken: boolean }>(
        "SELECT pg_try_advisory_lock($1, $2) AS taken",
        homeLock,
      );
      if (rows[0]?.taken) return { client };
      if (Date.now() - begun > patienceMilliseconds) break;
      await sleep(50);
    }
    const heldBy = await lockHolder(client);
    await client.end();
    return { heldBy };
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

async function lockHolder(client: pg.Client): Promise<number | null> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT application_name AS name FROM pg_locks JOIN pg_stat_activity USING (pid)
     WHERE locktype = 'advisory' AND classid = $1 AND objid = $2 AND granted`,
    homeLock,
  );
  const pid = Number(rows[0]?.name.slice(namePrefix.length));
  return Number.isInteger(pid) && pid > 0 ? pid : null;
}
