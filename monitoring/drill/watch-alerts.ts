import { setTimeout as sleep } from "node:timers/promises";
import type { Alert, RunningPrometheus } from "../prometheus-process";

/** Several times between two evaluations. */
const pollMilliseconds = 200;

export interface WatchOptions {
  readonly signal: AbortSignal;
  /** `performance.now()` at which seconds begin to count. */
  readonly since: number;
  /** Seconds from then on after which it is given up. */
  readonly limit: number;
}

/** The alerts that fire at the moment, and the seconds since the watch began. */
export type Look = (firing: readonly Alert[], seconds: number) => boolean;

/** Calls `look` over and over until it says that it has seen enough; false when the time is over before. */
export async function watchAlerts(
  prometheus: RunningPrometheus,
  { signal, since, limit }: WatchOptions,
  look: Look,
): Promise<boolean> {
  for (;;) {
    const firing = (await prometheus.alerts()).filter(({ state }) => state === "firing");
    const seconds = (performance.now() - since) / 1000;
    if (look(firing, seconds)) return true;
    if (seconds > limit) return false;
    await sleep(pollMilliseconds, undefined, { signal });
  }
}
