import { Worker } from "node:worker_threads";
import type { GrownTrees } from "./grow-trees";
import type { GrowTask, TrainingVectors } from "./tree-task";

/** Worker threads that grow trees; each tree is the same whichever thread grows it. */
export interface TreePool {
  grow(task: GrowTask): Promise<GrownTrees>;
  /** Ends the threads at once; trees not yet grown fail. */
  close(): Promise<void>;
}

interface Waiting {
  readonly task: GrowTask;
  readonly resolve: (trees: GrownTrees) => void;
  readonly reject: (error: unknown) => void;
}

const workerFile = new URL("./grow-worker.mjs", import.meta.url);

/** Starts `threads` workers, each with the vectors; one that dies fails every tree not yet grown, now and later. */
export function startTreePool(vectors: TrainingVectors, threads: number): TreePool {
  const queue: Waiting[] = [];
  const idle: Worker[] = [];
  const busy = new Map<Worker, Waiting>();
  let broken: Error | undefined;

  function assign(): void {
    while (queue.length > 0 && idle.length > 0) {
      const worker = idle.pop();
      const waiting = queue.shift();
      if (worker === undefined || waiting === undefined) return;
      busy.set(worker, waiting);
      worker.postMessage(waiting.task);
    }
  }

  function fail(cause: Error): void {
    broken ??= cause;
    for (const { reject } of [...busy.values(), ...queue]) reject(broken);
    busy.clear();
    queue.length = 0;
  }

  const workers = Array.from({ length: threads }, () => {
    const worker = new Worker(workerFile, { workerData: vectors });
    worker.on("message", (trees: GrownTrees) => {
      busy.get(worker)?.resolve(trees);
      busy.delete(worker);
      idle.push(worker);
      assign();
    });
    worker.on("error", (error) => fail(error instanceof Error ? error : new Error(String(error))));
    worker.on("exit", (code) => fail(new Error(`A training thread ended with code ${code}.`)));
    idle.push(worker);
    return worker;
  });

  return {
    grow: (task) =>
      new Promise((resolve, reject) => {
        if (broken !== undefined) return reject(broken);
        queue.push({ task, resolve, reject });
        assign();
      }),
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
