import { setTimeout as sleep } from "node:timers/promises";
import { holdLock, keeperLock } from "../db/held-lock";
import { describe, type Log } from "../observability/log";

/** Something that one process at a time does over and over: counting days, scoring in the shadow, telling Prometheus. */
export interface Duty {
  readonly name: string;
  /** Rest between the end of one round and the start of the next, in milliseconds. */
  readonly restMs: number;
  /** One round; `signal` is aborted when the process stops or is no longer the keeper. */
  run(signal: AbortSignal): Promise<void>;
  /** When the process is no longer the keeper. */
  lost?(): void;
}

export interface KeeperOptions {
  readonly url: string;
  readonly log: Log;
  readonly duties: readonly Duty[];
}

/** A round never takes more than this share of the time. */
const shareOfTime = 0.2;

async function repeat(duty: Duty, signal: AbortSignal, log: Log): Promise<void> {
  while (!signal.aborted) {
    const begun = performance.now();
    await duty.run(signal).catch((error: unknown) => {
      if (!signal.aborted)
        log.warn({ duty: duty.name, ...describe(error) }, "a duty failed; it will be tried again");
    });
    const took = performance.now() - begun;
    const rest = Math.max(duty.restMs, took * (1 / shareOfTime - 1));
    await sleep(rest, undefined, { signal }).catch(() => undefined);
  }
}

/**
 * Of all processes on one database one is the keeper and does the duties; when it ends another one takes over within
 * seconds. Duties run side by side, each one round at a time, and must be able to start over anywhere.
 */
export function startKeeper({ url, log, duties }: KeeperOptions): { stop(): Promise<void> } {
  let term: AbortController | null = null;
  let rounds: Promise<unknown> = Promise.resolve();

  const lock = holdLock({
    url,
    key: keeperLock,
    onChange: (held) => {
      log.info({ held }, "keeper");
      term?.abort();
      if (!held) {
        for (const duty of duties) duty.lost?.();
        return;
      }
      term = new AbortController();
      const { signal } = term;
      rounds = rounds.then(() => Promise.all(duties.map((duty) => repeat(duty, signal, log))));
    },
  });

  return {
    stop: async () => {
      await lock.stop();
      await rounds;
    },
  };
}
