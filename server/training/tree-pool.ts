import { workerFile } from "../worker-file";
import type { GrownTrees } from "./grow-trees";
import type { GrowTask, TrainingVectors } from "./tree-task";
import { startWorkerPool } from "./worker-pool";

/** Worker threads that grow trees; each tree is the same whichever thread grows it. */
export interface TreePool {
  grow(task: GrowTask): Promise<GrownTrees>;
  /** Ends the threads at once; trees not yet grown fail. */
  close(): Promise<void>;
}

/** Starts `threads` workers, each with the vectors; one that dies fails every tree not yet grown, now and later. */
export function startTreePool(vectors: TrainingVectors, threads: number): TreePool {
  const { run, close } = startWorkerPool<GrowTask, GrownTrees>(workerFile("grow-worker", import.meta.url), {
    threads,
    workerData: vectors,
  });
  return { grow: run, close };
}
