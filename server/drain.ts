import type { Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Edge } from "./http/edge";
import { describe, type Log } from "./observability/log";

/** Longest that requests in flight may hold up a stop. */
export const drainLimitMs = 25_000;

export interface Drain {
  readonly edge: Edge;
  readonly door: Server;
  readonly metricsServer: Server;
  /** What the boot opened, in that order; closed in reverse. */
  readonly closers: readonly (() => Promise<unknown>)[];
  readonly delayMs: number;
  readonly log: Log;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    if (!server.listening) return resolve();
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

/** Unready, a pause for balancers to notice, door closed, requests in flight finished, everything else closed. */
export async function drain({ edge, door, metricsServer, closers, delayMs, log }: Drain): Promise<void> {
  edge.health.phase = "draining";
  edge.metrics.ready.set(0);
  await sleep(delayMs);
  const forced = setTimeout(() => door.closeAllConnections(), drainLimitMs);
  await close(door);
  clearTimeout(forced);
  metricsServer.closeAllConnections();
  await close(metricsServer);
  for (const closer of [...closers].reverse()) {
    await closer().catch((error: unknown) => log.error(describe(error), "could not close cleanly"));
  }
}
