import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type StartTraining, startTrainingSchema, type TrainingEvent } from "../../lib/training/training-run";
import { storeDataset } from "../services/datasets";
import type { Dependencies } from "../services/dependencies";
import { startTraining } from "../services/start-training";
import { aCaller } from "./caller";
import { madeUpFileText } from "./made-up-file";

const actor = aCaller("test-scientist", "Test scientist");

/** Stores a small made-up file, and gives its SHA-256. */
export async function aStoredDataset(deps: Dependencies, seed = 1, rows = 240): Promise<string> {
  const bytes = Buffer.from(madeUpFileText(rows, seed));
  const file = await storeDataset(deps, { name: `made-up-${seed}.csv`, bytes, origin: "upload", actor });
  return file.sha256;
}

/** A request that is done in about a second; only what a test is about is named in it. */
export function aTrainingRequest(dataset: string, changes: Partial<StartTraining> = {}): StartTraining {
  const options = { trees: 10, folds: 2, ...changes.options };
  return startTrainingSchema.parse({ idempotencyKey: randomUUID(), dataset, ...changes, options });
}

export async function startRun(deps: Dependencies, request: StartTraining): Promise<string> {
  return (await startTraining(deps, { ...request, actor })).id;
}

/** Waits until a run has ended, as somebody else does it. */
export async function ended(deps: Dependencies, runId: string): Promise<void> {
  for (;;) {
    const { endedAt } = await deps.db.trainingRun.findUniqueOrThrow({ where: { id: runId } });
    if (endedAt !== null) return;
    await sleep(200);
  }
}

/** A run's log so far. */
export async function eventsOf(deps: Dependencies, runId: string): Promise<TrainingEvent[]> {
  const rows = await deps.db.trainingEvent.findMany({ where: { runId }, orderBy: { sequence: "asc" } });
  return rows.map(({ event }) => event as TrainingEvent);
}

export const kindsOf = async (deps: Dependencies, runId: string) =>
  (await eventsOf(deps, runId)).map(({ kind }) => kind);
