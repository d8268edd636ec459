import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { treesToGrow } from "../../lib/training/option-limits";
import type { TrainingEvent, TrainingFailure } from "../../lib/training/training-run";
import { describe } from "../observability/log";
import type { Dependencies } from "../services/dependencies";
import { DatabaseUnavailableError, toDomainError } from "../services/errors";
import type { VersionParts } from "../services/model-store";
import {
  beat,
  type ClaimedRun,
  endCancelled,
  fail,
  giveBack,
  keptRows,
  type Standing,
  succeed,
  tell,
} from "../services/training-claims";
import { type ThreadMessage, type ThreadRequest, trainWorkerFile } from "../training/training-thread";

const beatMs = 1000;
/** How often the log tells of trees, at most; it has a hundred such lines at most for each time a run is begun. */
const progressMs = 1000;
const progressSteps = 100;
/** Longer than any run of the options one may ask for, and shorter than pg-boss lets a job be active. */
const longestMs = 12 * 3_600_000;

type Ending =
  | { readonly kind: "done"; readonly parts: VersionParts }
  | { readonly kind: "failed"; readonly failure: TrainingFailure; readonly detail: string | null }
  /** Given up from outside: asked to, begun by somebody else, or the process stops. */
  | { readonly kind: "cancelled" | "lost" | "stopped" };

/** Writes a run's log in order, one line after the other, and waits with it while the database is away. */
function createTeller({ db, log }: Dependencies, run: ClaimedRun) {
  let last: Promise<unknown> = Promise.resolve();
  const total = treesToGrow(run.request.options);
  let done = 0;
  let told = 0;
  let toldAt = 0;

  function say(event: TrainingEvent): void {
    last = last.then(() => tell(db, run, event)).catch((error) => log.warn(describe(error), "a run's log"));
  }

  function sayTrees(count: number): void {
    done += count;
    const step = Math.floor((progressSteps * done) / total);
    const now = performance.now();
    if (done < total && (step === told || now - toldAt < progressMs)) return;
    [told, toldAt] = [step, now];
    say({ kind: "progress", done, total });
  }

  return { say, sayTrees, settled: () => last };
}

function hear(teller: ReturnType<typeof createTeller>, message: ThreadMessage): Ending | null {
  switch (message.kind) {
    case "trees":
      teller.sayTrees(message.count);
      return null;
    case "phase":
    case "unmet":
      teller.say(message);
      return null;
    case "refused":
      return { kind: "failed", failure: "not_trainable", detail: message.reason };
    case "done":
      return message;
  }
}

const isOutOfMemory = (error: unknown) =>
  error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";

interface Thread {
  readonly request: ThreadRequest;
  hear(message: ThreadMessage): Ending | null;
  /** Aborted with an {@link Ending} to end the thread at once. */
  readonly givenUp: AbortSignal;
}

/** The work itself, in a thread of its own that is gone when this is done, with those it has started. */
async function inThread({ log }: Dependencies, { request, hear: hears, givenUp }: Thread): Promise<Ending> {
  // The flags that this process was started with are not the thread's.
  const worker = new Worker(trainWorkerFile, { workerData: request, execArgv: [] });
  const fault: Ending = { kind: "failed", failure: "internal", detail: null };
  const ending = new Promise<Ending>((resolve) => {
    worker.on("message", (message: ThreadMessage) => {
      const heard = hears(message);
      if (heard !== null) resolve(heard);
    });
    worker.once("error", (error) => {
      log.error(describe(error), "a training run failed");
      resolve(isOutOfMemory(error) ? { ...fault, failure: "memory" } : fault);
    });
    worker.once("exit", () => resolve(fault));
    givenUp.addEventListener("abort", () => resolve(givenUp.reason as Ending), { once: true });
    if (givenUp.aborted) resolve(givenUp.reason as Ending);
  });
  return await ending.finally(() => worker.terminate());
}

/** Says every second that the run goes on, and gives up where it should not; until `over` is aborted. */
async function keepBeating(
  { db, log }: Dependencies,
  run: ClaimedRun,
  { giveUp, over }: { giveUp: (ending: Ending) => void; over: AbortSignal },
): Promise<void> {
  while (!over.aborted) {
    const standing = await beat(db, run).catch((error: unknown): Standing => {
      log.warn(describe(error), "a run could not say that it goes on");
      return "ours";
    });
    if (standing !== "ours") giveUp({ kind: standing });
    await sleep(beatMs, undefined, { signal: over }).catch(() => undefined);
  }
}

/** Keeps what came of the run; over and over while the database is away, unless the process stops. */
async function keep(
  { db }: Dependencies,
  { run, ending, stopping }: { run: ClaimedRun; ending: Ending; stopping: AbortSignal },
): Promise<void> {
  const write = async () => {
    if (ending.kind === "done") await succeed(db, run, ending.parts);
    else if (ending.kind === "failed") await fail(db, run, ending);
    else if (ending.kind === "cancelled") await endCancelled(db, run);
    else if (ending.kind === "stopped") await giveBack(db, run);
  };
  for (;;) {
    try {
      return await write();
    } catch (error) {
      const away = toDomainError(error) instanceof DatabaseUnavailableError;
      if (!away || stopping.aborted) throw error;
      await sleep(beatMs, undefined, { signal: stopping }).catch(() => undefined);
    }
  }
}

async function train(
  deps: Dependencies,
  { run, threads, givenUp }: { run: ClaimedRun; threads: number; givenUp: AbortSignal },
): Promise<Ending> {
  const kept = await keptRows(deps.db, run.dataset.sha256);
  if (kept === null) return { kind: "failed", failure: "data_missing", detail: null };
  const teller = createTeller(deps, run);
  const { options, points } = run.request;
  const { content, description } = kept;
  const data = { ...run.dataset, description };
  const request: ThreadRequest = { data, content, options, points, threads };
  const ending = await inThread(deps, { request, givenUp, hear: (message) => hear(teller, message) });
  await teller.settled();
  return ending;
}

/**
 * Does a run that this process has claimed and keeps what came of it. When `stopping` is aborted the thread ends at
 * once and the run is given back. Says whether the run is to be begun again, is over, or is somebody else's by now.
 */
export async function runTraining(
  deps: Dependencies,
  run: ClaimedRun,
  { threads, stopping }: { threads: number; stopping: AbortSignal },
): Promise<"again" | "over" | "lost"> {
  const givingUp = new AbortController();
  const over = new AbortController();
  const giveUp = (ending: Ending) => givingUp.abort(ending);
  const stop = () => giveUp({ kind: "stopped" });
  stopping.addEventListener("abort", stop, { once: true });
  if (stopping.aborted) stop();
  const limit = setTimeout(() => giveUp({ kind: "failed", failure: "too_long", detail: null }), longestMs);
  const beating = keepBeating(deps, run, { giveUp, over: over.signal });
  try {
    const ending = await train(deps, { run, threads, givenUp: givingUp.signal });
    await keep(deps, { run, ending, stopping });
    deps.log.info({ run: run.id, attempt: run.attempt, ending: ending.kind }, "a training run");
    if (ending.kind === "stopped") return "again";
    return ending.kind === "lost" ? "lost" : "over";
  } finally {
    clearTimeout(limit);
    stopping.removeEventListener("abort", stop);
    over.abort();
    await beating;
  }
}
