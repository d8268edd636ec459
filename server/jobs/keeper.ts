import { setTimeout as sleep } from "node:timers/promises";
import { holdLock, keeperLock } from "../db/held-lock";
import type { Metrics } from "../observability/create-metrics";
import { describe, type Log } from "../observability/log";

/**
 * Something that one process at a time does over and over: counting days, scoring in the shadow, telling Prometheus.
 */
export interface Duty {
  readonly name: string;
  /** Rest between the end of one round and the start of the next, in milliseconds. */
  readonly restMs: number;
  /** One round; `signal` is aborted when the process stops or is no longer the keeper. */
  run(signal: AbortSignal): Promise<void>;
  /** When the process is no longer the keeper. */
  lost?(): void;
}

type DutyMetrics = Pick<Metrics, "dutyRounds" | "dutyLastSuccess">;

export interface KeeperOptions {
  readonly url: string;
  readonly log: Log;
  readonly metrics: DutyMetrics;
  readonly duties: readonly Duty[];
}

/** This process's part in the election. */
export interface Keeper {
  /** Whether it is the keeper, and nobody else can be. */
  held(): boolean;
  /** Ends what it does, then lets another process be the keeper. */
  stop(): Promise<void>;
}

/** A round never takes more than this share of the time. */
const shareOfTime = 0.2;
/** Before the first round: a keeper that was cut off has then heard of it, and its rounds have seen their signal. */
const settleMs = 1000;
/** For rounds to see their signal when the process stops; the role is then given away all the same. */
const roundsMs = 5000;

const pause = (milliseconds: number, signal: AbortSignal) =>
  sleep(milliseconds, undefined, { signal }).catch(() => undefined);

interface Term {
  readonly signal: AbortSignal;
  readonly held: () => boolean;
  readonly log: Log;
  readonly metrics: DutyMetrics;
}

/** A round that outlives the role is neither done nor failed: whoever has the role now does it again. */
async function oneRound(duty: Duty, { signal, log, metrics }: Term): Promise<void> {
  try {
    await duty.run(signal);
    if (signal.aborted) return;
    metrics.dutyRounds.inc({ duty: duty.name, result: "done" });
    metrics.dutyLastSuccess.set({ duty: duty.name }, Date.now() / 1000);
  } catch (error) {
    if (signal.aborted) return;
    metrics.dutyRounds.inc({ duty: duty.name, result: "failed" });
    log.warn({ duty: duty.name, ...describe(error) }, "a duty failed; it will be tried again");
  }
}

async function repeat(duty: Duty, term: Term): Promise<void> {
  await pause(settleMs, term.signal);
  while (!term.signal.aborted) {
    const begun = performance.now();
    // A process that was frozen may come to this before it has heard that it lost the role.
    if (term.held()) await oneRound(duty, term);
    const took = performance.now() - begun;
    await pause(Math.max(duty.restMs, took * (1 / shareOfTime - 1)), term.signal);
  }
}

function giveUp(duty: Duty, log: Log): void {
  try {
    duty.lost?.();
  } catch (error) {
    log.error({ duty: duty.name, ...describe(error) }, "a duty could not be given up cleanly");
  }
}

/**
 * Of all processes on one database one is the keeper and does the duties; when it ends another one takes over within
 * seconds. Duties run side by side, each one round at a time. A keeper that stops ends its rounds before it gives the
 * role away; one that is cut off has at most the statement it is at left to do, so a duty's writes must be whole in
 * one transaction, and right when done twice.
 */
export function startKeeper({ url, log, metrics, duties }: KeeperOptions): Keeper {
  let stopping = false;
  let term: AbortController | null = null;
  let rounds: Promise<unknown> = Promise.resolve();

  function endTerm(): void {
    if (term === null) return;
    term.abort();
    term = null;
    metrics.dutyLastSuccess.reset();
    for (const duty of duties) giveUp(duty, log);
  }

  const lock = holdLock({
    url,
    key: keeperLock,
    onChange: (held) => {
      log.info({ held }, "keeper");
      endTerm();
      if (!held || stopping) return;
      term = new AbortController();
      const { signal } = term;
      // A round of an earlier term may still be at its last statement.
      rounds = rounds.then(() =>
        Promise.all(duties.map((duty) => repeat(duty, { signal, held: () => lock.held(), log, metrics }))),
      );
    },
  });

  return {
    held: () => term !== null && lock.held(),
    stop: async () => {
      stopping = true;
      endTerm();
      await Promise.race([rounds, sleep(roundsMs, undefined, { ref: false })]);
      await lock.stop();
    },
  };
}
