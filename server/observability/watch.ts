import type { StatsFs } from "node:fs";
import { statfs } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Db, PoolCounts } from "../db/client";
import type { Metrics } from "./create-metrics";

export interface Watched {
  readonly metrics: Metrics;
  readonly db: Db;
  readonly poolCounts: () => PoolCounts;
  /** Need not be there: with a database elsewhere nothing is kept in it. */
  readonly home: string;
}

const databaseIntervalMs = 5000;
const homeIntervalMs = 15_000;

/** At once and every so many milliseconds, but never before the time before has ended, until it is stopped. */
function repeat(intervalMs: number, work: () => Promise<void>): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const repeating = (async () => {
    while (!signal.aborted) {
      const begun = performance.now();
      await work();
      const left = Math.max(0, intervalMs - (performance.now() - begun));
      await sleep(left, undefined, { signal }).catch(() => undefined);
    }
  })();
  return async () => {
    stopping.abort();
    await repeating;
  };
}

/** Ends by the pool's own time-outs, when the database does not answer. */
async function askDatabase({ metrics, db }: Watched): Promise<void> {
  const begun = performance.now();
  try {
    await db.$queryRaw`SELECT 1`;
    metrics.databaseRoundTrip.set((performance.now() - begun) / 1000);
    metrics.databaseUp.set(1);
  } catch {
    metrics.databaseUp.set(0);
  }
}

const isMissing = (error: unknown) => error instanceof Error && "code" in error && error.code === "ENOENT";

/** Of a folder, or where nobody has made it yet, of the nearest one above it: there it would be made. */
async function fileSystemOf(folder: string): Promise<StatsFs> {
  try {
    return await statfs(folder);
  } catch (error) {
    const above = path.dirname(folder);
    if (above === folder || !isMissing(error)) throw error;
    return fileSystemOf(above);
  }
}

async function measureHome({ metrics, home }: Watched): Promise<void> {
  try {
    const { blocks, bavail, bsize } = await fileSystemOf(home);
    metrics.homeSize.set(blocks * bsize);
    metrics.homeFree.set(bavail * bsize);
  } catch {
    metrics.homeSize.remove();
    metrics.homeFree.remove();
  }
}

function showPool({ metrics, poolCounts }: Watched): void {
  const { busy, idle, waiting, limit } = poolCounts();
  metrics.poolConnections.set({ state: "busy" }, busy);
  metrics.poolConnections.set({ state: "idle" }, idle);
  metrics.poolWaiting.set(waiting);
  metrics.poolLimit.set(limit);
}

/**
 * Keeps an eye on what the process stands on: database, connections, disk. A scrape shows what was seen last and waits
 * for none of it; only the connections are counted at the scrape itself, which is looked up in memory.
 */
export function startWatch(watched: Watched): () => Promise<void> {
  const { poolConnections, poolWaiting, poolLimit } = watched.metrics;
  for (const gauge of [poolConnections, poolWaiting, poolLimit])
    Object.assign(gauge, { collect: () => showPool(watched) });
  const stops = [
    repeat(databaseIntervalMs, () => askDatabase(watched)),
    repeat(homeIntervalMs, () => measureHome(watched)),
  ];
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}
