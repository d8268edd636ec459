import { availableParallelism } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { describe } from "../observability/log";
import type { Dependencies } from "../services/dependencies";
import { TrainingUnavailableError } from "../services/errors";
import { claimRun, recoverLost, runStatus, waitingRuns } from "../services/training-claims";
import { runTraining } from "./run-training";

const lookMs = 1000;
const waitAfterFaultMs = 5000;

/** One core is left for whoever answers people. */
const threadsToUse = () => Math.max(1, availableParallelism() - 1);

/** Takes the next job and does its run; says whether there was one. */
async function takeNext(deps: Dependencies, stopping: AbortSignal): Promise<boolean> {
  const { db, trainingQueue: queue } = deps;
  const id = await queue.take();
  if (id === null) return false;
  const threads = threadsToUse();
  const run = await claimRun(db, id, threads);
  if (run === null) {
    const status = await runStatus(db, id);
    if (status === "queued") await queue.putBack(id);
    // One that runs keeps its job, whoever took it.
    else if (status !== "running") await queue.complete(id);
    return status !== "queued";
  }
  const left = await runTraining(deps, run, { threads, stopping });
  if (left === "again") await queue.putBack(id);
  if (left === "over") await queue.complete(id);
  return true;
}

/** Looks for runs whose process has died, and for one to do. The table of runs is what holds; jobs follow it. */
async function look(deps: Dependencies, stopping: AbortSignal): Promise<boolean> {
  const { db, log, trainingQueue: queue } = deps;
  for (const run of await recoverLost(db)) log.warn({ run }, "a training run lost its process: started over");
  const { waiting, busy } = await waitingRuns(db);
  if (busy || waiting.length === 0) return false;
  for (const id of waiting) await queue.putBack(id);
  return await takeNext(deps, stopping);
}

/**
 * Does the training runs that are queued, one at a time in all processes together. `stop` gives back what is being
 * done, so that it begins again elsewhere or later.
 */
export function startTrainingJobs(deps: Dependencies): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  let told = false;

  function tell(error: unknown): void {
    if (!(error instanceof TrainingUnavailableError)) {
      deps.log.warn(describe(error), "training jobs");
    } else if (!told) {
      // For people; said once, since nothing changes it but somebody who reads this.
      deps.log.error(error.message);
      told = true;
    }
  }

  const working = (async () => {
    await deps.trainingQueue.ready().catch(tell);
    while (!signal.aborted) {
      const did = await look(deps, signal).catch((error: unknown) => {
        tell(error);
        return null;
      });
      if (did === true) continue;
      const pause = did === null ? waitAfterFaultMs : lookMs;
      await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
  })();

  return {
    stop: async () => {
      stopping.abort();
      await working;
    },
  };
}
